/** The message centre: pages of messages, and marking them read. */
import type { OutputOf } from '@contract/routes'
import { useState } from 'react'
import { call, newRequestId } from '@/api/call'
import { usePageSession } from '@/api/page-session'
import { asProblem, type Load, useLoad } from '@/api/use-load'
import { showToast } from '@/components/toast'
import { noteUnread } from '@/stores/session'

type Page = OutputOf<'account.listMessages'>
export type Message = Page['items'][number]

export type Messages = {
  load: Load<Page>
  reload: () => Promise<void>
  /** Older ones are on their way. */
  isGrowing: boolean
  grow: () => Promise<void>
  /** @param messageIds null: all of them */
  markRead: (messageIds: string[] | null) => Promise<void>
}

export const useMessages = (): Messages => {
  const { me } = usePageSession()
  const [isGrowing, setGrowing] = useState(false)
  const { load, reload, replace } = useLoad(
    me
      ? async () => {
          const page = await call('account.listMessages', { cursor: null })
          noteUnread(page.unread)
          return page
        }
      : null,
    [me?.userId],
  )

  const grow = async () => {
    if (load.state !== 'ready' || load.data.nextCursor === null || isGrowing) return
    setGrowing(true)
    try {
      const older = await call('account.listMessages', { cursor: load.data.nextCursor })
      const known = new Set(load.data.items.map((item) => item.messageId))
      const fresh = older.items.filter((item) => !known.has(item.messageId))
      replace({ ...older, items: [...load.data.items, ...fresh] })
    } catch (reason) {
      showToast(asProblem(reason).message)
    }
    setGrowing(false)
  }

  const markRead = async (messageIds: string[] | null) => {
    if (load.state !== 'ready') return
    const before = load.data
    const items = before.items.map((item) =>
      messageIds === null || messageIds.includes(item.messageId) ? { ...item, isRead: true } : item,
    )
    replace({ ...before, items })
    try {
      const { unread } = await call('account.markMessagesRead', { requestId: newRequestId(), messageIds })
      replace({ ...before, items, unread })
      noteUnread(unread)
    } catch (reason) {
      replace(before)
      showToast(asProblem(reason).message)
    }
  }

  return { load, reload, isGrowing, grow, markRead }
}

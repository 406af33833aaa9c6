/** Where this account is signed in, and ending it there. */

import type { OutputOf } from '@contract/routes'
import { momentWords } from '@contract/time-words'
import { useState } from 'react'
import { call } from '@/api/call'
import { usePageSession } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import Tag from '@/components/tag'
import { showToast } from '@/components/toast'
import { signOut } from '@/stores/session'
import SignedIn from '../../parts/signed-in'

type Session = OutputOf<'account.listSessions'>['sessions'][number]

export default function SessionsPage() {
  const { me, scale } = usePageSession()
  const [asked, setAsked] = useState<Session | null>(null)
  const { load, reload } = useLoad(me ? () => call('account.listSessions', {}) : null, [me?.userId])
  const { send, isSending, problem } = useSend('account.endSession')

  const end = async (session: Session) => {
    if (session.isThisOne) {
      setAsked(null)
      await signOut()
      return
    }
    const done = await send({ sessionId: session.sessionId })
    setAsked(null)
    if (done) showToast('已退出', { done: true })
    await reload()
  }

  return (
    <Screen title="登录设备" scale={scale}>
      <SignedIn here="/packages/account/pages/sessions/index" why="登录后能看到在哪些设备上登录过。">
        {() => (
          <>
            <Notice tone="quiet" icon="shield-check">
              不认识的设备，请马上让它退出。在微信里打开小程序不算在内，由微信保护。
            </Notice>
            {problem && (
              <Notice id="session-problem" tone="danger">
                {problem.message}
              </Notice>
            )}
            <LoadView id="sessions" load={load} onRetry={() => void reload()} shape="rows">
              {({ sessions }) =>
                sessions.length === 0 ? (
                  <EmptyState id="sessions-empty" icon="phone-device" title="没有在浏览器里登录">
                    用“扫码登录网页版”登录后，会出现在这里。
                  </EmptyState>
                ) : (
                  <Card flush>
                    {sessions.map((session) => (
                      <ListRow
                        key={session.sessionId}
                        id={`session-${session.sessionId}`}
                        icon="phone-device"
                        title={session.clientLabel || '浏览器'}
                        sub={`${momentWords(session.lastSeenAt, new Date())}用过，${momentWords(session.startedAt, new Date())}登录`}
                        end={
                          session.isThisOne ? (
                            <Tag tone="brand">这台</Tag>
                          ) : (
                            <Button
                              id={`end-${session.sessionId}`}
                              kind="outline"
                              size="small"
                              onPress={() => setAsked(session)}
                            >
                              退出
                            </Button>
                          )
                        }
                      />
                    ))}
                  </Card>
                )
              }
            </LoadView>
          </>
        )}
      </SignedIn>
      <Dialog
        id="end-dialog"
        open={asked !== null}
        title="让这台设备退出登录"
        confirm="退出"
        danger
        loading={isSending}
        onConfirm={() => asked && void end(asked)}
        onCancel={() => setAsked(null)}
      >
        {`${asked?.clientLabel || '这个浏览器'}马上不能再使用您的账号。要再用，需要重新登录。`}
      </Dialog>
    </Screen>
  )
}

/** The custodian's desk: who asks to see a sealed identity and why, answered by a second person. */
import { identityOpenHours } from '@contract/report/identity'
import type { OutputOf } from '@contract/routes'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import Notice from '@/components/notice'
import Tabs from '@/components/tabs'
import { showToast } from '@/components/toast'
import DeskFrame from '../../desk-frame'
import AnswerSheet, { type Answer } from '../../identity/answer-sheet'
import RequestCard, { type IdentityRequest } from '../../identity/request-card'
import Loaded from '../../loaded'
import { useDeed } from '../../use-deed'

type Tab = 'waiting' | 'decided'

const emptyWords: Record<Tab, { title: string; words: string }> = {
  waiting: {
    title: '没有等着答复的申请',
    words: '经办人申请查看举报人身份时会出现在这里，也会给您发消息。',
  },
  decided: { title: '还没有答复过的申请', words: '批准和不批准的都会留在这里，举报人也看得到。' },
}

/** Everything up to the last page that was asked for, so that a refresh does not fold the list. */
const loadPages = async (tab: Tab, pages: number) => {
  let cursor: string | null = null
  const items: IdentityRequest[] = []
  for (let page = 0; ; page++) {
    const answer: OutputOf<'report.listIdentityRequests'> = await call('report.listIdentityRequests', {
      tab,
      cursor,
      limit: 30,
    })
    items.push(...answer.items)
    cursor = answer.nextCursor
    if (cursor === null || page + 1 >= pages)
      return { items, waiting: answer.waiting, hasMore: cursor !== null }
  }
}

export default function Page() {
  const [tab, setTab] = useState<Tab>('waiting')
  const [pages, setPages] = useState(1)
  const [answering, setAnswering] = useState<{ request: IdentityRequest; approve: boolean } | null>(null)
  const loader = useLoad(() => loadPages(tab, pages), [tab, pages])
  const deed = useDeed()
  useDidShow(() => void loader.reload())
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))
  const waiting = loader.load.state === 'ready' ? loader.load.data.waiting : undefined

  const select = (next: Tab) => {
    setPages(1)
    setTab(next)
  }
  const decide = async ({ approve, answer }: Answer) => {
    if (!answering) return
    const { identityRequestId } = answering.request
    const isDone = await deed.run(`${identityRequestId} ${approve} ${answer}`, async (requestId) => {
      await call('report.decideIdentity', { requestId, identityRequestId, approve, answer })
    })
    if (!isDone) return
    setAnswering(null)
    showToast(approve ? '已批准' : '已答复', { done: true })
    await loader.reload()
  }
  return (
    <DeskFrame current="identities" title="查看身份的申请" place="教育局">
      <Notice tone="info">
        {`您在这里看不到个案内容，也看不到举报人是谁。批准后，申请人在 ${identityOpenHours} 小时内只能看一次，举报人会看到全过程。`}
      </Notice>
      <Tabs
        id="identity-tab"
        label="查看身份的申请"
        items={[
          { key: 'waiting', label: '待答复', count: waiting },
          { key: 'decided', label: '已答复' },
        ]}
        current={tab}
        onSelect={select}
      />
      <Loaded of={loader} kind="cards">
        {({ items, hasMore }) => (
          <>
            {items.length === 0 && (
              <EmptyState id="identities-empty" icon="lock" title={emptyWords[tab].title}>
                {emptyWords[tab].words}
              </EmptyState>
            )}
            {items.map((request) => (
              <RequestCard
                key={request.identityRequestId}
                request={request}
                onAnswer={(approve) => {
                  deed.forget()
                  setAnswering({ request, approve })
                }}
              />
            ))}
            {hasMore && (
              <Button id="more-requests" kind="quiet" onPress={() => setPages(pages + 1)}>
                再看一些
              </Button>
            )}
          </>
        )}
      </Loaded>
      {answering && (
        <AnswerSheet
          key={answering.request.identityRequestId}
          request={answering.request}
          approve={answering.approve}
          isSending={deed.doing !== null}
          problem={deed.problem}
          onAnswer={(answer) => void decide(answer)}
          onClose={() => setAnswering(null)}
        />
      )}
    </DeskFrame>
  )
}

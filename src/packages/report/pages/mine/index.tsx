/** Everything this person has asked help for, newest first, and what still waits on the phone. */
import { clockNames, clockView } from '@contract/report/clock-words'
import { caseTitle, stateWordsForReporter } from '@contract/report/words'
import type { OutputOf } from '@contract/routes'
import { shortMomentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { goToSignIn, openPage, usePageSession } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import ClockBar from '@/components/clock-bar'
import EmptyState from '@/components/empty-state'
import ErrorState from '@/components/error-state'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import Skeleton from '@/components/skeleton'
import Tag from '@/components/tag'
import { showToast } from '@/components/toast'
import type { Draft } from '@/outbox/draft'
import { listUnseenReceipts } from '@/outbox/receipts'
import { listWaiting } from '@/outbox/waiting-reports'
import { useOutbox } from '../../use-submit'
import '../../report.scss'

const SUBMIT = '/packages/report/pages/submit/index'
const RECEIPT = '/packages/report/pages/receipt/index'

type Mine = OutputOf<'report.listMine'>['reports'][number]

export default function Page() {
  const { status, me, scale } = usePageSession()
  const [waiting, setWaiting] = useState(listWaiting)
  const [unseen, setUnseen] = useState(listUnseenReceipts)
  const isKnown = me !== null
  const { load, reload } = useLoad(isKnown ? () => call('report.listMine', {}) : null, [me?.userId])
  const refresh = async () => {
    setWaiting(listWaiting())
    setUnseen(listUnseenReceipts())
    await reload()
  }
  useDidShow(() => void refresh())
  usePullDownRefresh(() => void refresh().then(() => Taro.stopPullDownRefresh()))
  useOutbox(waiting.length > 0, (receipts) => {
    showToast(`${receipts.length} 条求助已提交`, { done: true })
    void refresh()
  })

  return (
    <Screen
      title="我的求助"
      scale={scale}
      foot={
        <Button id="new-report" onPress={() => openPage(SUBMIT)}>
          求助与举报
        </Button>
      }
    >
      {waiting.map(({ draft, problem }) => (
        <Notice
          key={draft.requestId}
          id={`waiting-${draft.requestId}`}
          tone={problem ? 'warning' : 'info'}
          icon="cloud-off"
          action={problem ? '去改' : undefined}
          onAction={() => openPage(SUBMIT)}
        >
          {problem || `还没发出：${gist(draft)}。已存在手机里，连上网络后会自动提交。`}
        </Notice>
      ))}
      {unseen.map(({ caseId, schoolName, heldBy }) => (
        <Notice
          key={caseId}
          id={`unseen-${caseId}`}
          tone="ok"
          action="看查询码"
          onAction={() => openPage(`${RECEIPT}?case=${caseId}`)}
        >
          {`${heldBy === 'bureau' ? '区教育局' : schoolName}已收到。以后查看要用查询码，请抄下来。`}
        </Notice>
      ))}
      {!isKnown && status !== 'unknown' && (
        <EmptyState
          icon="user"
          title="登录后看自己的求助"
          action={
            <Button
              id="go-sign-in"
              kind="quiet"
              onPress={() => goToSignIn('/packages/report/pages/mine/index')}
            >
              去登录
            </Button>
          }
        >
          有查询码的话，不登录也能看。
        </EmptyState>
      )}
      {isKnown && load.state === 'loading' && <Skeleton count={3} />}
      {load.state === 'failed' && (
        <ErrorState offline={load.problem.code === 'network.away'} onRetry={() => void reload()}>
          {load.problem.message}
        </ErrorState>
      )}
      {load.state === 'ready' && load.stale && <Notice tone="warning">{load.stale.message}</Notice>}
      {load.state === 'ready' && load.data.reports.length === 0 && waiting.length === 0 && (
        <EmptyState id="mine-empty" icon="message" title="还没有求助过">
          遇到难受的事、危险的事，都可以告诉学校。提交以后，在这里看老师做到了哪一步。
        </EmptyState>
      )}
      {load.state === 'ready' &&
        load.data.reports.map((report) => <MineCard key={report.caseId} report={report} />)}
      <ListRow
        id="by-code"
        bare
        icon="qr"
        title="凭查询码查看"
        sub="在别的手机上提交的，也能看"
        onPress={() => openPage(RECEIPT)}
      />
    </Screen>
  )
}

/** What a report that waits is about: its first words, or that it is spoken. */
const gist = ({ details, files }: Draft): string =>
  details.trim() !== ''
    ? details.slice(0, 20)
    : files.some(({ kind }) => kind === 'voice')
      ? '一段录音'
      : '一条求助'

function MineCard({ report }: { report: Mine }) {
  const now = new Date()
  const { caseId, number, kind, acts, state, newCount, clock } = report
  const view = clock ? clockView(clock, now) : null
  const title = caseTitle(kind, acts)
  return (
    <Card
      id={`mine-${number}`}
      label={`${title}，${stateWordsForReporter[state]}${newCount > 0 ? `，${newCount} 条新的` : ''}`}
      onPress={() => openPage(`/packages/report/pages/progress/index?case=${caseId}`)}
    >
      <View className="report-row">
        <View className="row row--between">
          <Text className="strong grow">{title}</Text>
          <Text className="note num">{shortMomentWords(report.lastAt, now)}</Text>
        </View>
        <View className="row row--wrap">
          <Tag
            tone={state === 'closed' ? 'ok' : 'brand'}
            icon={state === 'closed' ? 'check-circle' : 'clock'}
          >
            {stateWordsForReporter[state]}
          </Tag>
          {newCount > 0 && <Tag tone="info">{`${newCount} 条新的`}</Tag>}
          <Text className="note">{`${report.schoolName} ${number}`}</Text>
        </View>
        {clock && view && view.tone !== 'done' && (
          <ClockBar
            inline
            percent={view.percent}
            tone={view.tone}
            words={`${clockNames[clock.kind]}${view.words}`}
          />
        )}
      </View>
    </Card>
  )
}

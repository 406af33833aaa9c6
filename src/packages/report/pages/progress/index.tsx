/** How a case stands, for the person who asked: the clock, each step newest first, and a place to answer. */
import { fileTroubleWords } from '@contract/report/check-words'
import { clockView, dutyWords, passedWords, pauseSentence } from '@contract/report/clock-words'
import { type CrisisHit, findCrisis } from '@contract/report/crisis-words'
import { findLostFile } from '@contract/report/file-check'
import { formatReceiptCode, normaliseReceiptCode } from '@contract/report/receipt-code'
import type { ReporterKey } from '@contract/report/report'
import { answerNames, caseTitle, stateWordsAtBureau, stateWordsForReporter } from '@contract/report/words'
import { momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { goToSignIn, openPage, usePageSession } from '@/api/page-session'
import { asProblem } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ErrorState from '@/components/error-state'
import FetchedFiles from '@/components/fetched-files'
import Icon from '@/components/icon'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import Screen from '@/components/screen'
import Skeleton from '@/components/skeleton'
import Tag from '@/components/tag'
import Timeline, { type TimelineItem } from '@/components/timeline'
import { showToast } from '@/components/toast'
import { findReceipt } from '@/outbox/receipts'
import CaseActs from '../../case-acts'
import DangerSheet from '../../danger-sheet'
import NameCard from '../../name-card'
import OutcomeCard from '../../outcome-card'
import ChainRow, { ChainTrouble } from '../../proof/chain-row'
import type { Looked } from '../../proof/look'
import { type FileMarks, useFileMarks } from '../../proof/use-file-marks'
import { useLook } from '../../proof/use-look'
import { askForReminder, canRemind } from '../../remind'
import ReplyBox from '../../reply-box'
import { deskAt, stepWords } from '../../timeline-words'
import { useAnswers } from '../../use-answers'
import { type ProgressData, useProgress } from '../../use-progress'
import '../../report.scss'

const CODE = '/packages/report/pages/receipt/index'

/** Refused for who asks, not for the network: another account or the code itself may open it. */
const needsOtherKey = (code: string): boolean => code === 'record.not_found' || code.startsWith('session.')

export default function Page() {
  const { params } = useRouter()
  const { me, scale } = usePageSession()
  const typed = params.code ? normaliseReceiptCode(params.code) : null
  const by: ReporterKey = typed ? { receiptCode: typed } : { caseId: params.case ?? '' }
  const code = typed ?? findReceipt(me?.userId ?? null, params.case ?? '')?.receiptCode ?? null
  const { load, reload, replace, reply, write, send, sending, problem } = useProgress(
    by,
    typed ?? params.case ?? '',
  )
  const answers = useAnswers(by, replace)
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()))
  const you = me && !me.self ? '您' : '你'
  const data = load.state === 'ready' ? load.data : null
  const handler = data?.handlerName ?? (data?.heldBy === 'bureau' ? '区教育局' : '学校')
  const [hit, setHit] = useState<CrisisHit | null>(null)
  const [answered, setAnswered] = useState<string[]>([])
  const { look } = useLook(data && by, null, data?.events)
  const looked = look.step === 'checked' ? look.looked : null
  const files = useFileMarks({ caseId: data?.caseId ?? '', receiptCode: typed }, looked)
  const fileTrouble = data && fileTroubleIn(data, looked, files)

  return (
    <Screen
      title="处理进度"
      scale={scale}
      dock={
        data?.canWrite ? (
          <ReplyBox
            reply={reply}
            to={handler}
            you={you}
            sending={sending}
            problem={problem}
            onChange={(words) => {
              write(words)
              const found = findCrisis(words, answered)
              if (!found) return
              setAnswered([...answered, found.word])
              setHit(found)
            }}
            onSend={() => void send()}
          />
        ) : undefined
      }
    >
      {load.state === 'loading' && <Skeleton count={3} />}
      {load.state === 'failed' && (
        <ErrorState
          offline={load.problem.code === 'network.away'}
          title={load.problem.code === 'record.not_found' ? '没有找到这件事' : undefined}
          onRetry={() => void reload()}
        >
          {load.problem.code === 'record.not_found'
            ? '请对照查询码再输一次。如果是在这个账号里提交的，请先登录同一个账号。'
            : load.problem.message}
        </ErrorState>
      )}
      {load.state === 'failed' && needsOtherKey(load.problem.code) && (
        <>
          {me === null && process.env.TARO_ENV === 'h5' && (
            <Button id="go-sign-in" kind="quiet" onPress={() => goToSignIn()}>
              去登录
            </Button>
          )}
          <Button id="go-code" kind="plain" onPress={() => openPage(CODE)}>
            凭查询码查看
          </Button>
        </>
      )}
      {data && (
        <>
          {load.state === 'ready' && load.stale && <Notice tone="warning">{load.stale.message}</Notice>}
          <ChainTrouble by={by} look={look} fileTrouble={fileTrouble} />
          <StandingCard data={data} code={code} />
          <OutcomeCard data={data} answers={answers} you={you} />
          <StepsCard data={data} files={files} you={you} onWithdraw={(seq) => void answers.withdraw(seq)} />
          <NameCard by={by} events={data.events} you={you} canWrite={data.canWrite} onChange={replace} />
          <CaseActs data={data} answers={answers} you={you} />
          <ChainRow by={by} look={look} fileTrouble={fileTrouble} />
          {!data.canWrite && (
            <Notice
              id="case-closed"
              action="再写一条"
              onAction={() => openPage('/packages/report/pages/submit/index')}
            >
              {data.state === 'withdrawn'
                ? '这件事已经撤回。有别的情况，可以重新求助。'
                : '这件事已经办结。还有别的情况，可以重新求助。'}
            </Notice>
          )}
        </>
      )}
      <DangerSheet open={hit !== null} hit={hit} you={you} onClose={() => setHit(null)} />
    </Screen>
  )
}

/** Whether the other side has read what the reporter wrote. */
const seenWords = ({ kind, isSeen, isWithdrawn }: ProgressData['timeline'][number]): string => {
  if (kind !== 'reporter_message' || isWithdrawn) return ''
  return isSeen ? ' · 已读' : ' · 还没有人看'
}

function StandingCard({ data, code }: { data: ProgressData; code: string | null }) {
  const now = new Date()
  const { clock, state, schoolName, number } = data
  const isOver = state === 'closed' || state === 'withdrawn'
  const view = clock ? clockView(clock, now) : null
  const words = code ? formatReceiptCode(code) : number
  const copy = async () => {
    await Taro.setClipboardData({ data: words }).catch(() => {})
    if (process.env.TARO_ENV === 'h5') showToast('已复制', { done: true })
  }
  return (
    <Card>
      <View className="row row--between row--stacks">
        <View className="grow">
          <View className="note">{code ? '查询码' : '编号'}</View>
          <View>
            <Text id="receipt-code" className="report-code" userSelect>
              {words}
            </Text>
          </View>
        </View>
        <Pressable id="copy-code" className="report-code__act" onPress={() => void copy()}>
          <Icon name="copy" size="s" />
          <Text>复制</Text>
        </Pressable>
      </View>
      <View className="rule report-rule" />
      <View className={`report-due${view ? ` report-due--${view.tone}` : ''}`}>
        {clock && view && view.tone !== 'done' && (
          <>
            <View className="title">{pauseSentence(clock, data.timeline) ?? dutyWords(clock, now)}</View>
            <View className="report-due__track">
              <View className="report-due__fill" style={{ width: `${Math.max(3, view.percent)}%` }} />
            </View>
          </>
        )}
        <View className="row row--between row--wrap">
          <Tag
            tone={isOver ? 'ok' : view?.tone === 'over' ? 'danger' : 'brand'}
            icon={isOver ? 'check-circle' : 'clock'}
          >
            {data.heldBy === 'bureau' ? stateWordsAtBureau[state] : stateWordsForReporter[state]}
          </Tag>
          <Text className="note num">
            {clock && view && view.tone !== 'done' ? passedWords(clock, now) : schoolName}
          </Text>
        </View>
      </View>
    </Card>
  )
}

/** What was asked beside the story, a line each. */
const toldBeside = (data: ProgressData): string[] =>
  (['since', 'howOften', 'witnesses'] as const).flatMap((name) =>
    data[name] === '' ? [] : [`${answerNames[name]}：${data[name]}`],
  )

/** What is wrong with the files of this page: one that was opened, or one that a record names and the page lacks. */
const fileTroubleIn = (data: ProgressData, looked: Looked | null, marks: FileMarks): string | null => {
  const steps = data.timeline.filter(({ isWithdrawn }) => !isWithdrawn)
  const lost =
    looked &&
    findLostFile(
      looked.check,
      steps.map(({ seq, files }) => ({ seq, fileIds: files.map(({ fileId }) => fileId) })),
    )
  if (lost) return fileTroubleWords(lost, 'lost')
  return marks.troubleOf(
    steps.flatMap(({ seq, files }) => files.map(({ fileId, kind }) => ({ fileId, seq, kind }))),
  )
}

type StepsCardProps = {
  data: ProgressData
  files: FileMarks
  you: '你' | '您'
  onWithdraw: (seq: number) => void
}

function StepsCard({ data, files: marks, you, onWithdraw }: StepsCardProps) {
  const now = new Date()
  const remind = async () => {
    showToast(await askForReminder().catch((reason: unknown) => asProblem(reason).message))
  }
  const items = [...data.timeline].reverse().map((entry): TimelineItem => {
    const isFirst = entry.kind === 'filed'
    const words = entry.isWithdrawn ? '已撤回，谁也看不到。' : isFirst ? data.details : entry.text
    const files = entry.isWithdrawn ? [] : isFirst ? data.files : entry.files
    const isGone = entry.isWithdrawn || (isFirst && data.state === 'withdrawn')
    const where = isFirst && !isGone ? [data.occurredWhen, data.place].filter(Boolean).join('，') : ''
    const told = isFirst && !isGone ? toldBeside(data) : []
    return {
      id: String(entry.seq),
      title: stepWords(entry, you, data.isNamed, deskAt(data, entry.seq)),
      time: isFirst
        ? `${momentWords(entry.at, now)} · ${caseTitle(data.kind, data.acts)}`
        : `${momentWords(entry.at, now)}${seenWords(entry)}`,
      isNew: entry.isNew,
      bubble:
        words || told.length > 0 ? (
          <View>
            {words !== '' && (
              <Text className="report-text" userSelect>
                {words}
              </Text>
            )}
            {where && <View className="note">{where}</View>}
            {told.map((line) => (
              <View key={line} className="note">
                {line}
              </View>
            ))}
            {entry.canWithdraw && (
              <Pressable
                id={`withdraw-${entry.seq}`}
                className="report-code__act"
                onPress={() => onWithdraw(entry.seq)}
              >
                <Icon name="undo" size="s" />
                <Text>撤回</Text>
              </Pressable>
            )}
          </View>
        ) : undefined,
      children:
        files.length > 0 ? (
          <View className="report-pictures">
            <FetchedFiles
              id="case-file"
              files={files}
              fetch={marks.open}
              markOf={(fileId) => marks.markOf({ fileId, seq: entry.seq })}
            />
          </View>
        ) : undefined,
    }
  })
  return (
    <Card>
      <CardHead
        title="进展"
        mark={data.newCount > 0 ? <Tag tone="info">{`${data.newCount} 条新的`}</Tag> : undefined}
        end={
          canRemind ? (
            <Pressable id="remind" className="report-code__act" onPress={() => void remind()}>
              <Icon name="bell" size="s" />
              <Text>有进展时提醒我</Text>
            </Pressable>
          ) : undefined
        }
      />
      <View className="report-steps">
        <Timeline id="step" items={items} />
      </View>
    </Card>
  )
}

/** Beside the conversation: what to do next, and each step so far with the start of its hash. */
import { usualLimits } from '@contract/report/clocks'
import { levelNames } from '@contract/report/words'
import { momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { classNames } from '@/components/class-names'
import Icon from '@/components/icon'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import SectionTitle from '@/components/section-title'
import Timeline from '@/components/timeline'
import type { DeedName } from './deeds'
import { deskStepWords } from './step-words'
import type { CaseData } from './use-case'

type Step = {
  id: string
  title: string
  sub: string
  isDone: boolean
  /** Null where it cannot be done now. */
  press: (() => void) | null
}

export type NextStepsProps = {
  data: CaseData
  canSteer: boolean
  doing: string | null
  onTake: () => void
  onInvestigate: () => void
  onAsk: () => void
  onDeed: (deed: DeedName) => void
  onResume: () => void
}

/** Somebody has taken it up: one that was given to a handler from above still waits for them. */
export const isTaken = ({ handler, state }: CaseData): boolean => handler !== null && state !== 'filed'

const takeWords = ({ handler, state }: CaseData): string => {
  if (handler === null) return '接手后举报人会收到通知'
  if (state !== 'filed') return `由${handler.name}办理`
  return handler.isMe ? '交给了您，请接手' : `交给了${handler.name}，等他接手`
}

const closeWords = ({ state, isReopened }: CaseData): string => {
  if (state === 'asking') return `说明已发出，等举报人说是否解决，${usualLimits.replyDays} 天没有答复就办结`
  if (state === 'reviewing') return '最终答复，发出后办结'
  if (state === 'closed') return '已办结'
  return isReopened
    ? '上次举报人说没有解决，请写明这次做了什么'
    : '写明查到什么、做了什么，附上凭证，再问举报人'
}

/** What the law wants: shown once it is wanted, or was answered. */
const lawSteps = (data: CaseData, mayAct: boolean, onDeed: (deed: DeedName) => void): Step[] => {
  const step = (deed: 'guardians' | 'authority', kind: string, title: string, sub: string): Step[] => {
    const isDone = data.timeline.some((entry) => entry.kind === kind)
    const isWanted = data.missing.includes(deed)
    if (!isDone && !isWanted) return []
    const press = mayAct ? () => onDeed(deed) : null
    return [{ id: `next-${deed}`, title, sub: isDone ? '已记下，可以再补' : sub, isDone, press }]
  }
  return [
    ...step('guardians', 'guardians_told', '告知双方监护人', '举报人的安全优先，可以暂缓，写明原因'),
    ...step('authority', 'authority_told', '报告公安和教育局', '必须回答：何时、由谁、报给谁'),
  ]
}

export function NextSteps(props: NextStepsProps) {
  const { data, canSteer, doing, onTake, onInvestigate, onAsk, onDeed, onResume } = props
  const isOpen = data.state !== 'closed' && data.state !== 'withdrawn'
  const isMine = canSteer && isTaken(data) && isOpen
  const only = (may: boolean, deed: () => void) => (may && doing === null ? deed : null)
  const isPaused = data.clocks.some(({ pausedAt }) => pausedAt !== null)
  const isInvestigated = data.timeline.some(({ kind }) => kind === 'investigating')
  const steps: Step[] = [
    {
      id: 'next-take',
      title: '接手',
      sub: takeWords(data),
      isDone: isTaken(data),
      press: only(canSteer && !isTaken(data) && isOpen && data.state !== 'asking', onTake),
    },
    {
      id: 'next-level',
      title: '定级',
      sub: data.level === 'unset' ? '按后果轻重定，之后可以改' : `现在是${levelNames[data.level]}，可以改`,
      isDone: data.level !== 'unset',
      press: only(isMine, () => onDeed('level')),
    },
    {
      id: 'next-investigate',
      title: data.state === 'waiting_reporter' ? '继续调查' : '启动调查',
      sub: '时限从受理那一刻起算',
      isDone: isInvestigated && data.state !== 'waiting_reporter',
      press: only(isMine && (data.state === 'accepted' || data.state === 'waiting_reporter'), onInvestigate),
    },
    {
      id: 'next-ask',
      title: '请举报人补充',
      sub: data.state === 'waiting_reporter' ? '正在等举报人答复' : '有不清楚的地方，写信问一问',
      isDone: false,
      press: only(isMine, onAsk),
    },
    ...lawSteps(data, isMine && doing === null, onDeed),
    {
      id: 'next-pause',
      title: isPaused ? '恢复时限' : '暂停时限',
      sub: isPaused ? '不用再等，从现在接着算' : '要等外面的结果时用，举报人会看到原因',
      isDone: false,
      press: only(isMine, isPaused ? onResume : () => onDeed('pause')),
    },
    {
      id: 'next-close',
      title: data.state === 'reviewing' ? '给出复核结果' : '结案',
      sub: closeWords(data),
      isDone: !isOpen || data.state === 'asking',
      press: only(isMine && data.state !== 'asking', () => onDeed('close')),
    },
  ]
  return (
    <View className="side__part">
      <SectionTitle title="下一步" />
      <View className="next-steps">
        {steps.map(({ id, title, sub, isDone, press }) => (
          <Pressable
            key={id}
            id={id}
            className={classNames('next-steps__one', isDone && 'is-done')}
            disabled={press === null}
            label={`${title}，${isDone ? '已完成，' : ''}${sub}`}
            onPress={() => press?.()}
          >
            <View className="next-steps__mark">{isDone && <Icon name="check-bold" size="s" />}</View>
            <View className="grow">
              <Text>{title}</Text>
              <View className="note">{sub}</View>
            </View>
            {press && <Icon name="chevron-right" size="s" className="tone-hint" />}
          </Pressable>
        ))}
        {isOpen && data.state !== 'reviewing' && (
          <Pressable id="next-aside" className="next-steps__one" onPress={() => onDeed('aside')}>
            <View className="next-steps__icon">
              <Icon name="lock" size="s" />
            </View>
            <View className="grow">有人需要回避</View>
            <Icon name="chevron-right" size="s" className="tone-hint" />
          </Pressable>
        )}
        {isMine && (
          <Pressable id="next-reassign" className="next-steps__one" onPress={() => onDeed('reassign')}>
            <View className="next-steps__icon">
              <Icon name="swap" size="s" />
            </View>
            <View className="grow">转交给同事</View>
            <Icon name="chevron-right" size="s" className="tone-hint" />
          </Pressable>
        )}
        {canSteer && data.state === 'closed' && (
          <Pressable id="next-reopen" className="next-steps__one" onPress={() => onDeed('reopen')}>
            <View className="next-steps__icon">
              <Icon name="undo" size="s" />
            </View>
            <View className="grow">重新办理</View>
            <Icon name="chevron-right" size="s" className="tone-hint" />
          </Pressable>
        )}
      </View>
    </View>
  )
}

export function Steps({ data }: { data: CaseData }) {
  const now = new Date()
  return (
    <View className="side__part">
      <SectionTitle title="处理进度" end={<Text className="note">备注以外举报人可见</Text>} />
      {data.brokenStep === null ? (
        <View className="proof">
          <Icon name="link" className="tone-ok" />
          <View className="grow">
            <View>{`刚核对过 ${data.events} 条记录，逐条相连`}</View>
            <View>
              {'链头 '}
              <Text className="mono">{`${data.head.slice(0, 4)}…${data.head.slice(-4)}`}</Text>
              {'，举报人也看得到'}
            </View>
          </View>
        </View>
      ) : (
        <Notice id="chain-broken" tone="danger">
          {`第 ${data.brokenStep} 条记录对不上，可能被改过。请马上联系区教育局。`}
        </Notice>
      )}
      <Timeline
        id="case-step"
        items={[...data.timeline].reverse().map((entry) => ({
          id: String(entry.seq),
          title: deskStepWords(entry),
          time: [
            momentWords(entry.at, now),
            entry.kind === 'filed' || entry.kind === 'reporter_message' ? '' : entry.actorName,
          ]
            .filter(Boolean)
            .join(' · '),
          isNew: entry.isNew,
          hash: entry.hashStart,
        }))}
      />
    </View>
  )
}

/** A case's clock as bar and words, for the person who waits and for the handler who acts. */
import { dateClockWords, dateWords, spanWords } from '../time-words'
import type { CaseClock, ClockKind, HeldBy } from './clocks'

/** What a clock asks for. */
export const clockNames: Record<ClockKind, string> = {
  first_look: '受理',
  investigation: '调查',
  register: '登记转办',
  close: '办结',
  appeal: '复核',
  reply: '征求意见',
}
const deeds: Record<ClockKind, string> = {
  first_look: '受理',
  investigation: '完成调查',
  register: '登记转办',
  close: '办结',
  appeal: '完成复核',
  reply: '答复',
}
const holders: Record<HeldBy, string> = { school: '学校', bureau: '区教育局' }
/** Who has to act; a reply is the reporter's. */
const dutyOf = (clock: CaseClock): string => (clock.kind === 'reply' ? '' : holders[clock.heldBy])

export type ClockView = {
  /** Time gone, 0–100. */
  percent: number
  tone: 'normal' | 'near' | 'over' | 'done'
  /** `剩 4 天`, `已过 5 小时`, `完成`. */
  words: string
}

const DAY = 86_400_000
/** The last fifth of a clock is near. */
const NEAR = 80

/** What is left: whole days rounded up while there are many, then finer. The desk and the reporter read the same. */
const restWords = (milliseconds: number): string =>
  milliseconds > 3 * DAY ? `${Math.ceil(milliseconds / DAY)} 天` : spanWords(milliseconds)

/** How a clock stands at `now`. */
export const clockView = (clock: CaseClock, now: Date): ClockView => {
  const started = Date.parse(clock.startedAt)
  const due = Date.parse(clock.dueAt)
  if (clock.doneAt !== null)
    return { percent: 100, tone: 'done', words: clock.isLate ? '完成，晚了' : '完成' }
  if (clock.pausedAt !== null) {
    const passed = ((Date.parse(clock.pausedAt) - started) / (due - started)) * 100
    return { percent: Math.min(100, Math.max(0, passed)), tone: 'normal', words: '已暂停' }
  }
  const left = due - now.getTime()
  if (left < 0) return { percent: 100, tone: 'over', words: `已过 ${spanWords(-left)}` }
  const percent = Math.min(100, Math.max(0, ((now.getTime() - started) / (due - started)) * 100))
  return { percent, tone: percent >= NEAR ? 'near' : 'normal', words: `剩 ${restWords(left)}` }
}

/** Long clocks lapse on a day, short ones at an hour. */
const dueWords = (clock: CaseClock): string =>
  Date.parse(clock.dueAt) - Date.parse(clock.startedAt) > 3 * DAY
    ? dateWords(clock.dueAt)
    : `${dateClockWords(clock.dueAt)} `

/** Until the end of this day: a pause is over at the midnight after it. */
const lastDayWords = (until: string): string => dateWords(new Date(Date.parse(until) - 1))

/** `时限暂停，到 12月5日 为止`; null where it does not stand still. */
export const pauseWords = (clock: CaseClock): string | null =>
  clock.pausedUntil === null ? null : `时限暂停，到 ${lastDayWords(clock.pausedUntil)} 为止`

/** `时限暂停：等检查结果，到 12月5日 为止`: with the reason, as the step that paused it words both. */
export const pauseSentence = (
  clock: CaseClock,
  timeline: readonly { kind: string; text: string }[],
): string | null => {
  if (clock.pausedUntil === null) return null
  const said = [...timeline].reverse().find(({ kind }) => kind === 'paused')?.text
  return said ? `时限暂停：${said}` : pauseWords(clock)
}

/** `学校须在 11月18日 20:00 前受理`, `区教育局须在 …`; a lapsed one says so plainly. */
export const dutyWords = (clock: CaseClock, now: Date): string => {
  const deed = deeds[clock.kind]
  const who = dutyOf(clock)
  if (clock.doneAt !== null) return clock.kind === 'reply' ? '已答复' : `${who}已${deed}`
  if (clock.pausedUntil !== null) return pauseWords(clock) ?? ''
  if (clock.kind === 'reply') return `请在 ${dueWords(clock)}前答复，到期没有答复就按办结处理`
  const isOver = Date.parse(clock.dueAt) < now.getTime()
  return isOver
    ? `${who}应在 ${dueWords(clock)}前${deed}，还没有做到`
    : `${who}须在 ${dueWords(clock)}前${deed}`
}

/** `已过 1 天，还有 9 天` for the person who waits. */
export const passedWords = (clock: CaseClock, now: Date): string => {
  if (clock.pausedAt !== null) return `${dateWords(clock.pausedAt)}起暂停`
  const passed = spanWords(Math.max(0, now.getTime() - Date.parse(clock.startedAt)))
  const left = Date.parse(clock.dueAt) - now.getTime()
  if (left < 0) return `已超时 ${spanWords(-left)}`
  return `已过 ${passed}，还有 ${restWords(left)}`
}

/** `5月17日到期 · 教督〔2017〕10号` for the handler. */
export const clockNote = (clock: CaseClock): string => {
  if (clock.doneAt !== null) return dateClockWords(clock.doneAt)
  return `${pauseWords(clock) ?? `${dueWords(clock).trim()}到期`} · ${clock.document}`
}

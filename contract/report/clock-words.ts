/** A case's clock as bar and words, for the person who waits and for the handler who acts. */
import { dateClockWords, dateWords, spanWords } from '../time-words'
import type { CaseClock, ClockKind } from './clocks'

/** What a clock asks for. */
export const clockNames: Record<ClockKind, string> = { first_look: '受理', investigation: '调查' }
const deeds: Record<ClockKind, string> = { first_look: '受理', investigation: '完成调查' }

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

/** `学校须在 11月18日 20:00 前受理`; a lapsed one says so plainly. */
export const dutyWords = (clock: CaseClock, now: Date): string => {
  const deed = deeds[clock.kind]
  if (clock.doneAt !== null) return `学校已${deed}`
  const isOver = Date.parse(clock.dueAt) < now.getTime()
  return isOver ? `学校应在 ${dueWords(clock)}前${deed}，还没有做到` : `学校须在 ${dueWords(clock)}前${deed}`
}

/** `已过 1 天，还有 9 天` for the person who waits. */
export const passedWords = (clock: CaseClock, now: Date): string => {
  const passed = spanWords(Math.max(0, now.getTime() - Date.parse(clock.startedAt)))
  const left = Date.parse(clock.dueAt) - now.getTime()
  if (left < 0) return `已超时 ${spanWords(-left)}`
  return `已过 ${passed}，还有 ${restWords(left)}`
}

/** `5月17日到期 · 教督〔2017〕10号` for the handler. */
export const clockNote = (clock: CaseClock): string =>
  clock.doneAt === null ? `${dueWords(clock).trim()}到期 · ${clock.document}` : dateClockWords(clock.doneAt)

/** A board in words: what is taken, what is left, what such an estimate really took. */
import type { Board, BoardPlace, Reckoning, Tier } from './board'

/** True where its minutes are what the limit is about: done at home and not optional. */
export const countsAtHome = ({ tier, place }: { tier: Tier; place: BoardPlace }): boolean =>
  place === 'home' && tier !== 'optional'

export type Taken = { minutes: number; limit: number | null; isOver: boolean }

/** @param more minutes that are being typed, where they count */
export const takenOf = ({ homeMinutes, limit }: Board, more = 0): Taken => {
  const minutes = homeMinutes + more
  return { minutes, limit: limit?.minutes ?? null, isOver: limit !== null && minutes > limit.minutes }
}

/** `今晚已公示 35 分钟，离上限还有 25 分钟`. @param when `今晚`, `明天` */
export const boardSentence = (board: Board, when: string): string => {
  const { minutes, limit } = takenOf(board)
  const counted = board.entries.filter(countsAtHome).length
  const said = counted === 0 ? `${when}还没有带回家的作业` : `${when}带回家 ${minutes} 分钟`
  if (limit === null) return said
  if (limit === 0) return counted === 0 ? `${when}没有带回家的作业` : `${said}，这个年级不布置书面家庭作业`
  if (minutes > limit) return `${said}，超过上限 ${minutes - limit} 分钟`
  return minutes === limit ? `${said}，正好到上限` : `${said}，离上限还有 ${limit - minutes} 分钟`
}

/** `过去八周，差不多长的数学作业，一半孩子 30 分钟以内做完，四分之三 45 分钟以内（26 份记录）`. */
export const tookSentence = (took: Reckoning['took'], subject: string): string => {
  if (took === null) return `过去八周，本班的${subject}记录还不到 10 份，没有可以参考的数。`
  const which = took.basis === 'similar' ? `估时差不多的${subject}作业` : `${subject}作业（不分长短）`
  return `过去八周，${which}，一半孩子 ${took.p50} 分钟以内写完，四分之三 ${took.p75} 分钟以内（${took.answers} 份记录）。`
}

/** `公示差不多满的 6 个晚上，按比例约 5 个孩子（全班 42 人）会超过上限`; empty where too few speak of it. */
export const passingSentence = (passing: Reckoning['passing']): string => {
  if (passing === null) return ''
  const { children, of, evenings } = passing
  return children === 0
    ? `过去 ${evenings} 个公示差不多满的晚上，没有多少孩子超过上限。`
    : `照过去 ${evenings} 个公示差不多满的晚上推算，全班 ${of} 人里约 ${children} 人会超过上限。`
}

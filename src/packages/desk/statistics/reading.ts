/** What published numbers say, in a sentence: computed from what is shown and from nothing else. */
import {
  answersOf,
  type Question,
  type StatisticsCell,
  type StatisticsRow,
} from '@contract/report/statistics'

export type Answer = { key: string; name: string; count: number | null }

/** Answers that can occur, with their counts; null where the table is not published for this row. */
export const answersIn = (row: StatisticsRow, question: Question, period: string): Answer[] | null => {
  const cells = row.tables[question]
  if (!cells) return null
  return answersOf(question, period).flatMap((name, index) => {
    const cell: StatisticsCell = cells[index] ?? 'hidden'
    return cell === 'impossible' ? [] : [{ key: String(index), name, count: cell === 'hidden' ? null : cell }]
  })
}

export const shareWords = (count: number, total: number): string => `${Math.round((count / total) * 100)}%`

/**
 * The answer in which a share of all cases is reached, counting from the first.
 *
 * @param share 0.5 is the median
 * @returns null where what is hidden leaves it open
 */
export const reachedIn = (answers: readonly Answer[], total: number, share: number): string | null => {
  const hidden = total - answers.reduce((sum, { count }) => sum + (count ?? 0), 0)
  const wanted = total * share
  let before = 0
  let hiddenBefore = false
  for (const [index, { name, count }] of answers.entries()) {
    const hiddenAfter = answers.slice(index + 1).some((later) => later.count === null)
    const mostBefore = before + (hiddenBefore ? hidden : 0)
    // All that is hidden stands up to here where none of it comes later.
    const leastUpTo = before + (count ?? 0) + (hiddenAfter ? 0 : hidden)
    if (mostBefore < wanted && leastUpTo >= wanted) return name
    before += count ?? 0
    hiddenBefore ||= count === null
  }
  return null
}

/** The upper end of a band of time: `2–8 小时` is `8 小时内`. */
const within = (name: string): string => `${name.replace(/^\d+–/, '').replace(/内$/, '')}内`

/**
 * As `reachedIn`; where that is left open, the time within which it is reached for any numbers behind the hidden ones.
 *
 * @returns null where only the last band, which has no end, is sure
 */
export const reachedBy = (answers: readonly Answer[], total: number, share: number): string | null => {
  const exact = reachedIn(answers, total, share)
  if (exact !== null) return exact
  const hidden = total - answers.reduce((sum, { count }) => sum + (count ?? 0), 0)
  let upTo = 0
  for (const [index, { name, count }] of answers.slice(0, -1).entries()) {
    upTo += count ?? 0
    const hiddenAfter = answers.slice(index + 1).some((later) => later.count === null)
    if (upTo + (hiddenAfter ? 0 : hidden) >= total * share) return within(name)
  }
  return null
}

/**
 * How many of those who answered were satisfied in the end: at once, after a second try, or not until the bureau decided.
 *
 * @param answers to `outcome`, in their order
 * @returns a share from 0 to 1, and whether it is the least that it can be; null where nothing can be said
 */
export const satisfiedOfAnswered = (
  answers: readonly Answer[],
  total: number,
): { share: number; isLeast: boolean } | null => {
  const [first, later, , review] = answers
  if (first?.count == null || later === undefined || review === undefined) return null
  const hidden = total - answers.reduce((sum, { count }) => sum + (count ?? 0), 0)
  const satisfied = first.count + (later.count ?? 0)
  const unsatisfied = review.count ?? hidden
  if (satisfied + unsatisfied === 0) return null
  return {
    share: satisfied / (satisfied + unsatisfied),
    isLeast: later.count === null || review.count === null,
  }
}

/** A share that is the least possible is rounded down. */
export const answeredWords = ({ share, isLeast }: { share: number; isLeast: boolean }): string =>
  isLeast ? `至少 ${Math.floor(share * 100)}%` : `${Math.round(share * 100)}%`

/** Which answer is the most frequent of those shown. */
const mostWords = (answers: readonly Answer[], total: number): string => {
  const shown = answers.filter((answer): answer is Answer & { count: number } => answer.count !== null)
  const [first] = [...shown].sort((a, b) => b.count - a.count)
  if (!first) return '每一项都太少，不显示'
  const amount = `${first.count} 件，占 ${shareWords(first.count, total)}`
  return shown.length === answers.length
    ? `${first.name}最多，${amount}`
    : `能显示的里面${first.name}最多，${amount}`
}

const timeWords = (answers: readonly Answer[], total: number, verb: string): string => {
  const half = reachedBy(answers, total, 0.5)
  const most = reachedBy(answers, total, 0.9)
  if (half === null) return `数字太少，说不出一半要多久才${verb}`
  const spread = most === null ? '' : most === half ? '，九成也是' : `，九成在${most}`
  return `一半的个案${half}${verb}${spread}`
}

const satisfiedWords = (answers: readonly Answer[], total: number): string => {
  const [satisfied, later] = answers
  if (satisfied?.count == null) return '回复满意的件数不能显示'
  const both = satisfied.count + (later?.count ?? 0)
  const more = later?.count == null ? '至少' : ''
  const ofAnswered = satisfiedOfAnswered(answers, total)
  const beside = ofAnswered ? `，占回答了的${ofAnswered.isLeast ? '' : ' '}${answeredWords(ofAnswered)}` : ''
  return `${more} ${shareWords(both, total)} 的个案举报人回复满意${beside}`.trim()
}

/** The sentence above a chart. */
export const sentenceOf = (question: Question, answers: readonly Answer[], total: number): string => {
  if (question === 'firstLook') return timeWords(answers, total, '受理')
  if (question === 'closing') return timeWords(answers, total, '办结')
  if (question === 'outcome') return satisfiedWords(answers, total)
  return mostWords(answers, total)
}

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
  const half = reachedIn(answers, total, 0.5)
  const most = reachedIn(answers, total, 0.9)
  if (half === null) return `数字太少，说不出一半要多久才${verb}`
  const spread = most === null ? '' : most === half ? '，九成也是' : `，九成在${most}`
  return `一半的个案${half}${verb}${spread}`
}

const satisfiedWords = (answers: readonly Answer[], total: number): string => {
  const [satisfied, later] = answers
  if (satisfied?.count == null) return '回复满意的件数不能显示'
  const both = satisfied.count + (later?.count ?? 0)
  const more = later?.count == null ? '至少' : ''
  return `${more} ${shareWords(both, total)} 的个案举报人回复满意`.trim()
}

/** The sentence above a chart. */
export const sentenceOf = (question: Question, answers: readonly Answer[], total: number): string => {
  if (question === 'firstLook') return timeWords(answers, total, '受理')
  if (question === 'closing') return timeWords(answers, total, '办结')
  if (question === 'outcome') return satisfiedWords(answers, total)
  return mostWords(answers, total)
}

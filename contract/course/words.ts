/** Names and Chinese words of the course supermarket, in one place for the server, the families and the office. */
import { gradeName } from '../people'
import { gradesOf } from './slots'

export const teacherKinds = ['own', 'heritage', 'arts', 'science', 'elder', 'volunteer', 'other'] as const
export type TeacherKind = (typeof teacherKinds)[number]
/** @see policy: own staff first; 非遗传承人、艺体专业人员、科技工作者、"五老"、大学生志愿者 */
export const teacherKindNames: Record<TeacherKind, string> = {
  own: '本校教师',
  heritage: '非遗传承人',
  arts: '艺体专业人员',
  science: '科技工作者',
  elder: '“五老”人员',
  volunteer: '大学生志愿者',
  other: '校外教师',
}

/** What a school starts with; the list is its own to change. */
export const defaultCategories = ['学业', '阅读', '艺体', '社团', '实践'] as const

export const roundKinds = ['wishes', 'first_come', 'change'] as const
export type RoundKind = (typeof roundKinds)[number]
export const roundKindNames: Record<RoundKind, string> = {
  wishes: '填志愿，再摇号',
  first_come: '先到先得',
  change: '退改选',
}

/** What may come of asking for a place, giving one back, or taking an offer. */
export const placeResults = [
  'seated',
  'waiting',
  'dropped',
  'not_open',
  'have_it',
  'in_line',
  'offered',
  'no_consent',
  'cancelled',
  'grade',
  'clash',
  'enough',
  'not_there',
  'too_late',
] as const
export type PlaceResult = (typeof placeResults)[number]

/** `一至三年级`, `四年级、六年级`, `全校`. @param mask bits of grades; bit 4 is grade 4 */
export const gradesWords = (mask: number, all: readonly number[]): string => {
  const grades = gradesOf(mask)
  if (all.length > 0 && all.every((grade) => grades.includes(grade))) return '全校'
  const runs: number[][] = []
  for (const grade of grades) {
    const run = runs.at(-1)
    if (run && (run.at(-1) as number) === grade - 1) run.push(grade)
    else runs.push([grade])
  }
  return runs
    .map((run) => {
      const [first, last] = [run[0] as number, run.at(-1) as number]
      if (first === last) return gradeName(first)
      return `${gradeName(first).replace('年级', '')}至${gradeName(last)}`
    })
    .join('、')
}

/** Yuan of cents: `免费`, `80 元`, `80.5 元`. */
export const feeWords = (cents: number): string => (cents === 0 ? '免费' : `${cents / 100} 元`)

/** What the family hears of a request for a place; final. @param waitingNumber place in the line */
export const placeResultWords = (
  result: PlaceResult,
  name: string,
  waitingNumber: number | null,
): { tone: 'ok' | 'info' | 'warning'; words: string } => {
  const course = `《${name}》`
  switch (result) {
    case 'seated':
      return { tone: 'ok', words: `${course}选上了` }
    case 'waiting':
      return { tone: 'info', words: `${course}已满，已排上候补第 ${waitingNumber ?? 1} 位。有名额会发消息` }
    case 'dropped':
      return { tone: 'ok', words: `${course}已经退掉` }
    case 'not_open':
      return { tone: 'warning', words: '现在不在选课时间里，没有改动' }
    case 'have_it':
      return { tone: 'ok', words: `${course}之前已经选上了` }
    case 'in_line':
      return { tone: 'info', words: `${course}已经在候补里了` }
    case 'offered':
      return { tone: 'info', words: `${course}已经留了名额，请确认` }
    case 'no_consent':
      return { tone: 'warning', words: '还没有本学期的知情同意，没有选上' }
    case 'cancelled':
      return { tone: 'warning', words: `${course}已经停开，没有选上` }
    case 'grade':
      return { tone: 'warning', words: `${course}不收这个年级，没有选上` }
    case 'clash':
      return { tone: 'warning', words: `${course}和已选的课时间冲突，没有选上` }
    case 'enough':
      return { tone: 'warning', words: `已经选满了，${course}没有选上` }
    case 'not_there':
      return { tone: 'warning', words: `${course}现在没有孩子的名额，没有改动` }
    case 'too_late':
      return { tone: 'warning', words: `${course}的名额已经过了确认时间，让给了下一位` }
  }
}

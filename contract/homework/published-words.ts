/** Published numbers and notices in words. */
import type { HomeworkAlert } from './heads'
import { isSubject, type Measure } from './published'
import { clockWords, subjectNames } from './words'

export const measureName = (measure: Measure): string =>
  isSubject(measure) ? subjectNames[measure] : measure === 'evening' ? '全晚' : '上床时间'

/** `45 分钟`; a bedtime is a clock, `21:40`. */
export const timeOrMinutes = (measure: Measure, value: number): string =>
  measure === 'bedtime' ? clockWords(value) : `${value} 分钟`

/** `18/26 人，69%`. */
export const responseWords = (answers: number, children: number): string =>
  children === 0 ? `${answers} 人` : `${answers}/${children} 人，${Math.round((100 * answers) / children)}%`

/** Of several days together: `93/156 人次，60%`. */
export const daysWords = (answers: number, children: number): string =>
  children === 0
    ? `${answers} 人次`
    : `${answers}/${children} 人次，${Math.round((100 * answers) / children)}%`

/** `四年级2班：5 个上学日里有 3 天，一半以上的孩子超过 60 分钟`. */
export const alertSentence = ({ className, kind, measure, daysOf, evidence }: HomeworkAlert): string => {
  const days = `${className}：${daysOf} 个上学日里有 ${evidence.length} 天`
  const bar = evidence[0]?.bar ?? 0
  if (kind === 'load')
    return bar === 0 ? `${days}，一半以上的孩子有书面家庭作业` : `${days}，一半以上的孩子超过 ${bar} 分钟`
  if (kind === 'bedtime') return `${days}，超过四分之一的孩子 ${clockWords(bar)} 以后才上床`
  return `${days}，${measureName(measure)}实际用时比公示的多`
}

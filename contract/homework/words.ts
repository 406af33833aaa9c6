/** An evening's homework in words: names of subjects and kinds, and sentences about minutes and limits. */

import { type Stage, stageOfGrade } from '../people'
import type { Habits, HomeworkKind, HomeworkWeek, Subject } from './homework'
import { type HomeworkLimit, sleepRule } from './limits'

export const subjectNames: Record<Subject, string> = {
  chinese: '语文',
  math: '数学',
  english: '英语',
  science: '科学',
  morality: '道法',
  history: '历史',
  geography: '地理',
  physics: '物理',
  chemistry: '化学',
  biology: '生物',
  other: '其他',
}

export const kindNames: Record<HomeworkKind, string> = {
  written: '书面',
  unwritten: '非书面',
  school: '在校做完',
}

/** Subjects that are taught in that grade, the common ones first. */
export const subjectsOfGrade = (grade: number): readonly Subject[] => {
  if (grade <= 6) return ['chinese', 'math', 'english', 'science', 'morality', 'other']
  const rest: Subject[] = ['history', 'geography', 'biology', 'morality']
  const sciences: Subject[] = grade >= 8 ? ['physics', ...(grade >= 9 ? (['chemistry'] as const) : [])] : []
  return ['chinese', 'math', 'english', ...sciences, ...rest, 'other']
}

/** `今晚 35 分钟，离上限还有 25`. @param minutes null where nothing was logged */
export const eveningWords = (minutes: number | null, limit: HomeworkLimit | null, when: string): string => {
  if (minutes === null) return `${when}还没有记`
  const said = `${when} ${minutes} 分钟`
  if (limit === null) return said
  if (limit.minutes === 0) return minutes === 0 ? `${when}没有书面作业` : `${said}，这个年级不布置书面作业`
  const left = limit.minutes - minutes
  if (left === 0) return `${said}，正好到上限`
  return left > 0 ? `${said}，离上限还有 ${left}` : `${said}，超过上限 ${-left}`
}

/** `最近七天有 1 晚超过 60 分钟`; says so where nothing was logged. */
export const weekSentence = (
  evenings: HomeworkWeek['evenings'],
  limitOf: (isSchoolDay: boolean) => HomeworkLimit | null,
): string => {
  const logged = evenings.filter(({ writtenMinutes }) => writtenMinutes !== null)
  if (logged.length === 0) return '最近七天还没有记录'
  const limit = limitOf(true)
  if (limit === null) return `最近七天记了 ${logged.length} 晚`
  const over = logged.filter(
    ({ writtenMinutes, isSchoolDay }) =>
      (writtenMinutes ?? 0) > (limitOf(isSchoolDay)?.minutes ?? Number.POSITIVE_INFINITY),
  ).length
  if (limit.minutes === 0) return over === 0 ? '最近七天没有书面作业' : `最近七天有 ${over} 晚布置了书面作业`
  return over === 0
    ? `最近七天都在 ${limit.minutes} 分钟以内`
    : `最近七天有 ${over} 晚超过 ${limit.minutes} 分钟`
}

/** `21:20`; a bedtime after midnight runs on past 1440. */
export const clockWords = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const pupils: Record<Stage, string> = { primary: '小学生', junior: '初中生', senior: '高中生' }

/** `小学生每天睡够 10 小时，21:20 前上床（教基厅函〔2021〕11号）`. @param grade 1–12 */
export const sleepRuleWords = (grade: number): string => {
  const { hours, inBedByMinutes, document } = sleepRule(grade)
  return `${pupils[stageOfGrade(grade)]}每天睡够 ${hours} 小时，${clockWords(inBedByMinutes)} 前上床（${document}）`
}

/** `今晚 21:10 上床，早上 06:40 起床，运动 60 分钟`; null where nothing was said. */
export const habitsWords = (habits: Habits | null, when: string): string | null => {
  const said = [
    habits?.inBedMinutes == null ? '' : `${clockWords(habits.inBedMinutes)} 上床`,
    habits?.upMinutes == null ? '' : `早上 ${clockWords(habits.upMinutes)} 起床`,
    habits?.sportMinutes == null ? '' : `运动 ${habits.sportMinutes} 分钟`,
  ].filter((part) => part !== '')
  return said.length === 0 ? null : `${when} ${said.join('，')}`
}

/** A child's evenings beside its class's, in words: never a rank, never a judgement. */
import { dayBefore } from './evening'
import { homeworkLimit } from './limits'
import type { HomeworkLoad, LoadDay } from './load'

/** `今晚比本班中位数多 18 分钟`; what is missing is said. @param when `今晚`, `周二` */
export const comparedWords = ({ minutes, classMedian }: LoadDay, when: string): string => {
  if (minutes === null) return `${when}还没有记`
  if (classMedian === null) return `${when} ${minutes} 分钟。本班记的人还不到 10 个，没有中位数可以比`
  const more = minutes - classMedian
  if (more === 0) return `${when}和本班中位数一样，${minutes} 分钟`
  return `${when}比本班中位数${more > 0 ? '多' : '少'} ${Math.abs(more)} 分钟`
}

export type LoadWeek = {
  /** The Monday. */
  startsOn: string
  /** Mean of the evenings that were logged, to the minute; null where none was. */
  mean: number | null
  /** Mean of the class's medians of the same kind of days; null where there is none. */
  classMean: number | null
  logged: number
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)

/** The Monday of that day's week. */
export const mondayOf = (day: string): string =>
  dayBefore(day, (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7)

/** School days week by week, oldest first: the limit is about them. */
export const weeksOf = (days: readonly LoadDay[]): LoadWeek[] => {
  const weeks = new Map<string, LoadDay[]>()
  for (const one of days)
    if (one.isSchoolDay) weeks.set(mondayOf(one.day), [...(weeks.get(mondayOf(one.day)) ?? []), one])
  return [...weeks].map(([startsOn, own]) => {
    const logged = own.flatMap(({ minutes }) => (minutes === null ? [] : [minutes]))
    const medians = own.flatMap(({ classMedian }) => (classMedian === null ? [] : [classMedian]))
    return { startsOn, mean: meanOf(logged), classMean: meanOf(medians), logged: logged.length }
  })
}

/** `这学期记了 23 个上学日，平均 52 分钟，在 60 分钟的上限以内`. */
export const termSentence = ({ days, grade }: HomeworkLoad): string => {
  const logged = days.flatMap(({ isSchoolDay, minutes }) =>
    isSchoolDay && minutes !== null ? [minutes] : [],
  )
  const mean = meanOf(logged)
  if (mean === null) return '这学期还没有上学日的记录'
  const said = `这学期记了 ${logged.length} 个上学日，平均 ${mean} 分钟`
  const limit = homeworkLimit(grade, true)
  if (limit === null) return said
  if (limit.minutes === 0) return mean === 0 ? said : `${said}，这个年级不布置书面家庭作业`
  return mean > limit.minutes
    ? `${said}，比 ${limit.minutes} 分钟的上限多 ${mean - limit.minutes}`
    : `${said}，在 ${limit.minutes} 分钟的上限以内`
}

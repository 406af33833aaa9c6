/** Weeks of meals: which Monday a day belongs to, which days a menu may serve, when it is due. */
import dayjs from 'dayjs'
import { dayInChina, inChina } from '../china-time'
import type { WeekMenu } from './menu'

const MONDAY = 1

/** Day of the week before, 1 Monday to 7 Sunday, and the time by which next week's menu must be there. */
export type MenuDue = { weekday: number; minutes: number }
/** Friday 17:00, until the bureau sets another. @see policy: every school's menu is published weekly */
export const defaultDue: MenuDue = { weekday: 5, minutes: 17 * 60 }

const isoWeekday = (day: string): number => dayjs(day).day() || 7

export const isMonday = (day: string): boolean => isoWeekday(day) === MONDAY

/** The Monday of the day's week. @param day `2026-11-25` */
export const weekOf = (day: string): string =>
  dayjs(day)
    .subtract(isoWeekday(day) - MONDAY, 'day')
    .format('YYYY-MM-DD')

/** Today's week in China. */
export const thisWeek = (now: Date): string => weekOf(dayInChina(now))

/** @param weeks may be negative */
export const weekAfter = (weekStartsOn: string, weeks = 1): string =>
  dayjs(weekStartsOn)
    .add(weeks * 7, 'day')
    .format('YYYY-MM-DD')

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string =>
  dayjs(day).add(days, 'day').format('YYYY-MM-DD')

/** `11月25日 周三`, without reading any clock. */
export const servedWords = (day: string): string => `${dayjs(day).format('M月D日')} ${weekdayWord(day)}`
export const weekdayWord = (day: string): string => `周${'一二三四五六日'[isoWeekday(day) - 1] ?? ''}`

/** `11月23日至11月29日`. */
export const weekWords = (weekStartsOn: string): string =>
  `${dayjs(weekStartsOn).format('M月D日')}至${dayjs(weekStartsOn).add(6, 'day').format('M月D日')}`

/** The moment by which that week's menu must be published, ISO 8601. */
export const dueAt = (weekStartsOn: string, due: MenuDue): string =>
  inChina(`${weekStartsOn}T00:00:00+08:00`)
    .subtract(7 - (due.weekday - MONDAY), 'day')
    .add(due.minutes, 'minute')
    .toISOString()

/** Why the days of a menu cannot stand; null where they can. A swapped Sunday may be the day before the week. */
export const daysProblem = (menu: WeekMenu): string | null => {
  if (!isMonday(menu.weekStartsOn)) return '一周要从周一开始'
  const seen = new Set<string>()
  for (const day of menu.days) {
    if (seen.has(day.servedOn)) return `${servedWords(day.servedOn)}出现了两次，请合成一天`
    seen.add(day.servedOn)
    if (day.servedOn < dayAfter(menu.weekStartsOn, -1) || day.servedOn > dayAfter(menu.weekStartsOn, 6))
      return `${servedWords(day.servedOn)}不在这一周里`
    const kinds = day.meals.map((meal) => meal.kind)
    if (new Set(kinds).size < kinds.length) return `${servedWords(day.servedOn)}有两个同样的餐次，请合成一个`
  }
  const dishes = menu.days.flatMap((day) =>
    day.meals.flatMap((meal) => meal.dishes.map((dish) => dish.dishId)),
  )
  return new Set(dishes).size < dishes.length ? '有一道菜出现了两次，请刷新页面再试' : null
}

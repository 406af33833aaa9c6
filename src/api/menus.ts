/** Menus this phone has seen, so that they can be read with no network. */
import type { OutputOf } from '@contract/routes'
import Taro from '@tarojs/taro'
import { CallError, call } from './call'

export type SeenWeek = OutputOf<'canteen.getWeek'>
type Kept = { key: string; week: SeenWeek }

const KEY = 'menus-seen'
/** A few children at a few schools, this week and next. */
const MOST = 8

const readAll = (): Kept[] => (Taro.getStorageSync(KEY) as Kept[]) || []

const keep = (key: string, week: SeenWeek): void => {
  if (week.published === null) return
  const others = readAll().filter((one) => one.key !== key)
  Taro.setStorageSync(KEY, [{ key, week }, ...others].slice(0, MOST))
}

export type WeekOnPhone = {
  week: SeenWeek /** True where the network is gone and this is what was seen last. */
  isKept: boolean
}

/** @throws CallError where there is neither an answer nor anything kept */
export const loadWeek = async (
  userId: string,
  schoolId: number,
  weekStartsOn: string,
): Promise<WeekOnPhone> => {
  const key = `${userId} ${schoolId} ${weekStartsOn}`
  try {
    const week = await call('canteen.getWeek', { schoolId, weekStartsOn })
    keep(key, week)
    return { week, isKept: false }
  } catch (reason) {
    const kept = readAll().find((one) => one.key === key)
    if (reason instanceof CallError && reason.code === 'network.away' && kept)
      return { week: kept.week, isKept: true }
    throw reason
  }
}

/** Menus this phone has seen with what the family must avoid, so that both can be read with no network. */
import type { Allergen } from '@contract/canteen/food'
import type { OutputOf } from '@contract/routes'
import Taro from '@tarojs/taro'
import { CallError, call } from './call'

export type SeenWeek = OutputOf<'canteen.getWeek'>
type Kept = { key: string; week: SeenWeek; allergies: Allergies }
/** By child. */
export type Allergies = Record<number, Allergen[]>

const KEY = 'menus-seen'
/** A few children at a few schools, this week and next. */
const MOST = 8

const readAll = (): Kept[] => (Taro.getStorageSync(KEY) as Kept[]) || []

const keep = (kept: Kept): void => {
  if (kept.week.published === null) return
  const others = readAll().filter((one) => one.key !== kept.key)
  Taro.setStorageSync(KEY, [kept, ...others].slice(0, MOST))
}

/** Forgets what is kept, once a consent is withdrawn. */
export const forgetKeptMenus = (): void => Taro.removeStorageSync(KEY)

export type WeekOnPhone = {
  week: SeenWeek
  allergies: Allergies
  /** True where the network is gone and this is what was seen last. */
  isKept: boolean
}

const askAllergies = async (isFamily: boolean): Promise<Allergies> => {
  if (!isFamily) return {}
  const { children } = await call('canteen.listAllergens', {})
  return Object.fromEntries(children.map(({ studentId, allergens }) => [studentId, allergens]))
}

/** @throws CallError where there is neither an answer nor anything kept */
export const loadWeek = async (
  userId: string,
  schoolId: number,
  weekStartsOn: string,
  isFamily: boolean,
): Promise<WeekOnPhone> => {
  const key = `${userId} ${schoolId} ${weekStartsOn}`
  try {
    const [week, allergies] = await Promise.all([
      call('canteen.getWeek', { schoolId, weekStartsOn }),
      askAllergies(isFamily),
    ])
    keep({ key, week, allergies })
    return { week, allergies, isKept: false }
  } catch (reason) {
    const kept = readAll().find((one) => one.key === key)
    if (reason instanceof CallError && reason.code === 'network.away' && kept)
      return { week: kept.week, allergies: kept.allergies, isKept: true }
    throw reason
  }
}

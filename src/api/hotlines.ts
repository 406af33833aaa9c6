/** Hotlines that can be read with no network: national ones in the app, the others as last fetched. */
import type { Hotline } from '@contract/account/school'
import { emergencyPhones, nationalLines } from '@contract/safety/national-lines'
import Taro from '@tarojs/taro'
import { call } from './call'

const KEY = 'hotlines'

type Kept = { hotlines: Hotline[]; fetchedAt: string }

const kept = (): Kept | null => {
  const found = Taro.getStorageSync(KEY) as Kept | ''
  return found && Array.isArray(found.hotlines) ? found : null
}

/**
 * National lines as the operator edited them, and in any case those for danger to life.
 *
 * @param hotlines as fetched
 */
const national = (hotlines: readonly Hotline[]): Hotline[] => {
  const fetched = hotlines.filter((line) => line.layer === 'national')
  if (fetched.length === 0) return [...nationalLines]
  const missing = nationalLines.filter(
    (line) => emergencyPhones.includes(line.phone) && fetched.every((one) => one.phone.trim() !== line.phone),
  )
  return [...missing, ...fetched]
}

export type Hotlines = {
  national: Hotline[]
  bureau: Hotline[]
  school: Hotline[]
  /** When the bureau's and the school's were fetched; null where they never were. */
  fetchedAt: string | null
}

/** What this phone knows, without asking anybody. */
export const readHotlines = (): Hotlines => {
  const found = kept()
  const hotlines = found?.hotlines ?? []
  return {
    national: national(hotlines),
    bureau: hotlines.filter((line) => line.layer === 'bureau'),
    school: hotlines.filter((line) => line.layer === 'school'),
    fetchedAt: found?.fetchedAt ?? null,
  }
}

/** Asks for the present ones and keeps them on this phone. @throws CallError */
export const refreshHotlines = async (schoolIds: number[]): Promise<Hotlines> => {
  const { hotlines } = await call('account.listHotlines', { schoolIds: [...new Set(schoolIds)].slice(0, 20) })
  Taro.setStorageSync(KEY, { hotlines, fetchedAt: new Date().toISOString() } satisfies Kept)
  return readHotlines()
}

/** Rings a number: WeChat's dialler, or the browser's `tel:`. */
export const ring = (phone: string): void => {
  const phoneNumber = phone.replace(/[^\d+]/g, '')
  Taro.makePhoneCall({ phoneNumber }).catch(() => {
    // The person closed the dialler: nothing to say.
  })
}

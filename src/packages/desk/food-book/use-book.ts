/** What a school's menus are read and checked with: the program's foods and rules, the district's, the school's own. */
import type { Dictionary } from '@contract/canteen/dictionary'
import { districtDictionary, schoolDictionary } from '@contract/canteen/own-words'
import { programRules } from '@contract/canteen/rules/program-rules'
import type { RuleRow } from '@contract/canteen/rules/rule'
import type { OutputOf } from '@contract/routes'
import Taro from '@tarojs/taro'
import { useMemo } from 'react'
import { call } from '@/api/call'
import { type Loader, useLoad } from '@/api/use-load'

type Own = OutputOf<'canteen.getOwn'>

export type Book = { dictionary: Dictionary; rules: readonly RuleRow[] }

const bookOf = (own: Own): Book => ({
  dictionary: schoolDictionary(districtDictionary(own.foods ?? null, own.district), own.school),
  rules: [...programRules, ...own.rules],
})

const nothing: Own = { foods: null, district: [], school: [], rules: [] }
const keyOf = (schoolId: number | null): string => `canteen-own ${schoolId ?? 'district'}`

/** @throws CallError as `call` does */
const fetchOwn = async (schoolId: number | null): Promise<Own> => {
  const own = await call('canteen.getOwn', { schoolId })
  Taro.setStorageSync(keyOf(schoolId), own)
  return own
}

/**
 * Until the server has answered, and without a network, what it said last time on this computer.
 *
 * @param schoolId null for the district, undefined while it is not known which
 */
export const useBook = (schoolId: number | null | undefined): { book: Book; loader: Loader<Own> } => {
  const loader = useLoad(schoolId === undefined ? null : () => fetchOwn(schoolId), [schoolId])
  const { load } = loader
  const own = load.state === 'ready' ? load.data : null
  const book = useMemo(
    () => bookOf(own ?? ((Taro.getStorageSync(keyOf(schoolId ?? null)) as Own) || nothing)),
    [own, schoolId],
  )
  return { book, loader }
}

/** The dictionary that a school's words are read with, kept in memory as long as nothing of it changes. */
import type { Dictionary } from '../../../contract/canteen/dictionary'
import type { FoodRow } from '../../../contract/canteen/food-row'
import { districtDictionary, schoolDictionary } from '../../../contract/canteen/own-words'
import type { Queryable } from '../../platform/database'
import { findEdition } from '../dictionary/queries'
import { getDictionaryState, listDistrictWords } from './word-queries'

/** Schools whose dictionary is kept at once; the longest unused one goes first. */
const KEPT = 80
const districts = new Map<string, Dictionary>()
const schools = new Map<string, Dictionary>()

const remember = <T>(kept: Map<string, T>, key: string, made: T): T => {
  kept.delete(key)
  kept.set(key, made)
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  return made
}

/** What the whole district reads with. */
export const getDistrictDictionary = async (db: Queryable): Promise<Dictionary> =>
  districtDictionary(await findFoods(db), await listDistrictWords(db))

/** Foods of the edition in force; null where it is the program's. */
export const findFoods = async (db: Queryable): Promise<FoodRow[] | null> =>
  (await findEdition(db, null))?.foods ?? null

/** The district's dictionary with that school's own words. */
export const dictionaryOf = async (db: Queryable, schoolId: number): Promise<Dictionary> => {
  const { stamp, words } = await getDictionaryState(db, schoolId)
  const key = `${stamp} ${JSON.stringify(words)}`
  const found = schools.get(key)
  if (found) return remember(schools, key, found)
  const district = districts.get(stamp) ?? (await getDistrictDictionary(db))
  remember(districts, stamp, district)
  return remember(schools, key, schoolDictionary(district, words))
}

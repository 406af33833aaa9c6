/** Words of a visit that stand on several of its cards. */
import { type FamilyVisit, visitKindNames } from '@contract/canteen/visits'
import { servedWords } from '@contract/canteen/week'
import { inChina } from '@contract/china-time'

/** `11月25日 周三 11:20`. */
export const visitTime = ({ servedOn, startsAt }: Pick<FamilyVisit, 'servedOn' | 'startsAt'>): string =>
  `${servedWords(servedOn)} ${inChina(startsAt).format('HH:mm')}`

/** `陪孩子用餐，11月25日 周三 11:20`. */
export const visitWords = (visit: FamilyVisit): string => `${visitKindNames[visit.kind]}，${visitTime(visit)}`

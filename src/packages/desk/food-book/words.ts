/** Foods and taught words in sentences. */
import {
  type Allergen,
  allergenNames,
  allergens,
  type Food,
  type FoodSource,
  foodGroupNames,
  meatNames,
} from '@contract/canteen/food'
import type { TaughtWord, WordState } from '@contract/canteen/own'
import type { WordMeaning } from '@contract/canteen/own-words'
import type { TagProps } from '@/components/tag'

export const stateNames: Record<WordState, string> = {
  waiting: '待审核',
  kept: '本校可用',
  accepted: '全区可用',
  refused: '没有收下',
}
export const stateTones: Record<WordState, TagProps['tone']> = {
  waiting: 'warning',
  kept: 'ok',
  accepted: 'ok',
  refused: 'danger',
}

const listed = (found: readonly Allergen[]): string =>
  allergens
    .filter((one) => found.includes(one))
    .map((one) => allergenNames[one].replace(/^含/, ''))
    .join('、')

/** Whether a food is safe for anybody is said in full: what is in it, what may be, what nobody knows. */
export const allergenWords = (
  food: Pick<Food, 'contains' | 'mayContain' | 'hasUnknownAllergens' | 'isUnreviewed'>,
): string => {
  const said = [
    ...(food.contains.length > 0 ? [`含${listed(food.contains)}`] : []),
    ...(food.mayContain.length > 0 ? [`可能含${listed(food.mayContain)}`] : []),
  ]
  if (food.isUnreviewed) return [...said, '还没有审核，不能当作安全'].join('；')
  if (food.hasUnknownAllergens) return [...said, '过敏原还不清楚，不能当作安全'].join('；')
  return said.length > 0 ? said.join('；') : '八类过敏原都不含'
}

export const groupWords = ({ group, meat }: Pick<Food, 'group' | 'meat'>): string =>
  meat === null ? foodGroupNames[group] : `${foodGroupNames[group]}（${meatNames[meat]}）`

/** What a word was taught to mean. */
export const meaningWords = (meaning: WordMeaning): string => {
  if (meaning.kind === 'synonym') return `就是${meaning.of}`
  const { allergens: known } = meaning
  const said = allergenWords({
    contains: known?.contains ?? [],
    mayContain: known?.mayContain ?? [],
    hasUnknownAllergens: known === null,
  })
  return `新的食物，${groupWords(meaning)}，${said}`
}

const suretyWords: Record<FoodSource['surety'], string> = {
  checked: '',
  single: '，只核对过一份抄本',
  derived: '',
  stated: '，由学校或教育局填写',
}

/** Which table the figures of a food come from. */
export const sourceWords = (source: FoodSource | null): string => {
  if (source === null) return '还没有查到营养成分'
  const code =
    source.code === '' ? '' : source.surety === 'derived' ? `（${source.code}）` : `，编码 ${source.code}`
  return `${source.table}${code}${suretyWords[source.surety]}`
}

/** What became of a taught word. */
export const fateWords = ({ state, reason, decidedBy }: TaughtWord): string => {
  if (state === 'waiting') return '本校的食谱已经认得，家长那里先标“不能确定”，等教育局审核'
  if (state === 'refused') return `${decidedBy ?? '教育局'}：${reason}`
  return state === 'kept' ? '教育局看过，只在本校算数' : '教育局看过，全区都认得'
}

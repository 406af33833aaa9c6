/** What a word means while it is being filled in, and how far it is from being said. */
import {
  type Allergen,
  type FoodGroup,
  type MeatKind,
  type Nutrient,
  nutrients,
} from '@contract/canteen/food'
import type { WordMeaning } from '@contract/canteen/own-words'

export type MeaningDraft = {
  kind: 'synonym' | 'food'
  /** The food of the dictionary that it is another word for. */
  of: string | null
  group: FoodGroup | null
  meat: MeatKind | null
  /** Null: not answered yet. */
  knowsAllergens: boolean | null
  contains: readonly Allergen[]
  mayContain: readonly Allergen[]
  hasFigures: boolean
  source: string
  ediblePercent: string
  per100: Record<Nutrient, string>
}

const noFigures = Object.fromEntries(nutrients.map((name) => [name, ''])) as Record<Nutrient, string>

export const emptyDraft: MeaningDraft = {
  kind: 'synonym',
  of: null,
  group: null,
  meat: null,
  knowsAllergens: null,
  contains: [],
  mayContain: [],
  hasFigures: false,
  source: '',
  ediblePercent: '',
  per100: noFigures,
}

const written = (value: number | null): string => (value === null ? '' : String(value))

export const draftOf = (meaning: WordMeaning): MeaningDraft => {
  if (meaning.kind === 'synonym') return { ...emptyDraft, of: meaning.of }
  const { group, meat, allergens, figures } = meaning
  return {
    ...emptyDraft,
    kind: 'food',
    group,
    meat,
    knowsAllergens: allergens !== null,
    contains: allergens?.contains ?? [],
    mayContain: allergens?.mayContain ?? [],
    hasFigures: figures !== null,
    source: figures?.source ?? '',
    ediblePercent: figures?.edibleShare == null ? '' : String(Math.round(figures.edibleShare * 1000) / 10),
    per100: figures
      ? (Object.fromEntries(nutrients.map((name) => [name, written(figures.per100[name])])) as Record<
          Nutrient,
          string
        >)
      : noFigures,
  }
}

export const isMeatGroup = (group: FoodGroup | null): boolean => group === 'meat' || group === 'poultry'

/** Null where nothing is written; NaN where it is no number. */
const read = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed))

/** What is said, or a sentence: what is still missing. */
export const meaningOf = (draft: MeaningDraft): WordMeaning | string => {
  if (draft.kind === 'synonym')
    return draft.of === null ? '请从词典里选一样食物' : { kind: 'synonym', of: draft.of }
  if (draft.group === null) return '请选食物类'
  if (isMeatGroup(draft.group) && draft.meat === null) return '请选是哪一种肉'
  if (draft.knowsAllergens === null) return '请选过敏原知道不知道'
  const figures = draft.hasFigures ? figuresOf(draft) : null
  if (typeof figures === 'string') return figures
  return {
    kind: 'food',
    group: draft.group,
    meat: isMeatGroup(draft.group) ? draft.meat : null,
    allergens: draft.knowsAllergens
      ? { contains: [...draft.contains], mayContain: [...draft.mayContain] }
      : null,
    figures,
  }
}

type Figures = Extract<WordMeaning, { kind: 'food' }>['figures']

const figuresOf = ({ source, ediblePercent, per100 }: MeaningDraft): Figures | string => {
  if (source.trim().length < 2) return '请写营养成分是从哪里看来的'
  const edible = read(ediblePercent)
  if (edible !== null && !(edible >= 1 && edible <= 100)) return '可食部在 1 到 100 之间'
  const values = nutrients.map((name) => [name, read(per100[name])] as const)
  if (values.some(([, value]) => value !== null && !(value >= 0))) return '营养成分请填 0 或更大的数'
  return {
    source: source.trim(),
    edibleShare: edible === null ? null : edible / 100,
    per100: Object.fromEntries(values) as NonNullable<Figures>['per100'],
  }
}

/** From a word on a menu to a food of the dictionary: sure, or said to be a guess, or unknown. Never a silent guess. */
import type { Dictionary, Named } from './dictionary'
import type { Food } from './food'
import { tidyWord } from './tidy-word'

export type WordMatch =
  | { kind: 'exact' | 'synonym'; food: Food }
  /** `why` is a sentence for the person who must look at it. */
  | { kind: 'guess'; food: Food; why: string }
  | { kind: 'unknown'; why: string; candidates: readonly Food[] }

/** Words that say how a food was bought or cut and change neither its figures nor its allergens. */
const HARMLESS =
  /^(?:新鲜|冷鲜|冰鲜|鲜|冷冻|速冻|冻|有机|绿色|本地|当地|优质|精品|散养|农家|去皮|去骨|去籽|去刺|净|生|切好)+/
const CUT = /(?:去皮|去骨|丝|片|丁|块|段|条|粒|末|碎|泥|蓉|茸|馅)+$/
/** Remarks in brackets that say no more than that. */
const HARMLESS_REMARK =
  /^(?:去皮|去骨|去籽|去刺|切片|切丝|切丁|切块|鲜|新鲜|冻|冷冻|速冻|净|净重|生|生重|有机|本地|大|小|中|整|块|片|丝|丁)$/
const LONGEST = 10
const CANDIDATES = 4

const named = (found: Named, word: string, isRestated: boolean): WordMatch => {
  if (found.by === 'guess')
    return {
      kind: 'guess',
      food: found.food,
      why: `${reason(found.food, word)}按“${found.food.key}”计算，请核对。`,
    }
  return { kind: found.by === 'key' && !isRestated ? 'exact' : 'synonym', food: found.food }
}

const reason = (food: Food, word: string): string => {
  if (food.meat !== null) return `“${word}”没有写明是哪种肉，`
  if (food.group === 'mushroom' || food.key === '干黄花菜') return `“${word}”没有写明是干的还是鲜的，`
  return `“${word}”可能有几种意思，`
}

/** What is found when harmless words are taken away, one kind after another. */
const withoutHarmless = (dictionary: Dictionary, word: string): Named | undefined => {
  const shorter = word.replace(HARMLESS, '')
  const uncut = word.replace(CUT, '')
  const bare = shorter.replace(CUT, '')
  for (const form of [shorter, uncut, bare]) {
    if (form === word || form === '') continue
    const found = dictionary.words.get(form)
    if (found) return found
  }
  return undefined
}

const withoutRemark = (dictionary: Dictionary, word: string): WordMatch | undefined => {
  const match = /^(.+?)\(([^()]*)\)$/.exec(word)
  const [, head = '', remark = ''] = match ?? []
  if (head === '') return undefined
  for (const form of [`${remark}${head}`, `${head}(${remark})`]) {
    const found = dictionary.words.get(form)
    if (found) return named(found, word, true)
  }
  const found = dictionary.words.get(head) ?? withoutHarmless(dictionary, head)
  if (!found) {
    const other = dictionary.words.get(remark)
    return (
      other && {
        kind: 'guess',
        food: other.food,
        why: `“${word}”按括号里的“${other.food.key}”计算，请核对。`,
      }
    )
  }
  if (HARMLESS_REMARK.test(remark)) return named(found, word, true)
  return {
    kind: 'guess',
    food: found.food,
    why: `没看懂括号里的“${remark}”，按“${found.food.key}”计算，请核对。`,
  }
}

/** Foods whose words stand inside, the longest first, none inside another. */
export const foodsInside = (
  dictionary: Dictionary,
  text: string,
): { food: Food; word: string; at: number }[] => {
  const found: { food: Food; word: string; at: number }[] = []
  let at = 0
  while (at < text.length) {
    let length = Math.min(LONGEST, text.length - at)
    for (; length >= 2; length -= 1) {
      const word = text.slice(at, at + length)
      const hit = dictionary.words.get(word)
      if (hit) {
        found.push({ food: hit.food, word, at })
        break
      }
    }
    at += Math.max(1, length >= 2 ? length : 1)
  }
  return found
}

/** A known food that ends the word is what the word is about, unless another food stands before it. */
const byItsEnd = (dictionary: Dictionary, word: string): WordMatch => {
  const inside = foodsInside(dictionary, word)
  const candidates = [...new Set(inside.map((hit) => hit.food))].slice(0, CANDIDATES)
  const last = inside.at(-1)
  if (last && inside.length === 1 && last.at + last.word.length === word.length)
    return { kind: 'guess', food: last.food, why: `词典里没有“${word}”，按“${last.food.key}”计算，请核对。` }
  if (candidates.length > 1)
    return {
      kind: 'unknown',
      why: `“${word}”像是几样东西：${candidates.map((food) => food.key).join('、')}，请分开写。`,
      candidates,
    }
  return { kind: 'unknown', why: `词典里没有“${word}”，请从词典里选一个，或提交为新词。`, candidates }
}

/** Finds the food that a menu's word means. @param word as typed, without its quantity */
export const matchWord = (dictionary: Dictionary, word: string): WordMatch => {
  const tidy = tidyWord(word)
  if (tidy === '') return { kind: 'unknown', why: '没有写主配料。', candidates: [] }
  const found = dictionary.words.get(tidy)
  if (found) return named(found, tidy, false)
  const cooked = /^熟(.+)$/.exec(tidy)?.[1]
  const raw = cooked === undefined ? undefined : dictionary.words.get(cooked)
  if (raw)
    return { kind: 'guess', food: raw.food, why: `写的是熟的“${raw.food.key}”，这里按生重计算，请核对克数。` }
  const bare = withoutHarmless(dictionary, tidy)
  if (bare) return named(bare, tidy, true)
  return withoutRemark(dictionary, tidy) ?? byItsEnd(dictionary, tidy)
}

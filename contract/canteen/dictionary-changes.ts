/** What one dictionary makes of another: foods that come, go or change, and above all allergens that would be lost. */
import { allergenNames, type Food, foodGroupNames, meatNames, nutrients } from './food'
import { nutrientNames, nutrientUnits } from './nutrition-words'

export type DictionaryChanges = {
  added: string[]
  removed: string[]
  lostAllergens: string[]
  changed: string[]
}

const shown = (value: number | null): string => (value === null ? '不知道' : String(value))
const listWords = (words: readonly string[]): string => (words.length === 0 ? '没有' : words.join('、'))

const lostOf = (before: Food, after: Food): string[] => {
  const lost = before.contains.filter((one) => !after.contains.includes(one))
  const perhaps = before.mayContain.filter(
    (one) => !after.contains.includes(one) && !after.mayContain.includes(one),
  )
  const names = [...lost, ...perhaps].map((one) => allergenNames[one].replace(/^含/, ''))
  if (names.length > 0) return [`${before.key}：不再标${names.join('、')}`]
  return before.hasUnknownAllergens && !after.hasUnknownAllergens
    ? [`${before.key}：过敏原从不清楚改成清楚`]
    : []
}

const changesOf = (before: Food, after: Food): string[] => {
  const words = (food: Food) => [...food.synonyms, ...food.guesses.map((word) => `${word}（猜）`)]
  const gone = words(before).filter((word) => !words(after).includes(word))
  const come = words(after).filter((word) => !words(before).includes(word))
  const gained = [...after.contains, ...after.mayContain].filter(
    (one) => !before.contains.includes(one) && !before.mayContain.includes(one),
  )
  const said = [
    ...(before.group === after.group
      ? []
      : [`食物类从${foodGroupNames[before.group]}改成${foodGroupNames[after.group]}`]),
    ...(before.meat === after.meat
      ? []
      : [
          `肉的种类从${before.meat ? meatNames[before.meat] : '没有'}改成${after.meat ? meatNames[after.meat] : '没有'}`,
        ]),
    ...(gone.length > 0 ? [`去掉叫法 ${listWords(gone)}`] : []),
    ...(come.length > 0 ? [`加上叫法 ${listWords(come)}`] : []),
    ...(gained.length > 0
      ? [`加标${gained.map((one) => allergenNames[one].replace(/^含/, '')).join('、')}`]
      : []),
    ...(after.hasUnknownAllergens && !before.hasUnknownAllergens ? ['过敏原改成不清楚'] : []),
    ...(before.edibleShare === after.edibleShare
      ? []
      : [`可食部从 ${percent(before.edibleShare)}改成 ${percent(after.edibleShare)}`]),
    ...nutrients
      .filter((name) => before.per100[name] !== after.per100[name])
      .map(
        (name) =>
          `${nutrientNames[name]}从 ${shown(before.per100[name])} 改成 ${shown(after.per100[name])} ${nutrientUnits[name]}`,
      ),
    ...(sourceOf(before) === sourceOf(after) ? [] : ['来源改了']),
  ]
  return said.length === 0 ? [] : [`${before.key}：${said.join('，')}`]
}
const percent = (share: number | null): string =>
  share === null ? '不知道' : `${Math.round(share * 1000) / 10}%`
const sourceOf = ({ source }: Food): string =>
  source === null ? '' : `${source.table} ${source.code} ${source.surety}`

export const dictionaryChanges = (before: readonly Food[], after: readonly Food[]): DictionaryChanges => {
  const [old, young] = [
    new Map(before.map((food) => [food.key, food])),
    new Map(after.map((food) => [food.key, food])),
  ]
  const kept = before.flatMap((food): [Food, Food][] => {
    const next = young.get(food.key)
    return next ? [[food, next]] : []
  })
  return {
    added: after.filter(({ key }) => !old.has(key)).map(({ key }) => key),
    removed: before.filter(({ key }) => !young.has(key)).map(({ key }) => key),
    lostAllergens: kept.flatMap(([one, next]) => lostOf(one, next)),
    changed: kept.flatMap(([one, next]) => changesOf(one, next)),
  }
}

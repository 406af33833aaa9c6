/** What a correction changed, in sentences that a guardian reads: by day, meal and dish. */
import { dishCategoryNames, type MealKind, type MenuDish, mealNames, type WeekMenu } from './menu'
import { servedWords } from './week'

/** Longest list that is still read. */
const SENTENCES = 60

type Placed = { where: string; dish: MenuDish }

const placesOf = (menu: WeekMenu): Map<string, Placed> => {
  const places = new Map<string, Placed>()
  for (const day of menu.days)
    for (const meal of day.meals)
      for (const dish of meal.dishes)
        places.set(`${day.servedOn} ${meal.kind} ${dish.dishId}`, {
          where: `${servedWords(day.servedOn)}${mealWord(meal.kind)}`,
          dish,
        })
  return places
}

const mealWord = (kind: MealKind): string => (kind === 'lunch' ? '' : mealNames[kind])

const ingredientWords = (dish: MenuDish): string =>
  dish.ingredients
    .map(({ word, grams, measure }) => `${word}${grams === null ? (measure ?? '') : `${grams}g`}`)
    .join('、') || '没有写'

const dishChange = (where: string, before: MenuDish, after: MenuDish): string[] => {
  if (before.name !== after.name) return [`${where}：${before.name}换成${after.name}`]
  const said: string[] = []
  if (before.category !== after.category)
    said.push(`${where}：${after.name}改到${dishCategoryNames[after.category]}`)
  const [old, fresh] = [ingredientWords(before), ingredientWords(after)]
  if (old !== fresh) said.push(`${where}：${after.name}的配料由${old}改为${fresh}`)
  else if (
    JSON.stringify([before.grades, before.preparation]) !== JSON.stringify([after.grades, after.preparation])
  )
    said.push(`${where}：${after.name}的年级或做法有改动`)
  return said
}

const priceWords = (menu: WeekMenu): string =>
  [menu.priceYuan.primary, menu.priceYuan.junior, menu.priceYuan.senior].map((price) => price ?? '').join('/')

/**
 * @returns sentences, none where a guardian would see no difference
 */
export const changesBetween = (before: WeekMenu, after: WeekMenu): string[] => {
  const [old, fresh] = [placesOf(before), placesOf(after)]
  const said: string[] = []
  for (const [key, { where, dish }] of old) {
    const now = fresh.get(key)
    if (now) said.push(...dishChange(where, dish, now.dish))
    else said.push(`${where}：去掉${dish.name}`)
  }
  for (const [key, { where, dish }] of fresh) if (!old.has(key)) said.push(`${where}：增加${dish.name}`)
  if (priceWords(before) !== priceWords(after)) said.push('餐价有改动')
  if (before.note !== after.note) said.push('说明有改动')
  return said.length > SENTENCES
    ? [...said.slice(0, SENTENCES), `还有 ${said.length - SENTENCES} 处改动`]
    : said
}

/** Menus in a line a dish, for tests of the canteen: `红烧狮子头: 猪肉 90, 鸡蛋 5`. */
import { randomUUID } from 'node:crypto'
import { programDictionary } from '@contract/canteen/dictionary'
import { matchWord } from '@contract/canteen/match-word'
import type { DishCategory, MealKind, MenuDay, MenuDish, WeekMenu } from '@contract/canteen/menu'
import { dayAfter } from '@contract/canteen/week'

/** A dish from `name: word grams, word grams`; a word without grams has none. */
export const dishOf = (category: DishCategory, line: string, more: Partial<MenuDish> = {}): MenuDish => {
  const [name = '', list = ''] = line.split(/: ?/)
  return {
    dishId: randomUUID(),
    name,
    category,
    grades: null,
    ingredients: list
      .split(/, ?/)
      .filter((part) => part !== '')
      .map((part) => {
        const [word = '', grams] = part.split(' ')
        const match = matchWord(programDictionary(), word)
        return {
          word,
          foodKey: match.kind === 'unknown' ? null : match.food.key,
          grams: grams === undefined ? null : Number(grams),
        }
      }),
    ...more,
  }
}

export const MONDAY = '2026-11-23'
/** @param day 0 Monday to 6 Sunday */
export const dayOf = (day: number, dishes: MenuDish[], kind: MealKind = 'lunch'): MenuDay => ({
  servedOn: dayAfter(MONDAY, day),
  meals: [{ kind, dishes }],
})

export const weekOfDays = (days: MenuDay[], more: Partial<WeekMenu> = {}): WeekMenu => ({
  weekStartsOn: MONDAY,
  days,
  priceYuan: { primary: null, junior: null, senior: null },
  note: '',
  ...more,
})

/** A lunch that no rule minds for the two lower bands, so that a test changes one thing. */
export const goodLunch = (name = ''): MenuDish[] => [
  dishOf('staple', `米饭${name}: 大米 110`, { grades: { from: 1, to: 3 } }),
  dishOf('staple', `米饭${name}: 大米 130`, { grades: { from: 4, to: 12 } }),
  dishOf('main_meat', `红烧肉${name}: 猪瘦肉 16`),
  dishOf('side_meat', `鱼片豆腐${name}: 草鱼 16, 豆腐 35`),
  dishOf('vegetable', `炒油菜${name}: 油菜 140`),
  dishOf('soup', `蛋汤${name}: 鸡蛋 20`),
  dishOf('fruit', '苹果: 苹果 80'),
  dishOf('dairy', '牛奶: 牛奶 80'),
  dishOf('seasoning', '调味品: 油 10, 盐 2'),
]

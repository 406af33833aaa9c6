/** Weeks of meals for tests: whole ones, and ones with a mistake put in on purpose. */
import { randomUUID } from 'node:crypto'
import { programDictionary } from '../../contract/canteen/dictionary'
import { keyOfWord } from '../../contract/canteen/food-keys'
import type { DishCategory, MenuDish, WeekMenu } from '../../contract/canteen/menu'
import { dayAfter } from '../../contract/canteen/week'

export const dish = (
  category: DishCategory,
  name: string,
  ingredients: readonly (readonly [word: string, grams: number | null])[],
): MenuDish => ({
  dishId: randomUUID(),
  name,
  category,
  grades: null,
  ingredients: ingredients.map(([word, grams]) => ({
    word,
    foodKey: keyOfWord(word, programDictionary()),
    grams,
  })),
})

/** Five lunches that no rule forbids. @param weekStartsOn a Monday */
export const plainWeek = (weekStartsOn: string): WeekMenu => ({
  weekStartsOn,
  days: [0, 1, 2, 3, 4].map((index) => ({
    servedOn: dayAfter(weekStartsOn, index),
    meals: [
      {
        kind: 'lunch',
        dishes: [
          dish('staple', '米饭', [['大米', 110]]),
          dish('main_meat', ['红烧肉', '土豆炖牛肉', '肉末茄子', '木须肉', '糖醋里脊'][index] ?? '', [
            ['猪肉', 30],
          ]),
          dish('vegetable', ['炒油菜', '炒白菜', '炒菠菜', '炒西兰花', '炒芹菜'][index] ?? '', [
            ['油菜', 130],
          ]),
        ],
      },
    ],
  })),
  priceYuan: { primary: 6.5, junior: null, senior: null },
  note: '',
})

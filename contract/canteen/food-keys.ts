/** Which food each word of a menu means: the dictionary decides where it is sure, a person where it is not. */
import type { Dictionary } from './dictionary'
import { matchWord } from './match-word'
import type { MenuIngredient, WeekMenu } from './menu'

/** The food that a freshly typed word stands for, a guess included; null where the dictionary does not know it. */
export const keyOfWord = (word: string, dictionary: Dictionary): string | null => {
  const match = matchWord(dictionary, word)
  return match.kind === 'unknown' ? null : match.food.key
}

const settled = (ingredient: MenuIngredient, dictionary: Dictionary): MenuIngredient => {
  const match = matchWord(dictionary, ingredient.word)
  const foodKey =
    match.kind === 'guess'
      ? (dictionary.get(ingredient.foodKey)?.key ?? match.food.key)
      : match.kind === 'unknown'
        ? null
        : match.food.key
  return foodKey === ingredient.foodKey ? ingredient : { ...ingredient, foodKey }
}

/** The menu with its foods settled: a word that is sure cannot be passed off as another food, nor an unknown one as a known. */
export const withFoodKeys = (menu: WeekMenu, dictionary: Dictionary): WeekMenu => ({
  ...menu,
  days: menu.days.map((day) => ({
    ...day,
    meals: day.meals.map((meal) => ({
      ...meal,
      dishes: meal.dishes.map((dish) => ({
        ...dish,
        ingredients: dish.ingredients.map((ingredient) => settled(ingredient, dictionary)),
      })),
    })),
  })),
})

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
  const chosen = dictionary.get(ingredient.foodKey)?.key ?? null
  const foodKey =
    match.kind === 'exact' || match.kind === 'synonym'
      ? match.food.key
      : (chosen ?? (match.kind === 'guess' ? match.food.key : null))
  return foodKey === ingredient.foodKey ? ingredient : { ...ingredient, foodKey }
}

/** The menu with its foods settled: a word that is sure cannot be passed off as another food. */
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

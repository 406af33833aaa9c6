/** Which category a dish without one belongs to, by its name's ending and what is in it. */
import type { Dictionary } from '../dictionary'
import { matchWord } from '../match-word'
import type { DishCategory } from '../menu'
import { splitQuantity } from '../tidy-word'
import { listItems } from './ingredients'

const byEnding: readonly [RegExp, DishCategory][] = [
  [/(汤|羹)$/, 'soup'],
  [/(米饭|饭|粥|馒头|花卷|面条|面|饼|包子|饺子)$/, 'staple'],
  [/(奶|酸奶)$/, 'dairy'],
  [/(饼干|蛋糕|面包|糕)$/, 'snack'],
  [/(调味品|调料)$/, 'seasoning'],
]

const MEATY = /肉|排|鸡(?!蛋)|鸭|牛(?!奶)|羊|鱼(?!香)|虾/

/** @param ingredients text of its ingredients, may be empty */
export const guessCategory = (name: string, ingredients: string, dictionary: Dictionary): DishCategory => {
  const ending = byEnding.find(([words]) => words.test(name))
  if (ending) return ending[1]
  const words = listItems(ingredients).map((item) => splitQuantity(item).word)
  const groups = [name, ...words].flatMap((word) => {
    const match = matchWord(dictionary, word)
    return match.kind === 'unknown' ? match.candidates.map(({ group }) => group) : [match.food.group]
  })
  if (groups.length > 0 && groups.every((group) => group === 'fruit')) return 'fruit'
  if (groups.some((group) => ['meat', 'poultry', 'fish'].includes(group)) || MEATY.test(name))
    return 'main_meat'
  if (groups.some((group) => ['egg', 'soy'].includes(group))) return 'side_meat'
  return 'vegetable'
}

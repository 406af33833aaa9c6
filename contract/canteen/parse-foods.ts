/**
 * Reads the tables of foods. A line is
 * `group[.meat]|name|synonyms (~ marks a guess)|allergens|food code|edible % kcal protein fat carbohydrate Ca Fe VC Na`.
 *
 * Allergens: G gluten, C crustacean, F fish, E egg, P peanut, S soy, M milk, N nut; `?` after a letter: in some of it;
 * `*`: the recipe is open, so all others may be in it.
 * Code: `~` before it: read in one transcription; `=`: derived; `!100` after it: the kitchen buys it without shell.
 */
import {
  type Allergen,
  allergens,
  type Food,
  type FoodGroup,
  type FoodSource,
  foodGroups,
  type MeatKind,
  meatKinds,
  type Nutrient,
  nutrients,
} from './food'

const TABLE = '中国食物成分表 标准版 第6版'
const letters: Record<string, Allergen> = {
  G: 'gluten',
  C: 'crustacean',
  F: 'fish',
  E: 'egg',
  P: 'peanut',
  S: 'soy',
  M: 'milk',
  N: 'nut',
}

const readAllergens = (text: string): Pick<Food, 'contains' | 'mayContain'> => {
  const marks = text.split(' ').filter((mark) => mark !== '-' && mark !== '')
  const named = (isSure: boolean): Allergen[] =>
    marks.flatMap((mark) => {
      const allergen = letters[mark.slice(0, 1)]
      return allergen !== undefined && (mark.length === 1) === isSure ? [allergen] : []
    })
  const contains = named(true)
  const mayContain = marks.includes('*')
    ? allergens.filter((allergen) => !contains.includes(allergen))
    : named(false)
  return { contains, mayContain }
}

const readSource = (code: string): FoodSource | null => {
  if (code === '') return null
  if (code.startsWith('=')) return { table: '按成分推算', code: code.slice(1), surety: 'derived' }
  const bare = code.replace(/^~|!.*$/g, '')
  return { table: TABLE, code: bare, surety: code.startsWith('~') ? 'single' : 'checked' }
}

const readFigures = (text: string): Pick<Food, 'edibleShare' | 'per100'> => {
  const figures = text.split(' ').map((figure) => (figure === '' || figure === '-' ? null : Number(figure)))
  const [ediblePercent = null, ...rest] = figures
  const per100 = Object.fromEntries(
    nutrients.map((nutrient, index) => [nutrient, rest[index] ?? null]),
  ) as Record<Nutrient, number | null>
  return { edibleShare: ediblePercent === null ? null : ediblePercent / 100, per100 }
}

const oneOf = <T extends string>(known: readonly T[], word: string | undefined, line: string): T => {
  const found = known.find((item) => item === word)
  if (found === undefined) throw new Error(`a food of no known group: ${line}`)
  return found
}

/** @throws Error where a line names a group or meat that does not exist */
export const parseFoods = (table: string): Food[] =>
  table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [kind = '', key = '', words = '', marks = '', code = '', figures = ''] = line.split('|')
      const [group, meat] = kind.split('.')
      const all = words.split(' ').filter((word) => word !== '')
      return {
        key,
        synonyms: all.filter((word) => !word.startsWith('~')),
        guesses: all.filter((word) => word.startsWith('~')).map((word) => word.slice(1)),
        group: oneOf<FoodGroup>(foodGroups, group, line),
        meat: meat === undefined ? null : oneOf<MeatKind>(meatKinds, meat, line),
        ...readAllergens(marks),
        source: readSource(code),
        ...readFigures(figures),
      }
    })

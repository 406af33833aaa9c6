/**
 * Compares the dictionary's figures with a copy of the food composition table: `npx tsx scripts/check-foods.ts TABLE.csv`.
 * The table (columns code, edible_percent, energy_kcal, protein_g, fat_g, carbohydrate_g, calcium_mg, iron_mg,
 * vitamin_c_mg, sodium_mg) is not ours to publish, so it stays outside; each entry names its row.
 */
import { readFileSync } from 'node:fs'
import { programFoods } from '../contract/canteen/dictionary'
import type { Nutrient } from '../contract/canteen/food'

const columns: Record<Nutrient, string> = {
  energyKcal: 'energy_kcal',
  proteinG: 'protein_g',
  fatG: 'fat_g',
  carbohydrateG: 'carbohydrate_g',
  calciumMg: 'calcium_mg',
  ironMg: 'iron_mg',
  vitaminCMg: 'vitamin_c_mg',
  sodiumMg: 'sodium_mg',
}

/** Cells of a line; quoted cells may hold commas. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell.replace(/^"|"$/g, ''))

const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('name the table: npx tsx scripts/check-foods.ts TABLE.csv')
const [heading = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
const heads = cellsOf(heading)
const rows = new Map(
  lines.map((line) => {
    const cells = cellsOf(line)
    return [cells[heads.indexOf('code')] ?? '', cells]
  }),
)

const problems: string[] = []
let compared = 0
for (const food of programFoods()) {
  if (food.source?.surety !== 'checked') continue
  const row = rows.get(food.source.code)
  if (!row) {
    problems.push(`${food.key}: no row ${food.source.code}`)
    continue
  }
  compared += 1
  const cell = (column: string): number | null => {
    const text = row[heads.indexOf(column)] ?? ''
    return text === '' ? null : Number(text)
  }
  const edible = food.edibleShare === null ? null : Math.round(food.edibleShare * 100)
  if (edible !== cell('edible_percent') && edible !== 100)
    problems.push(`${food.key}: edible share ${edible} is ${cell('edible_percent')} in ${food.source.code}`)
  for (const [nutrient, column] of Object.entries(columns) as [Nutrient, string][])
    if (food.per100[nutrient] !== cell(column))
      problems.push(
        `${food.key}: ${column} ${food.per100[nutrient]} is ${cell(column)} in ${food.source.code}`,
      )
}
for (const problem of problems) console.log(problem)
console.log(`${compared} foods compared, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1

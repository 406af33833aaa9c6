/** Reads everything that was published and works out what was hidden: exact, whole numbers, all tables together. */
import type { Leaf, Row } from '../../cloudfunctions/platform/suppression/tables'

/** Some of the unknown counts, and what they add up to. */
export type Sum = { parts: readonly number[]; is: number }
/** A hidden number, as the unknown counts it is made of. */
export type Target = { name: string; parts: readonly number[]; truth: number }
export type Attack = { unknowns: number; known: readonly Sum[]; hidden: readonly Target[] }

type Ranges = { low: number[]; high: number[] }

/** Narrows ranges until nothing changes. @returns false where no filling is possible */
const narrow = (sums: readonly Sum[], { low, high }: Ranges): boolean => {
  for (let isChanged = true; isChanged; ) {
    isChanged = false
    for (const { parts, is } of sums) {
      let least = 0
      let most = 0
      for (const part of parts) {
        least += low[part]!
        most += high[part]!
      }
      if (least > is || most < is) return false
      for (const part of parts) {
        const floor = is - (most - high[part]!)
        const ceiling = is - (least - low[part]!)
        if (floor > low[part]!) {
          most += 0
          least += floor - low[part]!
          low[part] = floor
          isChanged = true
        }
        if (ceiling < high[part]!) {
          most -= high[part]! - ceiling
          high[part] = ceiling
          isChanged = true
        }
        if (low[part]! > high[part]!) return false
      }
    }
  }
  return true
}

const fill = (sums: readonly Sum[], ranges: Ranges, budget: { left: number }): boolean => {
  if (!narrow(sums, ranges)) return false
  if (budget.left-- <= 0) throw new Error('the attacker ran out of patience')
  let open = -1
  for (const [part, low] of ranges.low.entries())
    if (
      low < ranges.high[part]! &&
      (open < 0 || ranges.high[part]! - low < ranges.high[open]! - ranges.low[open]!)
    )
      open = part
  if (open < 0) return true
  const middle = (ranges.low[open]! + ranges.high[open]!) >> 1
  const half = (side: 'low' | 'high', value: number): Ranges => {
    const copy = { low: [...ranges.low], high: [...ranges.high] }
    copy[side][open] = value
    return copy
  }
  return fill(sums, half('high', middle), budget) || fill(sums, half('low', middle + 1), budget)
}

/** Whether the hidden number may be `value`, as far as anybody can tell from what is known. */
export const canBe = (attack: Attack, target: Target, value: number): boolean => {
  const most = Math.max(0, ...attack.known.map((sum) => sum.is))
  const ranges = {
    low: new Array<number>(attack.unknowns).fill(0),
    high: new Array<number>(attack.unknowns).fill(most),
  }
  return fill([...attack.known, { parts: target.parts, is: value }], ranges, { left: 200_000 })
}

/** The ranges that adding and subtracting alone give, without trying anything out: quick on tables of any size. */
export const rangesOf = (attack: Attack): { low: number; high: number }[] => {
  const most = Math.max(0, ...attack.known.map((sum) => sum.is))
  const ranges = {
    low: new Array<number>(attack.unknowns).fill(0),
    high: new Array<number>(attack.unknowns).fill(most),
  }
  if (!narrow(attack.known, ranges)) throw new Error('what was published contradicts itself')
  return ranges.low.map((low, part) => ({ low, high: ranges.high[part]! }))
}

const under = (path: readonly string[], leaf: Leaf): boolean =>
  path.every((key, depth) => leaf.path[depth] === key)
const leavesOf = (row: Row, leaves: readonly Leaf[]): number[] =>
  [...leaves.keys()].filter((index) => {
    const leaf = leaves[index]!
    return under(row.path, leaf) && (row.together?.includes(leaf.path[row.path.length]!) ?? true)
  })

/** Leaves that a row counts in one table: where categories cannot occur, those that stand together are left out. */
const countedIn = (row: Row, rows: readonly Row[], leaves: readonly Leaf[], table: string): number[] => {
  if (!leaves.some((leaf) => leaf.tables[table]?.includes(null))) return leavesOf(row, leaves)
  const alone = rows.filter(
    (other) => other.together === null && leaves.some((leaf) => leaf.path.join('/') === other.path.join('/')),
  )
  return leavesOf(row, leaves).filter((index) =>
    alone.some((other) => other.path.join('/') === leaves[index]!.path.join('/')),
  )
}

/**
 * All that a reader knows of the cases behind several tables at once. The unknown counts are the joint ones: one for each
 * leaf and each combination of categories, so that what one table tells helps with the others.
 */
export const jointAttack = (
  leaves: readonly Leaf[],
  rows: readonly Row[],
  tables: readonly string[],
): Attack => {
  const sizes = tables.map((table) => leaves[0]!.tables[table]!.length)
  const block = sizes.reduce((product, size) => product * size, 1)
  const cellsOf = (leaf: number, table: number, category: number): number[] => {
    const step = sizes.slice(table + 1).reduce((product, size) => product * size, 1)
    return Array.from({ length: block }, (_, index) => index)
      .filter((index) => Math.floor(index / step) % sizes[table]! === category)
      .map((index) => leaf * block + index)
  }
  const wholeOf = (leaf: number): number[] =>
    Array.from({ length: block }, (_, index) => leaf * block + index)
  const known: Sum[] = []
  const hidden: Target[] = []
  for (const row of rows) {
    const name = row.path.join('/') + (row.together ? `[${row.together.join('+')}]` : '')
    known.push({ parts: leavesOf(row, leaves).flatMap(wholeOf), is: row.total })
    for (const [position, table] of tables.entries()) {
      const counted = countedIn(row, rows, leaves, table)
      for (const [category, cell] of (row.tables[table] ?? []).entries()) {
        const parts = counted.flatMap((leaf) => cellsOf(leaf, position, category))
        if (cell === 'hidden')
          hidden.push({
            name: `${name} ${table} ${category}`,
            parts,
            truth: counted.reduce((sum, leaf) => sum + (leaves[leaf]!.tables[table]![category] ?? 0), 0),
          })
        else known.push({ parts, is: cell === 'impossible' ? 0 : cell })
      }
    }
    // Whoever stands together is hidden too, each with its total and its cells.
    if (row.together || row.path.length < (leaves[leavesOf(row, leaves)[0]!]?.path.length ?? 0))
      for (const leaf of leavesOf(row, leaves)) {
        if (
          rows.some(
            (other) => other.together === null && other.path.join('/') === leaves[leaf]!.path.join('/'),
          )
        )
          continue
        const first = leaves[leaf]!.tables[tables[0]!]!
        hidden.push({
          name: `${leaves[leaf]!.path.join('/')} total`,
          parts: wholeOf(leaf),
          truth: first.reduce<number>((sum, count) => sum + (count ?? 0), 0),
        })
      }
  }
  for (const [leaf, { tables: counts }] of leaves.entries())
    for (const [position, table] of tables.entries())
      for (const [category, count] of counts[table]!.entries())
        if (count === null) known.push({ parts: cellsOf(leaf, position, category), is: 0 })
  return { unknowns: leaves.length * block, known, hidden }
}

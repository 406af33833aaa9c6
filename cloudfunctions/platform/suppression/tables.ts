/** Words of the suppression gate: leaves with their tables go in, rows with shown and hidden cells come out. */

/** Below this a count is hidden, zero included: that a single report exists is itself what must not show. */
export const SMALLEST_SHOWN = 10

/**
 * What was counted at one leaf (a school, a class). All its tables count the same cases, each by another question.
 * A category that cannot occur there (grade 9 at a primary school) is null: everybody knows that it is empty.
 */
export type Leaf = {
  /** From below the root down to the leaf: `['12']` for a school of the district, `['12', '4']` for its class. */
  path: readonly string[]
  /** Per table, one count for each category. */
  tables: Readonly<Record<string, readonly (number | null)[]>>
}

/** A count, `hidden`, or `impossible` where the category cannot occur. */
export type Cell = number | 'hidden' | 'impossible'

/** One row of what may be read. Its total is never hidden: a row too small for that is not a row of its own. */
export type Row = {
  /** Empty for the root. For several that stand together, the path of what they belong to. */
  path: readonly string[]
  /** The keys of those that stand together, three at least; null for a row that stands for itself. */
  together: readonly string[] | null
  total: number
  tables: Readonly<Record<string, readonly Cell[]>>
}

/** A node of the tree while it is worked on. */
export type Branch = {
  path: readonly string[]
  together: readonly string[] | null
  /** True where one leaf, not several, is counted: its impossible categories are its own. */
  isLeaf: boolean
  total: number
  tables: Readonly<Record<string, readonly (number | null)[]>>
  children: readonly Branch[]
}

/** Chance, from 0 up to 1, that nobody outside can foresee. */
export type Lot = () => number

/** What hiding a count costs, in steps so coarse that the choice tells little of it. */
export const worthOf = (count: number, smallest: number): number =>
  4 ** Math.max(0, Math.floor(Math.log(Math.max(1, count / smallest)) / Math.log(4)))

/** Adds tables, category by category; null only where it cannot occur in any of them. */
export const addTables = (
  all: readonly Readonly<Record<string, readonly (number | null)[]>>[],
): Record<string, (number | null)[]> => {
  const sums: Record<string, (number | null)[]> = {}
  for (const tables of all)
    for (const [name, counts] of Object.entries(tables)) {
      const sum = sums[name] ?? counts.map(() => null)
      for (const [index, count] of counts.entries())
        if (count !== null) sum[index] = (sum[index] ?? 0) + count
      sums[name] = sum
    }
  return sums
}

export const totalOf = (counts: readonly (number | null)[]): number =>
  counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)

/** The one gate that counts of people pass before anybody reads them: small cells hidden, and nothing left to find them by. */

/*
 * What is promised, of everything that comes out of one call taken together, sums and tables and all: each hidden cell
 * below the threshold could still be any whole number from 0 to one below the threshold, and each other hidden cell any
 * of at least as many numbers. It holds against a reader who knows every shown number, every sum between cells, that
 * counts are whole and not negative, which categories cannot occur, and this file; but not how the lots fell.
 *
 * It holds for all tables of a call at once, since they meet only in the rows' totals, and those are all shown: any
 * filling of one table fits any filling of another. So no table of a call may follow from another one (those not looked
 * at are not closed): ask such things in one table. It does not hold across two calls that count the same people, nor
 * for the same call made again: count in periods that do not overlap, call once for each, and keep the answer
 * (docs/decisions/0011).
 */
import { growTree, standTogether } from './grouping'
import { type Arc, Network } from './network'
import { type Branch, type Cell, type Leaf, type Lot, type Row, SMALLEST_SHOWN, worthOf } from './tables'

export type Gate = {
  /** Counts below it are hidden. Default 10. */
  smallest?: number
  lot: Lot
}

/**
 * @returns rows in the order of the tree, the root first; none at all where even the root is too small. A row has no
 *   cells in a table where what can occur differs among those it counts.
 */
export const passGate = (leaves: readonly Leaf[], { smallest = SMALLEST_SHOWN, lot }: Gate): Row[] => {
  const root = standTogether(growTree(leaves), smallest, lot)
  if (!root) return []
  const shown = new Map<Branch, Record<string, readonly Cell[]>>()
  for (const branch of walk(root)) shown.set(branch, {})
  for (const name of Object.keys(root.tables)) {
    // Where members of a row differ in what can occur, a cell would tell which of them it came from.
    const isMixed = leaves.some((leaf) => leaf.tables[name]?.includes(null))
    const counted = isMixed ? withoutMixed(root, name) : root
    for (const [branch, cells] of counted ? passTable(counted, name, smallest, lot) : []) {
      const tables = shown.get(branch)
      if (tables) tables[name] = cells
    }
  }
  return walk(root).map((branch) => ({
    path: branch.path,
    together: branch.together,
    total: branch.total,
    tables: shown.get(branch) ?? {},
  }))
}

const walk = (branch: Branch): Branch[] => [branch, ...branch.children.flatMap(walk)]

/** Cells of one table while it is worked on: the row's arcs by category, null where the category cannot occur. */
type Drawn = Map<Branch, (number | null)[]>

const passTable = (root: Branch, name: string, smallest: number, lot: Lot): Map<Branch, Cell[]> => {
  const { network, drawn } = draw(root, name, smallest, lot)
  protect(network, smallest, lot)
  const answer = new Map<Branch, Cell[]>()
  for (const [branch, arcs] of drawn)
    answer.set(
      originOf(branch),
      arcs.map((index) => {
        const arc = index === null ? undefined : network.arcs[index]
        return arc ? (arc.isHidden ? 'hidden' : arc.count) : 'impossible'
      }),
    )
  return answer
}

/** Rows that were made smaller for one table, and the row that they stand for. */
const origins = new WeakMap<Branch, Branch>()
const originOf = (branch: Branch): Branch => origins.get(branch) ?? branch

const withoutMixed = (branch: Branch, name: string): Branch | undefined => {
  if (branch.isLeaf) return branch
  const children = branch.children
    .filter((child) => child.together === null)
    .map((child) => withoutMixed(child, name))
    .filter((child) => child !== undefined)
  if (children.length === 0) return undefined
  const counts = children.map((child) => child.tables[name] ?? [])
  const sums = (branch.tables[name] ?? []).map((_, index) =>
    counts.every((row) => row[index] === null)
      ? null
      : counts.reduce((sum, row) => sum + (row[index] ?? 0), 0),
  )
  const smaller: Branch = {
    ...branch,
    total: children.reduce((sum, child) => sum + child.total, 0),
    tables: { [name]: sums },
    children,
  }
  origins.set(smaller, branch)
  return smaller
}

/** A sum is worth more than what it adds up. */
const SUM_COST = 16

const draw = (root: Branch, name: string, smallest: number, lot: Lot): { network: Network; drawn: Drawn } => {
  const network = new Network()
  const drawn: Drawn = new Map()
  const end = network.node()
  const lay = (branch: Branch, into: (category: number) => number): void => {
    const isSum = branch.children.length > 0
    const counts = branch.tables[name] ?? []
    const source = isSum ? undefined : network.node()
    const nodes = counts.map((count) => (count === null ? null : (source ?? network.node())))
    const arcs = counts.map((count, category) => {
      const from = nodes[category]
      if (count === null || from === null || from === undefined) return null
      const cost = worthOf(count, smallest) * (isSum ? SUM_COST : 1) * -Math.log(1 - lot())
      return network.arc({ from, to: into(category), count, isHidden: count < smallest, floor: 0, cost })
    })
    drawn.set(branch, arcs)
    for (const child of branch.children) lay(child, (category) => nodes[category] ?? end)
  }
  lay(root, () => end)
  return { network, drawn }
}

/** How often a cell is hidden that need not be: with nothing ever hidden in vain, each hidden cell would tell why it is. */
const IN_VAIN = 1 / 32

/** Hides more until everything hidden has the room that is promised. */
const protect = (network: Network, smallest: number, lot: Lot): void => {
  const { arcs } = network
  if (!arcs.some((arc) => arc.isHidden)) return
  for (const arc of arcs) if (!arc.isHidden && lot() < IN_VAIN) arc.isHidden = true
  for (;;) {
    const isOpen = findOpen(network, smallest)
    const unsafe = [...arcs.entries()].filter(
      ([cell, arc]) =>
        arc.isHidden && !isOpen.has(cell) && !(arc.count >= smallest && isWide(network, cell, smallest)),
    )
    if (unsafe.length === 0) return
    const before = countHidden(network)
    for (const [cell, arc] of unsafe) {
      arc.floor = 0
      const up = Math.max(0, smallest - 1 - arc.count)
      network.widen(cell, 'down', Math.min(arc.count, smallest - 1))
      network.widen(cell, 'up', up)
    }
    if (
      countHidden(network) === before &&
      !hideNear(
        network,
        unsafe.map(([, arc]) => arc),
      )
    ) {
      hideAll(network)
      return
    }
  }
}

/** Hides the cheapest cell that stands beside one of these, where no single way out is left. @returns false where none is shown */
const hideNear = ({ arcs }: Network, unsafe: readonly Arc[]): boolean => {
  const nodes = new Set(unsafe.flatMap((arc) => [arc.from, arc.to]))
  const near = arcs.filter((arc) => !arc.isHidden && (nodes.has(arc.from) || nodes.has(arc.to)))
  const cheapest = near.sort((a, b) => a.cost - b.cost)[0]
  if (!cheapest) return false
  cheapest.isHidden = true
  return true
}

const countHidden = ({ arcs }: Network): number => arcs.filter((arc) => arc.isHidden).length

/**
 * The hidden cells that could be anything from 0 to one below the threshold, as far as a reader can tell who knows this
 * file. Such a reader knows of any other hidden cell that it is not small, or more would have been hidden; that in turn
 * leaves less open, and so on until it settles. It depends on nothing but what is shown, so that every filling which is
 * still possible then would have passed in the same way.
 */
const findOpen = (network: Network, smallest: number): Set<number> => {
  const { arcs } = network
  for (const arc of arcs) arc.floor = 0
  const open = new Set([...arcs.keys()].filter((cell) => arcs[cell]?.isHidden))
  for (let isSettled = false; !isSettled; ) {
    isSettled = true
    for (const cell of [...open]) {
      const arc = arcs[cell]
      if (!arc || isAnything(network, cell, arc.count, smallest)) continue
      open.delete(cell)
      isSettled = false
      // A small cell that is not open has failed already; the rest need not be exact.
      if (arc.count < smallest) return open
      arc.floor = smallest
    }
  }
  return open
}

const isAnything = (network: Network, cell: number, count: number, smallest: number): boolean => {
  const up = Math.max(0, smallest - 1 - count)
  return network.room(cell, 'down', count) >= count && network.room(cell, 'up', up) >= up
}

const isWide = (network: Network, cell: number, smallest: number): boolean => {
  const down = network.room(cell, 'down', smallest - 1)
  return down + network.room(cell, 'up', smallest - 1 - down) >= smallest - 1
}

/**
 * The last resort, and always safe: all cells of the table, with the rows' totals alone left to read. All but those that
 * cannot move even then and so were never a secret, the one thing that can occur in a row.
 */
const hideAll = (network: Network): void => {
  for (const arc of network.arcs) {
    arc.isHidden = true
    arc.floor = 0
  }
  const fixed = [...network.arcs.entries()].filter(
    ([cell]) => network.room(cell, 'down', 1) === 0 && network.room(cell, 'up', 1) === 0,
  )
  for (const [, arc] of fixed) arc.isHidden = false
}

/** Which rows there are: what is too small to stand for itself stands together with others. */
import { addTables, type Branch, type Leaf, type Lot, totalOf, worthOf } from './tables'

/** With two, whoever knows one of them knows the other. */
const FEWEST_TOGETHER = 3

/** The leaves as a tree. @throws Error where a leaf's tables do not count the same cases */
export const growTree = (leaves: readonly Leaf[]): Branch => grow([], leaves)

const grow = (path: readonly string[], leaves: readonly Leaf[]): Branch => {
  const [only] = leaves
  if (leaves.length === 1 && only && only.path.length === path.length) return growLeaf(only)
  const byKey = new Map<string, Leaf[]>()
  for (const leaf of leaves) {
    const key = leaf.path[path.length]
    if (key === undefined) throw new Error('a leaf stands above another')
    byKey.set(key, [...(byKey.get(key) ?? []), leaf])
  }
  const children = [...byKey].map(([key, below]) => grow([...path, key], below))
  return {
    path,
    together: null,
    isLeaf: false,
    total: children.reduce((sum, child) => sum + child.total, 0),
    tables: addTables(children.map((child) => child.tables)),
    children,
  }
}

const growLeaf = ({ path, tables }: Leaf): Branch => {
  const totals = Object.values(tables).map(totalOf)
  const total = totals[0] ?? 0
  if (totals.some((other) => other !== total)) throw new Error('the tables of a leaf count different cases')
  return { path, together: null, isLeaf: true, total, tables, children: [] }
}

/**
 * Puts children whose total is below the threshold together, with neighbours where they are too few or still too small
 * together. Within a row of several, any case may belong to any of them. Which neighbours is drawn by lot, small ones
 * sooner: that the next smallest is always taken would tell how large the others are at most.
 *
 * @returns the tree with rows that may all show their totals; undefined where even the root is too small
 */
export const standTogether = (root: Branch, smallest: number, lot: Lot): Branch | undefined =>
  root.total < smallest ? undefined : settle(root, smallest, lot)

const settle = (branch: Branch, smallest: number, lot: Lot): Branch => {
  const drawn = branch.children
    .map((child) => ({
      child,
      turn: child.total < smallest ? -1 : -Math.log(1 - lot()) * worthOf(child.total, smallest),
    }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ child }) => child)
  const group: Branch[] = []
  const isEnough = () =>
    group.length === 0 ||
    (group.length >= FEWEST_TOGETHER && group.reduce((sum, one) => sum + one.total, 0) >= smallest)
  for (const child of drawn) if (child.total < smallest || !isEnough()) group.push(child)
  // In the order they came in: the order in which they were drawn would tell who is small.
  const members = branch.children.filter((child) => group.includes(child))
  const alone = branch.children
    .filter((child) => !group.includes(child))
    .map((child) => settle(child, smallest, lot))
  // One row beside its own sum says nothing that the sum does not.
  if (alone.length === 0) return { ...branch, children: [] }
  if (group.length === 0) return { ...branch, children: alone }
  const together: Branch = {
    path: branch.path,
    together: members.map((child) => child.path[branch.path.length] ?? ''),
    isLeaf: false,
    total: group.reduce((sum, child) => sum + child.total, 0),
    tables: addTables(group.map((child) => child.tables)),
    children: [],
  }
  return { ...branch, children: [...alone, together] }
}

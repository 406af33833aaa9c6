/** Knowing the gate's own rule helps nobody: every table that could have been behind an answer is tried. */
import { passGate } from '../../cloudfunctions/platform/suppression/gate'
import type { Leaf, Lot, Row } from '../../cloudfunctions/platform/suppression/tables'

const smallest = 3

/** All ways to put `total` cases into `parts` places. */
const fillings = (total: number, parts: number): number[][] =>
  parts === 1
    ? [[total]]
    : Array.from({ length: total + 1 }, (_, first) =>
        fillings(total - first, parts - 1).map((rest) => [first, ...rest]),
      ).flat()

const lots = (seed: number): Lot => {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return ((state >>> 5) % 16_384) / 16_384
  }
}

type Puzzle = {
  /** Every table that could be there. */
  worlds: number[][]
  leaves: (world: number[]) => Leaf[]
  /** Which of a world's numbers an answer hides. */
  hidden: (rows: Row[]) => number[]
}

/** Answers with the small values that one of their hidden numbers cannot have, once all worlds and many lots were tried. */
const exclusions = (
  { worlds, leaves, hidden }: Puzzle,
  tries: number,
  lot: (turn: number) => Lot,
): string[] => {
  const behind = new Map<string, { answers: number; worlds: Set<number[]> }>()
  for (const world of worlds)
    for (let turn = 0; turn < tries; turn++) {
      const answer = JSON.stringify(passGate(leaves(world), { smallest, lot: lot(turn) }))
      const found = behind.get(answer) ?? { answers: 0, worlds: new Set() }
      found.answers++
      found.worlds.add(world)
      behind.set(answer, found)
    }
  return [...behind].flatMap(([answer, found]) => {
    if (found.answers < 10 && tries > 1) return []
    return hidden(JSON.parse(answer) as Row[]).flatMap((place) => {
      const values = new Set([...found.worlds].map((world) => world[place] ?? 0))
      const small = [0, 1, 2].filter((value) => values.has(value))
      return small.length === 0 || small.length === smallest
        ? []
        : [`${answer}: ${place} is ${small.join(' or ')}`]
    })
  })
}

const row = (total: number, categories: number): Puzzle => ({
  worlds: fillings(total, categories),
  leaves: (world) => [{ path: [], tables: { kind: world } }],
  hidden: (rows) =>
    [...(rows[0]?.tables.kind ?? []).entries()]
      .filter(([, cell]) => cell === 'hidden')
      .map(([place]) => place),
})

const totals = [3, 4, 6]
const schools: Puzzle = {
  worlds: totals.reduce<number[][]>(
    (worlds, total) =>
      worlds.flatMap((world) => Array.from({ length: total + 1 }, (_, yes) => [...world, yes])),
    [[]],
  ),
  leaves: (world) =>
    world.map((yes, index) => ({
      path: [`${index}`],
      tables: { answer: [yes, (totals[index] ?? 0) - yes] },
    })),
  hidden: (rows) =>
    rows
      .filter(({ path, tables }) => path.length === 1 && tables.answer?.[0] === 'hidden')
      .map(({ path }) => Number(path[0])),
}

const together: Puzzle = {
  worlds: fillings(14, 4),
  leaves: (world) => world.map((count, index) => ({ path: [`${index}`], tables: { kind: [count] } })),
  hidden: (rows) => {
    const shown = rows.filter(({ path }) => path.length === 1).map(({ path }) => Number(path[0]))
    return [0, 1, 2, 3].filter((school) => !shown.includes(school))
  },
}

const byLot = (turn: number) => lots(turn * 7919 + 1)

describe('whoever knows the rule by which cells are hidden', () => {
  for (const [name, puzzle, tries] of [
    ['a row of seven', row(7, 3), 200],
    ['a row of ten', row(10, 3), 200],
    ['a row of eight in four', row(8, 4), 150],
    ['three schools', schools, 250],
    ['schools that stand together', together, 60],
  ] as const)
    it(`can exclude no small number, in ${name}`, () => {
      expect(exclusions(puzzle, tries, byLot)).toEqual([])
    })

  it('would find numbers if what is hidden besides were not drawn by lot', () => {
    expect(exclusions(row(10, 3), 1, () => () => 0.5)).not.toEqual([])
  })
})

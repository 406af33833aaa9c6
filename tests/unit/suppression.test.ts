/** Nobody can be found in what the gate lets through: an attacker with every sum and every table tries. */
import fc from 'fast-check'
import { passGate } from '../../cloudfunctions/platform/suppression/gate'
import { type Cell, type Leaf, type Row, totalOf } from '../../cloudfunctions/platform/suppression/tables'
import { type Attack, canBe, jointAttack, rangesOf } from '../support/table-attacker'

/** Small numbers, so that the attacker can try every filling. */
const smallest = 3

/** Lots that fall the same way in every run of this file. */
let seed = 1
const lots = () => {
  let state = seed++
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return ((state >>> 5) % 16_384) / 16_384
  }
}

/** Cases with a leaf and one answer to each question; counted into tables, as the server does. */
const leavesOf = (
  paths: readonly string[][],
  sizes: Record<string, number>,
  cases: readonly number[][],
): Leaf[] =>
  paths.map((path, leaf) => ({
    path,
    tables: Object.fromEntries(
      Object.entries(sizes).map(([name, size], question) => [
        name,
        Array.from(
          { length: size },
          (_, category) => cases.filter((one) => one[0] === leaf && one[question + 1] === category).length,
        ),
      ]),
    ),
  }))

/** Uneven on purpose: most cases at few leaves and in few categories, as in life. */
const skewed = (most: number) => fc.tuple(fc.nat(most - 1), fc.nat(most - 1)).map(([a, b]) => Math.min(a, b))
const district = (paths: string[][], sizes: Record<string, number>, most: number): fc.Arbitrary<Leaf[]> =>
  fc
    .array(fc.tuple(skewed(paths.length), ...Object.values(sizes).map(skewed)), { maxLength: most })
    .map((cases) => leavesOf(paths, sizes, cases))

const flat = (count: number): string[][] => Array.from({ length: count }, (_, index) => [`s${index}`])

/** Each hidden number with the values below the threshold that the attacker can rule out, and those left where few are. */
const findings = (attack: Attack): string[] =>
  attack.hidden.flatMap((target) => {
    const open = target.truth < smallest
    const tried = open
      ? Array.from({ length: smallest }, (_, value) => value)
      : Array.from({ length: 2 * smallest + 1 }, (_, value) => target.truth - smallest + value)
    const possible = tried.filter((value) => value >= 0 && canBe(attack, target, value))
    if (open ? possible.length === smallest : possible.length >= smallest) return []
    return [`${target.name} is one of ${possible.join(', ')}; it is ${target.truth}`]
  })

const attackOf = (leaves: Leaf[], rows: Row[]): Attack =>
  jointAttack(leaves, rows, Object.keys(leaves[0]!.tables))

/** What a gate without complementary suppression would publish: the test must see through it. */
const primaryOnly = (leaves: Leaf[]): Row[] => {
  const hide = (count: number | null): Cell =>
    count === null ? 'impossible' : count < smallest ? 'hidden' : count
  const names = Object.keys(leaves[0]!.tables)
  const sums = Object.fromEntries(
    names.map((name) => [
      name,
      leaves[0]!.tables[name]!.map((_, category) =>
        leaves.reduce((sum, leaf) => sum + (leaf.tables[name]![category] ?? 0), 0),
      ),
    ]),
  )
  const rowOf = (path: readonly string[], tables: Leaf['tables']): Row => ({
    path,
    together: null,
    total: totalOf(tables[names[0]!]!),
    tables: Object.fromEntries(names.map((name) => [name, tables[name]!.map(hide)])),
  })
  return [rowOf([], sums), ...leaves.map((leaf) => rowOf(leaf.path, leaf.tables))]
}

const shapes: [string, string[][], Record<string, number>, number][] = [
  ['a table of one row', [[]], { kind: 4 }, 24],
  ['several tables of the same cases', [[]], { kind: 3, month: 3, level: 2 }, 24],
  ['schools and their district', flat(4), { kind: 3 }, 40],
  ['schools and their district, two tables together', flat(4), { kind: 2, month: 2 }, 36],
  [
    'classes, schools and their district',
    [
      ['a', '1'],
      ['a', '2'],
      ['a', '3'],
      ['a', '4'],
      ['b', '1'],
      ['b', '2'],
      ['c', '1'],
    ],
    { answer: 2 },
    50,
  ],
]

describe('what the gate lets through', () => {
  for (const [name, paths, sizes, most] of shapes)
    it(`leaves every hidden number open, in ${name}`, () => {
      fc.assert(
        fc.property(district(paths, sizes, most), (leaves) => {
          expect(findings(attackOf(leaves, passGate(leaves, { smallest, lot: lots() })))).toEqual([])
        }),
        { numRuns: 120, seed: 7 },
      )
    })

  it('leaves every hidden number open where some categories cannot occur at some schools', () => {
    const primary = [true, true, true, false, false]
    const junior = [false, false, true, true, true]
    fc.assert(
      fc.property(district(flat(5), { grade: 5 }, 60), (raw) => {
        const leaves = raw.map((leaf, index) => ({
          ...leaf,
          tables: {
            grade: leaf.tables.grade!.map((count, grade) =>
              (index % 2 === 0 ? primary : junior)[grade] ? count : null,
            ),
          },
        }))
        expect(findings(attackOf(leaves, passGate(leaves, { smallest, lot: lots() })))).toEqual([])
      }),
      { numRuns: 120, seed: 11 },
    )
  })

  for (const [name, paths, sizes, most] of shapes.slice(0, 4))
    it(`would be seen through if only small cells were hidden, in ${name}`, () => {
      const caught = fc.check(
        fc.property(
          district(paths, sizes, most),
          (leaves) => findings(attackOf(leaves, primaryOnly(leaves))).length === 0,
        ),
        { numRuns: 120, seed: 7, endOnFailure: true },
      )
      expect(caught.failed).toBe(true)
    })

  it('shows every number as it is, and adds up', () => {
    fc.assert(
      fc.property(district(flat(4), { kind: 3, month: 2 }, 60), (leaves) => {
        for (const row of passGate(leaves, { smallest, lot: lots() })) {
          const own = leaves.filter(
            (leaf) =>
              row.together?.includes(leaf.path[0]!) ??
              (row.path.length === 0 || row.path[0] === leaf.path[0]),
          )
          for (const [name, cells] of Object.entries(row.tables))
            for (const [category, cell] of cells.entries()) {
              const truth = own.reduce((sum, leaf) => sum + (leaf.tables[name]![category] ?? 0), 0)
              if (typeof cell === 'number') expect(cell).toBe(truth)
              if (truth < smallest) expect(cell).toBe('hidden')
            }
        }
      }),
      { seed: 3 },
    )
  })

  it('hides no more than it must where nothing is small', () => {
    const leaves = leavesOf(flat(2), { kind: 2 }, [])
    const full = leaves.map((leaf) => ({ ...leaf, tables: { kind: [40, 50] } }))
    expect(passGate(full, { lot: lots() }).flatMap((row) => row.tables.kind)).toEqual([
      80, 100, 40, 50, 40, 50,
    ])
  })

  it('says nothing at all of fewer than ten cases', () => {
    const rowsOf = (kind: number[]) => passGate([{ path: [], tables: { kind } }], { lot: lots() })
    expect(rowsOf([5, 4])).toEqual([])
    expect(rowsOf([5, 5])).toHaveLength(1)
  })

  it('does not tell that all of a group answered the same', () => {
    const [row] = passGate([{ path: [], tables: { kind: [12, 0, 0] } }], { lot: lots() })
    expect(row).toEqual({
      path: [],
      together: null,
      total: 12,
      tables: { kind: ['hidden', 'hidden', 'hidden'] },
    })
  })

  it('lets nobody know one small school from a neighbour it stands together with', () => {
    const leaves = [50, 40, 30, 6].map((count, index) => ({ path: [`s${index}`], tables: { kind: [count] } }))
    const together = passGate(leaves, { lot: lots() }).find((row) => row.together !== null)
    expect(together?.together).toHaveLength(3)
    expect(together?.together).toContain('s3')
  })

  it('holds against adding and subtracting in a district of 45 schools', () => {
    const random = fc.sample(
      fc.array(fc.tuple(skewed(45), skewed(8), skewed(6)), { minLength: 4000, maxLength: 4000 }),
      { numRuns: 1, seed: 5 },
    )[0]!
    const leaves = leavesOf(flat(45), { kind: 8, month: 6 }, random)
    const rows = passGate(leaves, { lot: lots() })
    for (const table of ['kind', 'month']) {
      const attack = jointAttack(leaves, rows, [table])
      const ranges = rangesOf(attack)
      const single = attack.hidden.filter((target) => target.parts.length === 1)
      expect(single.length).toBeGreaterThan(50)
      for (const target of single) {
        const { low, high } = ranges[target.parts[0]!]!
        if (target.truth < 10) expect([target.name, low, high >= 9]).toEqual([target.name, 0, true])
        else expect(high - low).toBeGreaterThanOrEqual(9)
      }
    }
  })
})

/** The day's tree: a proof holds for the leaf it was made for, in its place, under its root, and for nothing else. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import type { Sha256 } from '../../contract/report/chain'
import {
  caseLeaf,
  dayRoot,
  firstBrokenDay,
  type Inclusion,
  isUnderRoot,
  type PublishedDay,
  rootStart,
} from '../../contract/report/daily-root'
import { leafHash, merkleTree, pathTo, rootAbove, rootOf } from '../../contract/report/merkle'

const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex')
const leavesOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => leafHash(sha256, `leaf ${index}`))
const size = fc.integer({ min: 1, max: 70 })
const placed = size.chain((count) => fc.tuple(fc.constant(count), fc.nat(count - 1)))

describe('a Merkle tree', () => {
  it('proves every leaf of every size of tree', () => {
    for (let count = 1; count <= 40; count += 1) {
      const leaves = leavesOf(count)
      const tree = merkleTree(sha256, leaves)
      for (const [index, leaf] of leaves.entries())
        expect(rootAbove(sha256, leaf, index, count, pathTo(tree, index))).toBe(rootOf(tree))
    }
  })

  it('has the shape of RFC 6962: the left half is the largest power of two', () => {
    const byHalves = (leaves: string[]): string => {
      if (leaves.length === 1) return leaves[0] as string
      let half = 1
      while (half * 2 < leaves.length) half *= 2
      return sha256(`\u0001${byHalves(leaves.slice(0, half))}${byHalves(leaves.slice(half))}`)
    }
    for (let count = 1; count <= 70; count += 1)
      expect(rootOf(merkleTree(sha256, leavesOf(count)))).toBe(byHalves(leavesOf(count)))
  })

  it('has another root when a leaf is changed, taken out, put in, doubled or moved', () => {
    fc.assert(
      fc.property(placed, fc.nat(), ([count, index], other) => {
        const leaves = leavesOf(count)
        const root = rootOf(merkleTree(sha256, leaves))
        const differs = (touched: string[]) =>
          touched.length === 0 || rootOf(merkleTree(sha256, touched)) !== root
        expect(differs(leaves.with(index, leafHash(sha256, 'another')))).toBe(true)
        expect(differs(leaves.toSpliced(index, 1))).toBe(true)
        expect(differs(leaves.toSpliced(index, 0, leaves[index] as string))).toBe(true)
        const second = other % count
        const moved = leaves.with(index, leaves[second] as string).with(second, leaves[index] as string)
        expect(differs(moved)).toBe(second !== index)
      }),
    )
  })

  it('proves nothing once any sign of the leaf or of the path is changed', () => {
    fc.assert(
      fc.property(placed, fc.nat(), fc.nat(63), ([count, index], which, sign) => {
        const leaves = leavesOf(count)
        const tree = merkleTree(sha256, leaves)
        const parts = [leaves[index] as string, ...pathTo(tree, index)]
        const part = which % parts.length
        const old = parts[part] as string
        const changed = parts.with(
          part,
          `${old.slice(0, sign)}${old[sign] === '0' ? '1' : '0'}${old.slice(sign + 1)}`,
        )
        const [leaf, ...path] = changed as [string, ...string[]]
        expect(rootAbove(sha256, leaf, index, count, path)).not.toBe(rootOf(tree))
      }),
    )
  })

  it('proves nothing at another place, in a tree of another depth, with a longer, shorter or reordered path', () => {
    fc.assert(
      fc.property(placed, fc.nat(), ([count, index], other) => {
        const leaves = leavesOf(count)
        const tree = merkleTree(sha256, leaves)
        const path = pathTo(tree, index)
        const leaf = leaves[index] as string
        const place = other % count
        if (place !== index) expect(rootAbove(sha256, leaf, place, count, path)).not.toBe(rootOf(tree))
        expect(rootAbove(sha256, leaf, index, count * 4, path)).not.toBe(rootOf(tree))
        expect(rootAbove(sha256, leaf, index, count, [...path, leaf])).toBeNull()
        if (path.length > 0) expect(rootAbove(sha256, leaf, index, count, path.slice(1))).toBeNull()
        if (path.length > 1)
          expect(rootAbove(sha256, leaf, index, count, path.toReversed())).not.toBe(rootOf(tree))
      }),
    )
  })

  it('lets no node pass for a leaf, and no leaf for a node', () => {
    const leaves = leavesOf(4)
    const tree = merkleTree(sha256, leaves)
    const [left, right] = tree[1] as [string, string]
    // The second pre-image of an unguarded tree: its nodes as leaves, or what was joined as a leaf's text.
    expect(leafHash(sha256, `${leaves[0]}${leaves[1]}`)).not.toBe(left)
    expect(rootAbove(sha256, leafHash(sha256, `${left}${right}`), 0, 1, [])).not.toBe(rootOf(tree))
  })

  it('refuses what is no place and no hash', () => {
    const tree = merkleTree(sha256, leavesOf(3))
    const leaf = leavesOf(3)[0] as string
    for (const [index, count] of [
      [-1, 3],
      [3, 3],
      [0.5, 3],
      [0, 0],
      [0, Number.NaN],
    ] as const)
      expect(rootAbove(sha256, leaf, index, count, pathTo(tree, 0))).toBeNull()
    expect(rootAbove(sha256, leaf.toUpperCase(), 0, 3, pathTo(tree, 0))).toBeNull()
    expect(() => pathTo(tree, 3)).toThrow('no such leaf')
    expect(() => merkleTree(sha256, [])).toThrow('needs leaves')
    expect(() => merkleTree(sha256, ['x'])).toThrow('needs leaves')
  })
})

describe("a day's root", () => {
  const days = (count: number): PublishedDay[] => {
    const made: PublishedDay[] = []
    for (let index = 0; index < count; index += 1) {
      const day = new Date(Date.UTC(2026, 10, 27 + index)).toISOString().slice(0, 10)
      const previous = made.at(-1)?.root ?? rootStart
      const tree = rootOf(merkleTree(sha256, leavesOf(index + 2)))
      made.push({ day, tree, previous, root: dayRoot(sha256, { day, tree, previous }) })
    }
    return made
  }

  it('holds from day to day, over the end of a month, and with a root seen earlier', () => {
    const all = days(9)
    expect(firstBrokenDay(sha256, all, null)).toBeNull()
    expect(firstBrokenDay(sha256, all.slice(3), { day: '2026-12-02', root: all[5]!.root })).toBeNull()
  })

  it('names the first day that was changed, left out, or made anew', () => {
    const all = days(6)
    const other = leafHash(sha256, 'other')
    for (const field of ['tree', 'previous', 'root'] as const)
      expect(firstBrokenDay(sha256, all.with(2, { ...all[2]!, [field]: other }), null)).toBe('2026-11-29')
    expect(firstBrokenDay(sha256, all.toSpliced(2, 1), null)).toBe('2026-11-30')
    const anew = { ...all[5]!, tree: other }
    const held = { day: all[5]!.day, root: all[5]!.root }
    const rewritten = all.with(5, { ...anew, root: dayRoot(sha256, anew) })
    expect(firstBrokenDay(sha256, rewritten, null)).toBeNull()
    expect(firstBrokenDay(sha256, rewritten, held)).toBe('2026-12-02')
  })

  it('holds a case as it stood, and not as it stood otherwise', () => {
    const stood = {
      day: '2026-11-25',
      handle: leafHash(sha256, 'handle'),
      head: leafHash(sha256, 'head'),
      events: 4,
    }
    const leaves = [...leavesOf(6), caseLeaf(sha256, stood)]
    const tree = merkleTree(sha256, leaves)
    const open = { day: stood.day, tree: rootOf(tree), previous: rootStart }
    const published = { ...open, root: dayRoot(sha256, open) }
    const inclusion: Inclusion = { ...stood, index: 6, size: 7, path: pathTo(tree, 6) }
    expect(isUnderRoot(sha256, inclusion, published)).toBe(true)
    const others: Partial<Inclusion>[] = [
      { events: 3 },
      { head: leaves[0] as string },
      { handle: leaves[0] as string },
      { day: '2026-11-24' },
      { index: 5 },
    ]
    for (const other of others) expect(isUnderRoot(sha256, { ...inclusion, ...other }, published)).toBe(false)
    expect(isUnderRoot(sha256, inclusion, { ...published, root: leaves[0] as string })).toBe(false)
    expect(isUnderRoot(sha256, inclusion, { ...published, previous: leaves[0] as string })).toBe(false)
  })
})

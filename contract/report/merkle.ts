/** A Merkle tree over many leaves: one root for all, and for each leaf a short proof that it is under that root. */
import type { Sha256 } from './chain'

/*
 * The shape is that of RFC 6962: neighbours are joined level by level and an odd last one moves up as it is, so that
 * none is ever doubled and no two lists of leaves share a tree of one size. A leaf is hashed behind a 0x00, a node
 * behind a 0x01, so that neither passes for the other. Hashes enter as their 64 lower-case hex signs, their one spelling.
 */

/** A leaf of what `text` says. */
export const leafHash = (sha256: Sha256, text: string): string => sha256(`\u0000${text}`)

const nodeHash = (sha256: Sha256, left: string, right: string): string => sha256(`\u0001${left}${right}`)

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

/** Every level, from the leaves up to the root. */
export type MerkleTree = readonly (readonly string[])[]

/** @throws Error where there is no leaf, or one is no hash */
export const merkleTree = (sha256: Sha256, leaves: readonly string[]): MerkleTree => {
  if (leaves.length === 0 || !leaves.every(isHash)) throw new Error('a tree needs leaves, and each a hash')
  const levels: string[][] = [[...leaves]]
  for (let level = levels[0] as string[]; level.length > 1; ) {
    const above: string[] = []
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index] as string
      const right = level[index + 1]
      above.push(right === undefined ? left : nodeHash(sha256, left, right))
    }
    levels.push(above)
    level = above
  }
  return levels
}

export const rootOf = (tree: MerkleTree): string => tree.at(-1)?.[0] as string

/**
 * What stands beside the way from a leaf up to the root, lowest first.
 *
 * @throws Error where there is no such leaf
 */
export const pathTo = (tree: MerkleTree, index: number): string[] => {
  if (tree[0]?.[index] === undefined) throw new Error('there is no such leaf')
  return tree
    .map((level, height) => level[Math.floor(index / 2 ** height) ^ 1])
    .filter((beside) => beside !== undefined)
}

/**
 * The root that a leaf with this path leads to, or null where the path does not fit a tree of that size.
 *
 * @param index place of the leaf, from 0
 * @param size leaves of the whole tree
 */
export const rootAbove = (
  sha256: Sha256,
  leaf: string,
  index: number,
  size: number,
  path: readonly string[],
): string | null => {
  const isPlace = Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size
  if (!isPlace || ![leaf, ...path].every(isHash)) return null
  let hash = leaf
  let used = 0
  let place = index
  for (let width = size; width > 1; width = Math.ceil(width / 2)) {
    const isOddLast = place % 2 === 0 && place + 1 === width
    if (!isOddLast) {
      const beside = path[used]
      if (beside === undefined) return null
      hash = place % 2 === 0 ? nodeHash(sha256, hash, beside) : nodeHash(sha256, beside, hash)
      used += 1
    }
    place = Math.floor(place / 2)
  }
  return used === path.length ? hash : null
}

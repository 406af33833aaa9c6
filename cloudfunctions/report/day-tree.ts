/** A day's tree over all cases: their leaves hidden among noise, so that neither the root nor a proof tells how many there are. */
import { createCipheriv } from 'node:crypto'
import { type CaseOnDay, caseLeaf, leastPlaces } from '../../contract/report/daily-root'
import { type MerkleTree, merkleTree } from '../../contract/report/merkle'
import type { Services } from '../platform/services'
import { sha256 } from './chain'
import type { CaseHead } from './root-queries'
import { dayHandleOf, dayNoiseKeyOf } from './seal'

const HASH_BYTES = 32

export const caseOnDay = (services: Services, day: string, kase: CaseHead): CaseOnDay => ({
  day,
  handle: dayHandleOf(services, day, kase.case_id),
  head: kase.head,
  events: kase.events,
})

/** Leaves of the cases as they are kept: one after another, in an order that tells nothing. */
export const leavesOf = (services: Services, day: string, heads: readonly CaseHead[]): Buffer =>
  Buffer.from(
    heads
      .map((kase) => caseLeaf(sha256, caseOnDay(services, day, kase)))
      .sort()
      .join(''),
    'hex',
  )

/** Values that look like leaves and are none; the same again whenever the tree is built again. */
const noiseOf = (services: Services, day: string, count: number): string[] => {
  const stream = createCipheriv('aes-256-ctr', dayNoiseKeyOf(services, day), Buffer.alloc(16))
  const hex = stream.update(Buffer.alloc(count * HASH_BYTES)).toString('hex')
  return Array.from({ length: count }, (_, index) => hex.slice(index * 64, (index + 1) * 64))
}

const placesFor = (cases: number): number => {
  let places = leastPlaces
  while (places < cases) places *= 2
  return places
}

const unpacked = (leaves: Buffer): string[] =>
  Array.from({ length: leaves.length / HASH_BYTES }, (_, index) =>
    leaves.toString('hex', index * HASH_BYTES, (index + 1) * HASH_BYTES),
  )

/** @param leaves as kept */
export const buildDayTree = (services: Services, day: string, leaves: Buffer): MerkleTree => {
  const cases = unpacked(leaves)
  const noise = noiseOf(services, day, placesFor(cases.length) - cases.length)
  return merkleTree(sha256, [...cases, ...noise].sort())
}

/** A tree, and where each of its leaves stands. */
export type DayTree = { tree: MerkleTree; places: ReadonlyMap<string, number> }

/** Trees that were asked for last; a tree is a few megabytes and a few dozen milliseconds. */
const KEPT = 3
const kept = new WeakMap<Services, Map<string, DayTree>>()

/** The same, remembered while the leaves are the same. */
export const dayTree = (services: Services, day: string, leaves: Buffer): DayTree => {
  const trees = kept.get(services) ?? new Map<string, DayTree>()
  kept.set(services, trees)
  const name = `${day} ${sha256(leaves.toString('hex'))}`
  const found = trees.get(name) ?? withPlaces(buildDayTree(services, day, leaves))
  trees.delete(name)
  trees.set(name, found)
  for (const oldest of [...trees.keys()].slice(0, -KEPT)) trees.delete(oldest)
  return found
}

const withPlaces = (tree: MerkleTree): DayTree => ({
  tree,
  places: new Map(tree[0]?.map((leaf, index) => [leaf, index])),
})

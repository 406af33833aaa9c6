/** One look at a case by a phone that believes nobody: fetch, check, compare with what was kept, keep what was found. */
import type { HeldHead } from '@contract/report/check'
import { type ChainCheck, checkChain } from '@contract/report/check'
import type { Inclusion, PublishedDay } from '@contract/report/daily-root'
import type { CaseChain } from '@contract/report/proof'
import type { ReporterKey } from '@contract/report/report'
import { checkRoots, type HeldRoot, type RootCheck } from '@contract/report/root-check'
import { sha256 } from '@contract/report/sha256'
import type { InputOf, OutputOf, RouteName } from '@contract/routes'

/** What a phone keeps of a case between two looks: hashes, no word of it. */
export type KeptCase = {
  head: string
  events: number
  /** First signs of each step's hash. */
  starts: string[]
  /** When this phone looked last. */
  at: string
  /** The last proof that the case stood under a published root: it outlives the case itself. */
  inclusion: Inclusion | null
}

export type Kept = {
  case: KeptCase | null
  /** The newest root that this phone has seen. */
  root: HeldRoot | null
  /** Hash of the first step, from the receipt. */
  receiptHead: string | null
}

export type Looked = {
  chain: CaseChain
  check: ChainCheck
  roots: RootCheck
  /** What to keep from now on; null where something did not fit, so that what was seen before stays the measure. */
  keep: { case: KeptCase; root: HeldRoot | null } | null
}

type Ask = <N extends RouteName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>
export type LookTools = { ask: Ask; breathe: () => Promise<void>; now: () => Date }

/** Signs kept of each step's hash: enough to name the one that was rewritten. */
const START_SIGNS = 16
const DAYS_AT_ONCE = 100
/** Pages of days that are followed back to the root this phone holds: over a year. */
const MOST_PAGES = 4

/** @throws CallError where the server does not answer, or does not know the case */
export const lookAtCase = async (tools: LookTools, by: ReporterKey, kept: Kept): Promise<Looked> => {
  const { ask, breathe, now } = tools
  const chain = await ask('report.getChain', { by })
  const check = await checkChain(sha256, chain, heldHeads(kept), breathe)
  const hashes = check.steps.map(({ hash }) => hash)
  const days = await daysSince(ask, kept.root)
  const newest = days.at(-1)
  const [inclusion = null] = newest
    ? (await ask('report.proveInRoots', { by, days: [newest.day] })).proofs
    : [null]
  const filedAt = check.steps[0]?.open?.at ?? now().toISOString()
  const roots = checkRoots(sha256, { days, heldRoot: kept.root, inclusion, hashes, filedAt })
  const fits = check.trouble === null && (roots.state === 'waiting' || roots.state === 'under')
  return {
    chain,
    check,
    roots,
    keep: fits ? keepOf(chain, hashes, kept, roots, inclusion, days, now()) : null,
  }
}

/** Heads that the chain must hold, whatever else it says. */
const heldHeads = ({ case: seen, receiptHead }: Kept): HeldHead[] => [
  ...(receiptHead === null ? [] : [{ from: 'receipt' as const, head: receiptHead, events: 1 }]),
  ...(seen === null
    ? []
    : [{ from: 'phone' as const, head: seen.head, events: seen.events, starts: seen.starts }]),
]

/** Published days from the one that is held up to the newest, oldest first; only the newest where none is held. */
const daysSince = async (ask: Ask, held: HeldRoot | null): Promise<PublishedDay[]> => {
  if (held === null) return (await ask('report.listRoots', { before: null, limit: 1 })).days
  const found: PublishedDay[] = []
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const before: string | null = found.at(-1)?.day ?? null
    const { days } = await ask('report.listRoots', { before, limit: DAYS_AT_ONCE })
    found.push(...days.filter(({ day }) => day >= held.day))
    if (days.length < DAYS_AT_ONCE || days.some(({ day }) => day <= held.day)) break
  }
  return found.reverse()
}

const keepOf = (
  chain: CaseChain,
  hashes: readonly string[],
  kept: Kept,
  roots: RootCheck,
  inclusion: Inclusion | null,
  days: readonly PublishedDay[],
  now: Date,
): NonNullable<Looked['keep']> => {
  const newest = days.at(-1)
  return {
    case: {
      head: chain.head,
      events: chain.events,
      starts: hashes.map((hash) => hash.slice(0, START_SIGNS)),
      at: now.toISOString(),
      inclusion: roots.state === 'under' ? inclusion : (kept.case?.inclusion ?? null),
    },
    root: newest ? { day: newest.day, root: newest.root } : kept.root,
  }
}

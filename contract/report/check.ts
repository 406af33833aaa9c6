/** The check that a phone makes by itself: every link recomputed, and compared with the heads that the phone holds. */
import * as z from 'zod/mini'
import { chainStart, innerHash, linkHash, type Sha256 } from './chain'
import {
  type CaseChain,
  type ChainLinkView,
  openSince,
  type ShownReport,
  type ShownStep,
  shownReport,
  shownStep,
} from './proof'

/** What this phone knows of a case from before, whatever the server says now. */
export type HeldHead = {
  /** Printed on the receipt at filing, or seen by this phone at its last look. */
  from: 'receipt' | 'phone'
  /** Hash of step number `events`. */
  head: string
  events: number
  /** First signs of the hash of each step up to there, to name the very step that was rewritten. */
  starts?: readonly string[]
}

/** What does not fit, and at which step it shows first; steps count from 1. */
export type Trouble = {
  what:
    | 'step_changed'
    | 'content_changed'
    | 'content_unreadable'
    | 'report_changed'
    | 'files_unsaid'
    | 'steps_missing'
    | 'state_changed'
    | 'not_as_receipt'
    | 'not_as_seen'
  step: number
}

export type CheckedStep = {
  seq: number
  hash: string
  /** Null where the step is internal: its place was checked, its content cannot be seen. */
  open: { kind: string; at: string; content: ShownStep | null } | null
}

export type ChainCheck = {
  steps: CheckedStep[]
  report: ShownReport | null
  /** Steps whose content was hashed again here, internal ones, and old ones of which only the link was checked. */
  counts: { all: number; contents: number; internal: number; old: number }
  /** Which of the held heads were found in the chain. */
  held: { receipt: boolean; phone: boolean }
  /** The first, by step; null where everything fits. */
  trouble: Trouble | null
}

/** A text as the object that it was hashed as; null where it is none. */
const parsed = <S extends z.ZodMiniType>(schema: S, text: string): z.output<S> | null => {
  try {
    const found = z.safeParse(schema, JSON.parse(text))
    return found.success ? found.data : null
  } catch {
    return null
  }
}

type OpenLink = Extract<ChainLinkView, { isInternal: false }>

const contentTrouble = (sha256: Sha256, link: OpenLink, step: number): Trouble | null => {
  if (link.isOld && link.at < openSince) return null
  if (link.content === null) return { what: 'content_unreadable', step }
  return sha256(link.content) === link.digest ? null : { what: 'content_changed', step }
}

const innerOf = (sha256: Sha256, caseId: string, link: ChainLinkView): string =>
  link.isInternal
    ? link.inner
    : innerHash(sha256, {
        caseId,
        seq: link.seq,
        kind: link.kind,
        at: link.at,
        isInternal: false,
        digest: link.digest,
      })

const checkedStep = (link: ChainLinkView): CheckedStep => ({
  seq: link.seq,
  hash: link.hash,
  open: link.isInternal
    ? null
    : {
        kind: link.kind,
        at: link.at,
        content: link.content === null ? null : parsed(shownStep, link.content),
      },
})

/** @param reached hash of each step, as recomputed */
const heldTrouble = (held: HeldHead, reached: readonly string[]): Trouble | null => {
  if (reached[held.events - 1] === held.head) return null
  const differs = (held.starts ?? []).findIndex((start, index) => reached[index]?.startsWith(start) === false)
  if (differs === -1 && reached.length < held.events)
    return { what: 'steps_missing', step: reached.length + 1 }
  const step = differs === -1 ? held.events : differs + 1
  return { what: held.from === 'receipt' ? 'not_as_receipt' : 'not_as_seen', step }
}

/** The state that the steps led to, none of which turns it unseen; null where an old or touched one hides it. */
const lastTurn = (steps: readonly CheckedStep[]): string | null => {
  for (const { open } of [...steps].reverse()) {
    if (open === null) continue
    if (open.content === null) return null
    if (open.content.turnsTo !== null) return open.content.turnsTo
  }
  return null
}

/** How many steps are checked before the phone may breathe. */
const SLICE = 20

/**
 * Checks a chain as the server gave it.
 *
 * @param held heads that this phone holds; none where it never looked before and knows no receipt
 * @param breathe awaited between slices, so that a long chain does not freeze the page
 */
export const checkChain = async (
  sha256: Sha256,
  chain: CaseChain,
  held: readonly HeldHead[],
  breathe: () => Promise<void>,
): Promise<ChainCheck> => {
  const { links } = chain
  const troubles: (Trouble | null)[] = []
  const reached: string[] = []
  let previous = chainStart
  for (const [index, link] of links.entries()) {
    const step = index + 1
    const hash = linkHash(sha256, previous, innerOf(sha256, chain.caseId, link))
    if (link.seq !== step || link.hash !== hash) troubles.push({ what: 'step_changed', step })
    if (!link.isInternal) troubles.push(contentTrouble(sha256, link, step))
    reached.push(hash)
    previous = hash
    if (step % SLICE === 0) await breathe()
  }
  const steps = links.map(checkedStep)
  for (const { seq, open } of steps)
    if (open && open.at >= openSince && open.content?.files.some(({ sha256: digest }) => !digest))
      troubles.push({ what: 'files_unsaid', step: seq })
  const first = steps[0]?.open?.content
  if (first?.reportDigest) {
    const fits = chain.report !== null && sha256(chain.report) === first.reportDigest
    if (!fits) troubles.push({ what: 'report_changed', step: 1 })
  }
  if (chain.head !== previous || chain.events !== links.length)
    troubles.push({ what: 'steps_missing', step: links.length + 1 })
  for (const one of held) troubles.push(heldTrouble(one, reached))
  const turn = lastTurn(steps)
  if (turn !== null && turn !== chain.state) troubles.push({ what: 'state_changed', step: links.length })

  const open = links.filter((link) => !link.isInternal)
  const old = open.filter((link) => link.isOld).length
  const isHeld = (from: HeldHead['from']): boolean => held.some((one) => one.from === from)
  return {
    steps,
    report: chain.report === null ? null : parsed(shownReport, chain.report),
    counts: {
      all: links.length,
      contents: open.length - old,
      internal: links.length - open.length,
      old,
    },
    held: { receipt: isHeld('receipt'), phone: isHeld('phone') },
    trouble: firstOf(troubles),
  }
}

/** The one at the earliest step; among several there, the one found first. */
const firstOf = (troubles: readonly (Trouble | null)[]): Trouble | null =>
  troubles.reduce<Trouble | null>((best, one) => (one && (!best || one.step < best.step) ? one : best), null)

/** The hash chain of a case: what each step's hash is made of, so that phone and server reckon alike. */

/** SHA-256 of UTF-8 text as lower-case hex; handed in, because phone and server have different ones. */
export type Sha256 = (text: string) => string

export type ChainStep = {
  caseId: string
  seq: number
  kind: string
  /** ISO moment in UTC with milliseconds. */
  at: string
  isInternal: boolean
  /** SHA-256 of the step's content with its salt. */
  digest: string
}
export type ChainLink = ChainStep & { previousHash: string; hash: string }

/** What stands before the first step. */
export const chainStart = '0'.repeat(64)

/** A step as one line of text, the same everywhere. */
export const canonical = (step: ChainStep): string =>
  JSON.stringify([step.caseId, step.seq, step.kind, step.at, step.isInternal, step.digest])

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, sorted(held)]),
  )
}

/** Content as text whose order of keys does not depend on who wrote it. */
export const canonicalContent = (content: object): string => JSON.stringify(sorted(content))

/** A step's own hash, which is all that a reader is given of a step that they may not see: its digest is salted. */
export const innerHash = (sha256: Sha256, step: ChainStep): string => sha256(canonical(step))

/** The hash over a step and the one before it. */
export const linkHash = (sha256: Sha256, previousHash: string, inner: string): string =>
  sha256(`${previousHash}\n${inner}`)

/**
 * Hash of a step, over the one before it. The step enters as its own hash, so that a step which a reader may not see
 * can still be checked: its inner hash gives away neither kind nor moment, because the digest within is salted.
 */
export const stepHash = (sha256: Sha256, previousHash: string, step: ChainStep): string =>
  linkHash(sha256, previousHash, innerHash(sha256, step))

/**
 * The first step that does not fit, counted from 1, or null where the whole chain holds.
 * @param links every step in order
 * @param head what the reader holds as the last hash
 */
export const firstBrokenLink = (sha256: Sha256, links: readonly ChainLink[], head: string): number | null => {
  let previous = chainStart
  for (const [index, link] of links.entries()) {
    const isWhole =
      link.seq === index + 1 &&
      link.previousHash === previous &&
      link.hash === stepHash(sha256, previous, link)
    if (!isWhole) return index + 1
    previous = link.hash
  }
  return previous === head ? null : links.length + 1
}

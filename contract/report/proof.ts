/** What the holder of a receipt is given to check by themselves: every link of the case's chain, and the days' roots. */
import * as z from 'zod/mini'
import { day, moment, read, uuid } from '../common'
import { caseState, reporterKey } from './report'

/**
 * A step as its reader checks it. Hashes are not checked for their shape here: what the database holds is told as it
 * is, so that a touched row is named by the phone instead of hidden behind a failure of the server.
 */
export const chainLinkView = z.discriminatedUnion('isInternal', [
  z.object({
    isInternal: z.literal(false),
    seq: z.int(),
    kind: z.string(),
    at: moment,
    digest: z.string(),
    /** The step's content as the text whose SHA-256 is the digest; null where the server cannot open it. */
    content: z.nullable(z.string()),
    /** True for steps of before `openSince`: their content was hashed together with what a reporter may not read. */
    isOld: z.boolean(),
    hash: z.string(),
  }),
  z.object({
    isInternal: z.literal(true),
    seq: z.int(),
    /** The step's own hash: it tells neither kind nor moment. */
    inner: z.string(),
    hash: z.string(),
  }),
])
export type ChainLinkView = z.infer<typeof chainLinkView>

/** From this moment on a step's content can be given to its reporter whole and says what the bytes of its files are; no later step may claim to be old. */
export const openSince = '2026-11-26T00:00:00.000Z'

export const caseChain = z.object({
  caseId: uuid,
  number: z.string(),
  schoolName: z.string(),
  state: caseState,
  /** What was filed, as the text whose SHA-256 the first step holds; null where it cannot be opened or is old. */
  report: z.nullable(z.string()),
  links: z.array(chainLinkView),
  head: z.string(),
  events: z.int(),
})
export type CaseChain = z.infer<typeof caseChain>

/** The part of a step's content that its reporter reads; what else it holds stands in it as a salted hash. */
export const shownStep = z.object({
  by: z.string(),
  /** How the reporter knows who acted; empty for themselves. */
  actor: z.string(),
  text: z.string(),
  files: z.array(
    z.object({
      id: z.string(),
      /** Of the bytes as a reader gets them. Absent, with what follows, in steps of before `openSince` only. */
      sha256: z.optional(z.string()),
      mime: z.optional(z.string()),
      sizeBytes: z.optional(z.int()),
    }),
  ),
  turnsTo: z.nullable(z.string()),
  reportDigest: z.nullable(z.string()),
})
export type ShownStep = z.infer<typeof shownStep>

/** What was filed. */
export const shownReport = z.object({
  details: z.string(),
  place: z.string(),
  occurredWhen: z.string(),
})
export type ShownReport = z.infer<typeof shownReport>

const publishedDay = z.object({ day, tree: z.string(), previous: z.string(), root: z.string() })

export const proofRoutes = {
  'report.getChain': read(z.object({ by: reporterKey }), caseChain),
  /** The days' roots, newest first; the same for everybody. */
  'report.listRoots': read(
    z.object({
      /** Days before this one; null for the newest. */
      before: z.nullable(day),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 30),
    }),
    z.object({ days: z.array(publishedDay) }),
  ),
  /** Where the case stood under the roots of these days; null for a day on which it did not. */
  'report.proveInRoots': read(
    z.object({ by: reporterKey, days: z.array(day).check(z.minLength(1), z.maxLength(5)) }),
    z.object({
      proofs: z.array(
        z.nullable(
          z.object({
            day,
            handle: z.string(),
            head: z.string(),
            events: z.int(),
            index: z.int(),
            size: z.int(),
            path: z.array(z.string()),
          }),
        ),
      ),
    }),
  ),
}

/** Every step on a case, appended to its hash chain with its sealed content; and the check that none was touched. */
import { createHash, randomBytes } from 'node:crypto'
import type { StaffRole } from '../../contract/people'
import { canonicalContent, innerHash, type Sha256, stepHash } from '../../contract/report/chain'
import type { CaseState, TimelineEntry } from '../../contract/report/report'
import type { Queryable } from '../platform/database'
import type { Services } from '../platform/services'
import { type CaseChanges, type CaseRow, insertStep, type StepRow, updateCase } from './case-queries'
import { type ClockedCase, followState } from './clocks'
import { teacherName } from './names'
import { openDataKey, place, sealJson, unsealJson } from './seal'

export const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex')

/** A reporter as the handlers read them once the name is open. */
export type ShownName = { name: string | null; contact: string | null }

/** What a step says, sealed; the chain holds only its salted digest. */
export type StepContent = {
  by: 'reporter' | 'handler' | 'system'
  /** Set where the handler is an officer of the bureau. */
  desk?: 'bureau'
  /** The handler's own name; empty for the reporter, whom a case does not know, and for the system. */
  actorName: string
  postId: string | null
  text: string
  /** What was brought, each by the digest of its bytes as a reader gets them; steps of before hold that of the sealed ones alone. */
  files: { id: string; sealedSha256: string; sha256?: string; mime?: string; sizeBytes?: number }[]
  /** What the person was at that moment, in steps that the reporter reads with it. */
  role?: StaffRole
  /** The name that the reporter opened with this step. */
  reporter?: ShownName
  /** The state this step led to, where it did. */
  turnsTo: CaseState | null
  /** Digest of the report itself, in the first step. */
  reportDigest: string | null
  salt: string
  /** How the reporter knows who acted. Absent, with `restSalt`, in steps of before a phone could check contents. */
  actor?: string
  restSalt?: string
}

export type NewStep = {
  kind: TimelineEntry['kind']
  isInternal: boolean
  content: Omit<StepContent, 'salt' | 'actor' | 'restSalt'>
}

export const isOld = (content: StepContent): boolean => content.restSalt === undefined

/**
 * What a step's digest is taken of, and what its reporter may be given whole: the words they read, and in place of the
 * rest, such as a handler's full name, its salted hash. A field that is new to a content belongs to the rest until it is named here.
 */
export const shownText = (content: StepContent): string => {
  const { by, actor, text, files, turnsTo, reportDigest, salt, restSalt, ...rest } = content
  const hidden = sha256(canonicalContent({ ...rest, salt: restSalt }))
  return canonicalContent({ by, actor, text, files, turnsTo, reportDigest, salt, rest: hidden })
}

export const digestOf = (content: StepContent): string =>
  sha256(isOld(content) ? canonicalContent(content) : shownText(content))

export const makeSalt = (): string => randomBytes(16).toString('base64url')

/** The key that a case's content and steps are sealed under. */
export const caseKey = (
  services: Services,
  kase: Pick<CaseRow, 'id' | 'data_key_wrapped' | 'key_version'>,
): Buffer =>
  openDataKey(services, place.caseKey(kase.id), {
    wrapped: kase.data_key_wrapped,
    version: kase.key_version,
  })

/**
 * The same for a reader, whom a touched case must not leave without an answer.
 * @returns null where the wrapped key was touched, so that nothing of the case opens
 * @throws Error where the server itself lacks the master key
 */
export const readerKey = (services: Services, kase: Parameters<typeof caseKey>[1]): Buffer | null => {
  try {
    return caseKey(services, kase)
  } catch (error) {
    if (!services.masterKeys.has(kase.key_version)) throw error
    return null
  }
}

/** What of a case a step builds on and moves. */
export type ChainedCase = ClockedCase &
  Pick<CaseRow, 'events' | 'head' | 'last_at' | 'due_at' | 'reporter_wrote_seq' | 'school_wrote_seq'>

/** A step as the next link of a case's chain, sealed, before it is stored. */
export const makeStep = (
  key: Buffer,
  kase: Pick<CaseRow, 'id' | 'events' | 'head'>,
  step: NewStep,
  now: Date,
): StepRow & { content_sealed: Buffer } => {
  const seq = kase.events + 1
  const content: StepContent = {
    ...step.content,
    actor: step.content.by === 'handler' ? teacherName(step.content.actorName) : '',
    salt: makeSalt(),
    restSalt: makeSalt(),
  }
  const digest = digestOf(content)
  const hash = stepHash(sha256, kase.head, {
    caseId: kase.id,
    seq,
    kind: step.kind,
    at: now.toISOString(),
    isInternal: step.isInternal,
    digest,
  })
  return {
    seq,
    kind: step.kind,
    at: now,
    is_internal: step.isInternal,
    digest,
    previous_hash: kase.head,
    hash,
    content_sealed: sealJson(key, place.step(kase.id, seq), content),
  }
}

/**
 * Adds a step to a case whose row this transaction holds locked.
 * @param changes what the step changes besides
 * @returns the case as it stands afterwards
 */
export const appendStep = async <K extends ChainedCase>(
  db: Queryable,
  key: Buffer,
  kase: K,
  step: NewStep,
  changes: CaseChanges,
  now: Date,
): Promise<K> => {
  if (step.isInternal && changes.state !== undefined) throw new Error('a case never changes its state unseen')
  const turnsTo = changes.state ?? step.content.turnsTo
  const link = makeStep(key, kase, { ...step, content: { ...step.content, turnsTo } }, now)
  const { seq } = link
  const after: K = {
    ...kase,
    ...changes,
    events: seq,
    head: link.hash,
    ...(step.isInternal ? {} : { last_at: now }),
    ...(step.content.by === 'reporter' ? { reporter_wrote_seq: seq } : {}),
    ...(step.content.by === 'handler' && !step.isInternal ? { school_wrote_seq: seq } : {}),
  }
  if (seq === 1 || after.state !== kase.state) after.due_at = await followState(db, after, now)
  await insertStep(db, kase.school_id, kase.id, link)
  const { last_at, events, head, due_at, reporter_wrote_seq, school_wrote_seq } = after
  await updateCase(db, kase.id, {
    ...changes,
    last_at,
    events,
    head,
    due_at,
    reporter_wrote_seq,
    school_wrote_seq,
  })
  return after
}

/** @throws Error where the content was changed or belongs to another step */
export const openStep = (key: Buffer, caseId: string, step: StepRow): StepContent => {
  if (step.content_sealed === null) throw new Error('the content of a step is hidden from this reader')
  return unsealJson<StepContent>(key, place.step(caseId, step.seq), step.content_sealed)
}

/** @returns null where the content was touched so that it does not open */
export const readStep = (key: Buffer | null, caseId: string, step: StepRow): StepContent | null => {
  if (key === null) return null
  try {
    return openStep(key, caseId, step)
  } catch {
    return null
  }
}

/** All that a reader is told of a step that they may not see. */
export const innerHashOf = (caseId: string, step: StepRow): string =>
  innerHash(sha256, {
    caseId,
    seq: step.seq,
    kind: step.kind,
    at: step.at.toISOString(),
    isInternal: step.is_internal,
    digest: step.digest,
  })

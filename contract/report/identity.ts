/** Who reported: asked for with a reason, approved by a second person, opened once; and the reporter's own say over it. */
import * as z from 'zod/mini'
import { cursor, moment, pageLimit, read, requestId, text, uuid, write } from '../common'
import { staffRole } from '../people'
import { level, progress, reporterKey, reportKind } from './report'

/** Hours within which an approved request must be used. */
export const identityOpenHours = 72
/** Characters of a reason. */
export const identityReasonLength = { min: 10, max: 500 } as const

/** `lapsed`: approved, and not used in time. */
const requestState = z.enum(['waiting', 'approved', 'refused', 'opened', 'lapsed'])
export type IdentityRequestState = z.infer<typeof requestState>

/** How the seal of a case stands, for the handler who looks at it. */
export const identitySeal = z.object({
  /** `open`: the reporter shows their name; `none`: nobody left one; `sealed`: a custodian is asked. */
  state: z.enum(['open', 'none', 'sealed']),
  /** This person's own newest request. */
  request: z.nullable(
    z.object({
      identityRequestId: uuid,
      state: requestState,
      askedAt: moment,
      reason: z.string(),
      decidedAt: z.nullable(moment),
      /** The custodian's words. */
      answer: z.string(),
      expiresAt: z.nullable(moment),
    }),
  ),
})
export type IdentitySeal = z.infer<typeof identitySeal>

/** A request as a custodian reads it: nothing of what the case says, and not who reported. */
export const identityRequestItem = z.object({
  identityRequestId: uuid,
  schoolName: z.string(),
  caseNumber: z.string(),
  kind: reportKind,
  level,
  askedBy: z.string(),
  askedRole: staffRole,
  askedAt: moment,
  reason: z.string(),
  state: requestState,
  /** Asked by the reader: somebody else must decide. */
  isOwn: z.boolean(),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(moment),
  answer: z.string(),
  expiresAt: z.nullable(moment),
  openedAt: z.nullable(moment),
})
export type IdentityRequestItem = z.infer<typeof identityRequestItem>

export const openedIdentity = z.object({
  /** Empty where the account carries no name. */
  name: z.string(),
  relation: z.nullable(z.string()),
  childName: z.nullable(z.string()),
  contact: z.string(),
})

/** One time that somebody of the staff asked for, decided on, or looked at the reporter's identity. */
const identityLook = z.object({
  kind: z.enum(['identity_asked', 'identity_approved', 'identity_refused', 'identity_opened']),
  at: moment,
  /** As the reporter may know them: 周老师. */
  who: z.string(),
  /** 经办人, 教育局, 身份保管人. */
  role: z.string(),
  words: z.string(),
})

export const reporterName = z.object({
  /** `open`: the handlers see the name; `sealed`: they do not; `none`: there is none to see. */
  state: z.enum(['open', 'sealed', 'none']),
  /** The handlers have seen it at some time. */
  wasOpen: z.boolean(),
  /** The name as the handlers see it, or would; null where the reader came by receipt and an account holds the name. */
  shownAs: z.nullable(z.string()),
  /** Whether this reader may open the name: by the account that reported, or by receipt where there was no account. */
  canOpen: z.boolean(),
  looks: z.array(identityLook),
})
export type ReporterName = z.infer<typeof reporterName>

export const identityRoutes = {
  /** Handlers: may the identity be asked for, and how does my request stand. */
  'report.getSeal': read(z.object({ caseId: uuid }), identitySeal),
  'report.askIdentity': write(
    z.object({
      requestId,
      caseId: uuid,
      /** The custodian reads it, and so does the reporter. */
      reason: text(identityReasonLength.min, identityReasonLength.max),
    }),
    identitySeal,
  ),
  /** Once: only a retry with the same `requestId` answers it again. */
  'report.openIdentity': write(z.object({ requestId, caseId: uuid }), openedIdentity),
  'report.listIdentityRequests': read(
    z.object({ tab: z.enum(['waiting', 'decided']), cursor, limit: pageLimit }),
    z.object({ items: z.array(identityRequestItem), waiting: z.int(), nextCursor: cursor }),
  ),
  'report.decideIdentity': write(
    z.object({
      requestId,
      identityRequestId: uuid,
      approve: z.boolean(),
      /** Needed to refuse; the one who asked and the reporter read it. */
      answer: text(0, 500),
    }),
    identityRequestItem,
  ),
  /** The reporter: who can see my name, and who looked. */
  'report.getName': read(z.object({ by: reporterKey }), reporterName),
  'report.openName': write(z.object({ requestId, by: reporterKey }), progress),
  'report.sealName': write(z.object({ requestId, by: reporterKey }), progress),
}

/** What leaves of a request: to the one who asked, and to custodians. */
import type {
  IdentityRequestItem,
  IdentityRequestState,
  IdentitySeal,
} from '../../../contract/report/identity'
import { isPerson } from '../../platform/actor'
import type { Context } from '../../platform/handler'
import type { CaseRow } from '../case-queries'
import { findOwnRequest, type RequestRow } from './queries'
import { openWords } from './words'

const stateOf = ({ status, expires_at }: RequestRow, now: Date): IdentityRequestState =>
  status === 'approved' && expires_at !== null && expires_at <= now ? 'lapsed' : status

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null

const sealState = (kase: CaseRow): IdentitySeal['state'] => {
  if (kase.is_named) return 'open'
  return kase.has_identity ? 'sealed' : 'none'
}

export const presentSeal = async (
  { actor, db, now, services }: Context,
  kase: CaseRow,
): Promise<IdentitySeal> => {
  const request = isPerson(actor) ? await findOwnRequest(db, kase.id, actor.userId) : undefined
  return {
    state: sealState(kase),
    request: request
      ? {
          identityRequestId: request.id,
          state: stateOf(request, now),
          askedAt: request.asked_at.toISOString(),
          decidedAt: iso(request.decided_at),
          expiresAt: iso(request.expires_at),
          ...openWords(services, request),
        }
      : null,
  }
}

export const presentRequest = (
  { actor, now, services }: Context,
  request: RequestRow,
): IdentityRequestItem => ({
  identityRequestId: request.id,
  schoolName: request.school_name,
  caseNumber: request.case_number,
  kind: request.kind,
  level: request.level,
  askedBy: request.asked_name,
  askedRole: request.asked_role,
  askedAt: request.asked_at.toISOString(),
  state: stateOf(request, now),
  isOwn: isPerson(actor) && request.asked_by === actor.userId,
  decidedBy: request.decided_name,
  decidedAt: iso(request.decided_at),
  expiresAt: iso(request.expires_at),
  openedAt: iso(request.opened_at),
  ...openWords(services, request),
})

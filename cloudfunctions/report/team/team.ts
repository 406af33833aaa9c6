/** Who is on a case's team, for an operation that has opened the case; and how its ends are written down. */
import { setLocal } from '../../platform/database'
import type { Context } from '../../platform/handler'
import type { CaseRow } from '../case-queries'
import { endMembers, listMembers, type MemberRow } from './queries'

/** From here on the policies show the team of this one case. */
export const nameTeamCase = ({ db }: Pick<Context, 'db'>, caseId: string): Promise<void> =>
  setLocal(db, { team_case: caseId })

export const teamOf = async (
  context: Pick<Context, 'db'>,
  kase: Pick<CaseRow, 'id'>,
): Promise<MemberRow[]> => {
  await nameTeamCase(context, kase.id)
  return listMembers(context.db, kase.id)
}

export const isActive = ({ status }: Pick<MemberRow, 'status'>): boolean =>
  status === 'invited' || status === 'joined'

/** While a case is handed on: whoever stands aside now is on its team no longer, and nobody is once the school may not see it. */
export const endTeamAfter = async ({ db, now }: Context, after: CaseRow): Promise<void> => {
  if (after.is_hidden_from_school) await endMembers(db, after.id, 'everybody', now)
  else if (after.excluded_user_ids.length > 0) await endMembers(db, after.id, after.excluded_user_ids, now)
}

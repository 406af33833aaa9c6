/** Whom the handler of a case could ask in. */
import { notFound } from '../../platform/errors'
import type { Context, Handler } from '../../platform/handler'
import type { CaseRow } from '../case-queries'
import { forHandlers, openAsHandler } from '../desk'
import { canLeadTeam } from '../policy'
import { type ColleaguePost, listColleaguePosts } from './queries'
import { isActive, teamOf } from './team'

export const listColleagues: Handler<'report.listColleagues'> = {
  ...forHandlers,
  async run(context, input) {
    const { kase, post } = await openAsHandler(context, input.caseId, 'read')
    if (!canLeadTeam(kase, post)) throw notFound()
    const posts = await listInvitable(context, kase)
    return { colleagues: posts.map(({ id, name, role }) => ({ postId: id, name, role })) }
  },
}

/** Neither who stands aside, nor who was asked in already. */
export const listInvitable = async (context: Context, kase: CaseRow): Promise<ColleaguePost[]> => {
  const team = (await teamOf(context, kase)).filter(isActive)
  const isLeft = ({ user_id }: ColleaguePost): boolean =>
    !kase.excluded_user_ids.includes(user_id) && !team.some((one) => one.user_id === user_id)
  return (await listColleaguePosts(context.db, kase.school_id)).filter(isLeft)
}

/** People of the school stand aside from a case; where its head does, or no handler is left, it goes to the bureau unseen. */
import { setLocal } from '../platform/database'
import type { Context } from '../platform/handler'
import type { CaseChanges, CaseRow } from './case-queries'
import { addHandlerStep, addSystemStep, type Desk } from './desk'
import { listWatchers } from './people-queries'
import { findNamed, type Routing, routeAround, type Watcher } from './routing'
import type { MemberRow } from './team/queries'
import { endTeamAfter, isActive, teamOf } from './team/team'
import { tellOfHandedOn } from './tell'

const asWatcher = (role: string): Watcher['role'] => (role === 'school_head' ? 'school_head' : 'handler')

const asMember = ({ post_id, user_id, name }: MemberRow): Watcher => ({
  postId: post_id,
  userId: user_id,
  name,
  role: 'member',
})

/** All handlers and heads of the school, whoever asks. */
export const watchersOf = async ({ db }: Context, schoolId: number): Promise<Watcher[]> => {
  await setLocal(db, { filing_school: String(schoolId) })
  const posts = await listWatchers(db, schoolId)
  return posts.map(({ id, user_id, name, role }) => ({
    postId: id,
    userId: user_id,
    name,
    role: asWatcher(role),
  }))
}

/** What takes a case out of the school's sight. A letter that the school has just sent settles nothing then. */
export const outOfSchool = (kase: CaseRow): CaseChanges => ({
  held_by: 'bureau',
  is_hidden_from_school: true,
  handler_post_id: null,
  handler_name: null,
  ...(kase.state === 'asking' ? { state: 'investigating' } : {}),
})

/**
 * Writes down who stands aside and moves the case, as its own step.
 *
 * @param by the handler who says so; null where the system found it
 */
export const setAside = async (
  context: Context,
  kase: CaseRow,
  { excluded, goesToBureau }: Routing,
  everybody: readonly Watcher[],
  by: Pick<Desk, 'post'> | null,
): Promise<CaseRow> => {
  if (excluded.length === 0) return kase
  const userIds = excluded.map((one) => one.userId)
  const holder = everybody.find((one) => one.postId === kase.handler_post_id)
  const isHolder = holder !== undefined && userIds.includes(holder.userId)
  const step = {
    kind: goesToBureau ? ('moved_to_bureau' as const) : ('handler_excluded' as const),
    isInternal: false,
    text: excluded.map((one) => one.name).join('、'),
  }
  const changes: CaseChanges = {
    excluded_user_ids: [...kase.excluded_user_ids, ...userIds],
    ...(isHolder ? { handler_post_id: null, handler_name: null } : {}),
    ...(goesToBureau ? outOfSchool(kase) : {}),
  }
  return handOn(context, kase, (open) =>
    by
      ? addHandlerStep(context, { kase: open, post: by.post }, step, changes)
      : addSystemStep(context, open, step, changes),
  )
}

/** Moves a case out of sight of whoever moves it, and tells those who see it next. */
export const handOn = async (
  context: Context,
  kase: CaseRow,
  move: (kase: CaseRow) => Promise<CaseRow>,
): Promise<CaseRow> => {
  await setLocal(context.db, { handing_on: kase.id })
  const after = await move(kase)
  await endTeamAfter(context, after)
  await tellOfHandedOn(context, kase, after)
  await setLocal(context.db, { handing_on: '' })
  return after
}

/** Looks for the school's people in what a reporter has just written, and sets them aside at once. */
export const setAsideNamed = async (
  context: Context,
  kase: CaseRow,
  texts: readonly string[],
): Promise<CaseRow> => {
  if (kase.is_hidden_from_school) return kase
  const team = (await teamOf(context, kase)).filter(isActive)
  const everybody = [...team.map(asMember), ...(await watchersOf(context, kase.school_id))]
  const spokenTo = [
    ...everybody.filter((one) => one.postId === kase.handler_post_id),
    ...team.filter(({ status }) => status === 'joined').map(asMember),
  ].map(({ userId }) => userId)
  const named = findNamed(texts, everybody, spokenTo)
  return setAside(context, kase, routeAround(named, everybody, kase.excluded_user_ids), everybody, null)
}

/** Who hears of a clock, in the order in which it climbs: handler, head, bureau. Without content, number or id. */
import { setLocal } from '../platform/database'
import type { Context } from '../platform/handler'
import { notify } from '../platform/notices'
import type { CaseRow } from './case-queries'
import { listListeners } from './clock-run-queries'
import { findSchoolName } from './people-queries'

const DESK = '/packages/desk/pages/cases/index'
const SHARED = '/packages/desk/pages/shared/index'
const OVERDUE = '/packages/desk/pages/overdue/index'

/** A rung of the ladder that a clock climbs. */
export type Rung = 'handler' | 'head' | 'bureau'

type People = Record<Rung, string[]>
type Case = Pick<
  CaseRow,
  'school_id' | 'held_by' | 'is_hidden_from_school' | 'excluded_user_ids' | 'handler_post_id'
>

/** True where the people of the school work on the case. A hidden one is never theirs, whatever else the row says. */
export const isSchools = (kase: Pick<Case, 'held_by' | 'is_hidden_from_school'>): boolean =>
  kase.held_by === 'school' && !kase.is_hidden_from_school

/**
 * Who stands on each rung. At the bureau its officers work on a case, and no head is above them.
 * Whoever stands aside stands on none. Where nobody is a handler, whoever comes next is warned in their stead.
 */
export const listPeople = async ({ db }: Pick<Context, 'db'>, kase: Case): Promise<People> => {
  await setLocal(db, { filing_school: isSchools(kase) ? String(kase.school_id) : '' })
  const posts = (await listListeners(db)).filter((post) => !kase.excluded_user_ids.includes(post.user_id))
  const usersAs = (role: string): string[] => [
    ...new Set(posts.filter((post) => post.role === role).map((post) => post.user_id)),
  ]
  const bureau = usersAs('bureau_officer')
  const workers = isSchools(kase) ? usersAs('handler') : bureau
  const holder = posts.find((post) => post.post_id === kase.handler_post_id)
  return { handler: holder ? [holder.user_id] : workers, head: usersAs('school_head'), bureau }
}

/** The rung that is warned: who works on it, or whoever stands next above. */
export const warnedRung = (people: People): Rung | null =>
  (['handler', 'head', 'bureau'] as const).find((rung) => people[rung].length > 0) ?? null

export const rungNames: Record<Rung, string> = { handler: '经办人', head: '校长', bureau: '区教育局' }

const tell = async (
  { db, now }: Pick<Context, 'db' | 'now'>,
  userIds: readonly string[],
  words: { title: string; body: string; link: string | null },
): Promise<void> => {
  for (const userId of userIds)
    await notify(db, { userId, kind: 'case_clock', ...words, templateKey: null }, now)
}

export const tellWarned = (context: Pick<Context, 'db' | 'now'>, people: People, rung: Rung): Promise<void> =>
  tell(context, people[rung], {
    title: '有一件个案的时限快到了',
    body: rung === 'handler' ? '请到工作台查看，按时办理。' : '学校还没有经办人，请尽快安排。',
    link: rung === 'handler' ? DESK : null,
  })

/** Where whoever is told finds the case. */
const pageOf = (kase: Case, rung: Rung): string => {
  if (rung === 'handler' || !isSchools(kase)) return DESK
  return rung === 'head' ? SHARED : OVERDUE
}

/** @param rungs who is told now; a person on two of them hears it once */
export const tellLapsed = async (
  context: Pick<Context, 'db' | 'now'>,
  kase: Case,
  people: People,
  rungs: readonly Rung[],
): Promise<void> => {
  const told = new Set<string>()
  const fresh = (rung: Rung): string[] =>
    people[rung].filter((userId) => !told.has(userId) && told.add(userId))
  for (const rung of rungs) {
    const school =
      rung === 'bureau' && isSchools(kase) ? await findSchoolName(context.db, kase.school_id) : ''
    await tell(context, fresh(rung), {
      title: `${school ?? ''}有一件个案超过了时限`,
      body: rung === 'handler' ? '请到工作台查看，马上办理。' : '请到工作台查看，督促尽快办理。',
      link: pageOf(kase, rung),
    })
  }
}

/** The bureau reminds a school of what is late there: its handlers and its head, once a day, without naming a case. */
import { dayInChina } from '../../contract/china-time'
import { isPerson } from '../platform/actor'
import { setLocal } from '../platform/database'
import { notFound } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { notify } from '../platform/notices'
import { insertOverdueReminder, listAsideOfOverdue } from './overdue-queries'
import { findSchoolName, listWatchers, type WatcherPost } from './people-queries'

const DESK = '/packages/desk/pages/cases/index'
const SHARED = '/packages/desk/pages/shared/index'

export const remindSchool: Handler<'report.remindSchool'> = {
  roles: ['bureau_officer'],
  async run({ actor, db, now }, { schoolId }) {
    if (!isPerson(actor) || (await findSchoolName(db, schoolId)) === undefined) throw notFound()
    const asides = await listAsideOfOverdue(db, schoolId)
    if (asides.length === 0) return { outcome: 'nothing_late' }
    await setLocal(db, { filing_school: String(schoolId) })
    const posts = (await listWatchers(db, schoolId)).filter(({ user_id }) =>
      asides.some((aside) => !aside.includes(user_id)),
    )
    if (posts.length === 0) return { outcome: 'nobody_there' }
    const reminder = { schoolId, on: dayInChina(now), at: now, userId: actor.userId }
    if (!(await insertOverdueReminder(db, reminder))) return { outcome: 'already_today' }
    for (const userId of new Set(posts.map(({ user_id }) => user_id)))
      await notify(
        db,
        {
          userId,
          kind: 'case_clock',
          title: '区教育局提醒：有个案超过了时限',
          body: isHandler(posts, userId) ? '请到工作台查看，马上办理。' : '请到工作台查看，督促尽快办理。',
          link: isHandler(posts, userId) ? DESK : SHARED,
          templateKey: null,
        },
        now,
      )
    return { outcome: 'reminded' }
  },
}

const isHandler = (posts: readonly WatcherPost[], userId: string): boolean =>
  posts.some((post) => post.user_id === userId && post.role === 'handler')

/** Notices of a case: to its handlers and to its reporter, without content, number or id. */
import { setLocal } from '../platform/database'
import type { Context } from '../platform/handler'
import { notify } from '../platform/notices'
import type { CaseRow } from './case-queries'
import { caseKey } from './chain'
import { findSchoolName, listHandlerPosts, listOfficerPosts, listPostsAbove } from './people-queries'
import { place, unseal } from './seal'

const DESK = '/packages/desk/pages/cases/index'
const MINE = '/packages/report/pages/mine/index'

type HandlerNotice = { kind: 'case_new' | 'case_message'; title: string; body: string }

/** To the case's handler, or to the whole desk while nobody active holds it; never to those who stand aside. */
const tellHandlers = async (context: Context, kase: CaseRow, notice: HandlerNotice): Promise<void> => {
  const { db, now } = context
  await setLocal(db, { filing_school: String(kase.school_id) })
  const all =
    kase.held_by === 'bureau' ? await listOfficerPosts(db) : await listHandlerPosts(db, kase.school_id)
  const posts = all.filter((post) => !kase.excluded_user_ids.includes(post.user_id))
  if (kase.held_by === 'school' && posts.length === 0) return tellThoseAbove(context, kase)
  const holder = posts.filter((post) => post.id === kase.handler_post_id)
  for (const post of holder.length > 0 ? holder : posts)
    await notify(db, { userId: post.user_id, ...notice, link: DESK, templateKey: null }, now)
}

/** A school without handlers must not swallow a call for help: those who can appoint one hear of it, without the case. */
const tellThoseAbove = async ({ db, now }: Context, kase: CaseRow): Promise<void> => {
  const school = await findSchoolName(db, kase.school_id)
  for (const post of await listPostsAbove(db, kase.school_id))
    await notify(
      db,
      {
        userId: post.user_id,
        kind: 'case_new',
        title: `${school ?? '学校'}还没有经办人`,
        body: '收到了新的求助，没有人能打开。请马上在教职工里添加经办人。',
        link: '/packages/desk/pages/staff/index',
        templateKey: null,
      },
      now,
    )
}

export const tellOfNewCase = (context: Context, kase: CaseRow): Promise<void> =>
  tellHandlers(context, kase, {
    kind: 'case_new',
    title: kase.is_urgent ? '有一件紧急的新个案' : '有一件新个案',
    body: kase.is_urgent ? '请马上查看并受理，时限写在个案里。' : '请尽快查看并受理，时限写在个案里。',
  })

export const tellOfReporterMessage = (context: Context, kase: CaseRow): Promise<void> =>
  tellHandlers(context, kase, {
    kind: 'case_message',
    title: '举报人有新的回复',
    body: '请到工作台查看。',
  })

/** The reporter answered the closing letter; a case that was taken up again is asked for anew. */
export const tellOfAnswer = (context: Context, kase: CaseRow): Promise<void> =>
  tellHandlers(context, kase, {
    kind: 'case_message',
    title: kase.state === 'investigating' ? '举报人表示没有解决，请重新办理' : '举报人对处理结果有了答复',
    body: '请到工作台查看。',
  })

export const tellOfAppeal = (context: Context, kase: CaseRow): Promise<void> =>
  tellHandlers(context, kase, {
    kind: 'case_new',
    title: '有一件复核申请',
    body: '请在 15 天内给出复核结果。',
  })

/** The case came to this desk, or lost its handler: whoever may take it hears of it, and the reporter too. */
export const tellOfHandedOn = async (context: Context, before: CaseRow, after: CaseRow): Promise<void> => {
  if (after.held_by !== before.held_by || after.handler_post_id !== before.handler_post_id)
    await tellHandlers(context, after, {
      kind: 'case_new',
      title: '有一件个案等着接手',
      body: '请到工作台查看。',
    })
  await tellReporter(context, after)
}

export const tellNewHolder = (context: Context, userId: string): Promise<void> =>
  notify(
    context.db,
    {
      userId,
      kind: 'case_new',
      title: '有一件个案转给了您',
      body: '请到工作台查看。',
      link: DESK,
      templateKey: null,
    },
    context.now,
  )

/** To the account that reported, where there is one; only this function can tell which. */
export const tellReporter = async (
  { db, now, services }: Pick<Context, 'db' | 'now' | 'services'>,
  kase: Pick<CaseRow, 'id' | 'notify_sealed' | 'data_key_wrapped' | 'key_version'>,
): Promise<void> => {
  if (kase.notify_sealed === null) return
  const userId = unseal(caseKey(services, kase), place.notify(kase.id), kase.notify_sealed).toString('utf8')
  await notify(
    db,
    {
      userId,
      kind: 'case_progress',
      title: '有新的回应',
      body: '您反映的事情有了新进展，点开查看。',
      link: MINE,
      templateKey: 'case_progress',
    },
    now,
  )
}

/** Notices about requests to see an identity: to custodians, to the one who asked, and to the reporter. */
import { setLocal } from '../../platform/database'
import type { Context } from '../../platform/handler'
import { notify } from '../../platform/notices'
import type { CaseRow } from '../case-queries'
import { caseKey } from '../chain'
import { place, unseal } from '../seal'
import { listOtherCustodians } from './queries'

const DESK = '/packages/desk/pages/cases/index'
const CUSTODIANS = '/packages/desk/pages/identities/index'
const MINE = '/packages/report/pages/mine/index'

/** @returns how many there are to tell */
export const tellCustodians = async ({ db, now }: Context, askedBy: string): Promise<number> => {
  await setLocal(db, { telling_custodians: '1' })
  const custodians = await listOtherCustodians(db, askedBy)
  await setLocal(db, { telling_custodians: '' })
  for (const userId of custodians)
    await notify(
      db,
      {
        userId,
        kind: 'case_new',
        title: '有一份查看身份的申请',
        body: '请看过理由再答复。您看不到个案内容，也看不到举报人是谁。',
        link: CUSTODIANS,
        templateKey: null,
      },
      now,
    )
  return custodians.length
}

export const tellAsker = ({ db, now }: Context, userId: string, isApproved: boolean): Promise<void> =>
  notify(
    db,
    {
      userId,
      kind: 'case_message',
      title: isApproved ? '查看身份的申请已批准' : '查看身份的申请没有批准',
      body: isApproved ? '请在 72 小时内到工作台查看，只能看一次。' : '请到工作台看身份保管人写的原因。',
      link: DESK,
      templateKey: null,
    },
    now,
  )

/** To the account that reported, where there is one. */
export const tellReporterOfLook = async (context: Context, kase: CaseRow): Promise<void> => {
  if (kase.notify_sealed === null) return
  const { db, now, services } = context
  const userId = unseal(caseKey(services, kase), place.notify(kase.id), kase.notify_sealed).toString('utf8')
  await notify(
    db,
    {
      userId,
      kind: 'case_progress',
      title: '有一条查看身份的记录',
      body: '谁申请的、为什么、有没有看，点开都能看到。',
      link: MINE,
      templateKey: 'case_progress',
    },
    now,
  )
}

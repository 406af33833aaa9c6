/** Notices to the families of children: a draw is out, a place is offered. */
import { setLocal, transactionAs } from '../platform/database'
import { notify } from '../platform/notices'
import type { Services } from '../platform/services'
import { listFamilies } from './lines-queries'

const words = {
  drawn: { title: '摇号结果出来了', body: '点开可以看到孩子的结果和原因，也可以在手机上重新核对一遍。' },
  offered: { title: '候补有名额了', body: '有一门课为孩子留了名额，请在期限内确认；过期会让给下一位。' },
  cancelled: { title: '有一门课停开了', body: '孩子选的一门课停开了，名额和时间已经退回，可以另选。' },
} as const

/** Work of its own, after the commit that it tells of. */
export const tellFamilies = (
  { database, now }: Services,
  studentIds: readonly number[],
  what: keyof typeof words,
): Promise<void> =>
  transactionAs(database, 'anxin_places', async (db) => {
    await setLocal(db, { told_students: `{${studentIds.join(',')}}` })
    const at = now()
    for (const userId of await listFamilies(db))
      await notify(
        db,
        {
          userId,
          kind: 'course',
          ...words[what],
          link: '/packages/course/pages/market/index',
          templateKey: null,
        },
        at,
      )
  })

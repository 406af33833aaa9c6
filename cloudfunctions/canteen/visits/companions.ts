/** Companion meals: which leader of the school ate with the pupils, when, and what they have to say of it. */
import { WRITE_WITHIN_DAYS } from '../../../contract/canteen/visits'
import { dayAfter } from '../../../contract/canteen/week'
import { dayInChina } from '../../../contract/china-time'
import { refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { hostPosts, readerPosts, requireHost, requireReader } from '../policy'
import { deleteCompanion, listCompanionRows, upsertCompanion } from './companion-queries'
import { requireSpan } from './days'
import { presentCompanion } from './present'

/** @throws AppError `input.invalid` for a day to come, or one that is long over */
const requireRecentDay = (servedOn: string, now: Date): void => {
  const today = dayInChina(now)
  if (servedOn > today) throw refuseField('servedOn', '还没有到这一天')
  if (servedOn < dayAfter(today, -WRITE_WITHIN_DAYS))
    throw refuseField('servedOn', `只能记 ${WRITE_WITHIN_DAYS} 天以内的`)
}

export const recordCompanion: Handler<'canteen.recordCompanion'> = {
  roles: [...hostPosts],
  async run({ actor, db, now }, { schoolId, servedOn, meal, leaderName, leaderTitle, remark }) {
    const { userId } = requireHost(actor, schoolId)
    requireRecentDay(servedOn, now)
    return presentCompanion(
      await upsertCompanion(
        db,
        { schoolId, servedOn, meal, leaderName, leaderTitle, remark, recordedBy: userId },
        now,
      ),
    )
  },
}

export const removeCompanion: Handler<'canteen.removeCompanion'> = {
  roles: [...hostPosts],
  async run({ actor, db, now }, { schoolId, servedOn, meal, leaderName }) {
    requireHost(actor, schoolId)
    requireRecentDay(servedOn, now)
    await deleteCompanion(db, { schoolId, servedOn, meal, leaderName })
    return { done: true }
  },
}

export const listCompanions: Handler<'canteen.listCompanions'> = {
  roles: ['guardian', 'student', 'bureau_officer', ...readerPosts],
  async run({ actor, db }, { schoolId, from, to }) {
    requireReader(actor, schoolId)
    requireSpan(from, to)
    return { meals: (await listCompanionRows(db, schoolId, from, to)).map(presentCompanion) }
  },
}

/** How many reports a day are taken from one person or address; danger has a counter of its own. */
import { inChina } from '../../contract/china-time'
import { isPerson } from '../platform/actor'
import { AppError } from '../platform/errors'
import type { Context } from '../platform/handler'
import { countAttempt } from '../platform/limits'
import { addressKeyOf, ownerKeyOf } from './seal'

/** An address may be a whole school's, so it may send more than a person. */
const limits = {
  person: { ordinary: 5, urgent: 20 },
  address: { ordinary: 20, urgent: 60 },
}
const DAY_MINUTES = 24 * 60

/**
 * Counts this report, by the day in China.
 * @throws AppError `report.daily_limit`; the transaction, and with it the count, is then undone
 */
export const countReport = async (context: Context, isUrgent: boolean): Promise<void> => {
  const { actor, caller, db, now, services } = context
  const who = isPerson(actor) ? 'person' : 'address'
  const key = isPerson(actor) ? ownerKeyOf(actor, services) : addressKeyOf(services, caller.address)
  const urgency = isUrgent ? 'urgent' : 'ordinary'
  const count = await countAttempt(
    db,
    `report:${urgency}:${key}`,
    DAY_MINUTES,
    inChina(now).utc(true).toDate(),
  )
  if (count > limits[who][urgency]) throw new AppError('report.daily_limit')
}

/** Carries notices to people: the message centre first, then WeChat where the person left a credit for it. */
import { type Queryable, transactionAs } from '../platform/database'
import type { Services } from '../platform/services'
import type { WeChat } from '../platform/wechat'
import {
  deliverInApp,
  markDelivered,
  markGivenUp,
  markInAppOnly,
  markRetry,
  spendCredit,
  takeCredits,
  takeReminder,
} from './queries'
import { MOST_TRIES, nextTryAt, templateSettings, wordReminder } from './reminders'

const BATCH = 200

/**
 * Delivers what is due.
 *
 * @param isOver true once no new batch may be begun
 * @returns notices put into the message centre, WeChat reminders sent
 */
export const deliverOutbox = async (
  services: Services,
  isOver: () => boolean,
): Promise<{ inApp: number; reminded: number }> => {
  const now = services.now()
  let inApp = 0
  let reminded = 0
  while (!isOver()) {
    const put = await asJobs(services, (db) => deliverInApp(db, now, BATCH))
    inApp += put
    if (put < BATCH) break
  }
  while (!isOver()) {
    const outcome = await asJobs(services, (db) => remindNext(db, services.wechat, now))
    if (outcome === 'sent') reminded++
    if (outcome === 'nothing_due') break
  }
  return { inApp, reminded }
}

const asJobs = <T>({ database }: Services, work: (db: Queryable) => Promise<T>): Promise<T> =>
  transactionAs(database, 'anxin_jobs', work)

/** One notice, held while WeChat is asked, so that another run at the same moment goes on to the next. */
const remindNext = async (
  db: Queryable,
  wechat: WeChat,
  now: Date,
): Promise<'sent' | 'not_sent' | 'nothing_due'> => {
  const reminder = await takeReminder(db, now)
  if (!reminder) return 'nothing_due'
  const settings = templateSettings(reminder.template_key, process.env)
  const { openid } = reminder
  if (!wechat.isLive || !settings || openid === null || (await takeCredits(db, reminder)) === 0) {
    await markInAppOnly(db, reminder.id, now)
    return 'not_sent'
  }
  const result = await wechat
    .sendSubscribeMessage(wordReminder(reminder, openid, settings))
    .catch(() => ({ ok: false, isFinal: false, problem: 'no answer' }) as const)
  if (result.ok) {
    await spendCredit(db, reminder)
    await markDelivered(db, reminder.id, now)
    return 'sent'
  }
  const tries = reminder.tries + 1
  if (result.isFinal || tries >= MOST_TRIES) await markGivenUp(db, reminder.id, result.problem, now)
  else await markRetry(db, reminder.id, result.problem, nextTryAt(tries, now))
  return 'not_sent'
}

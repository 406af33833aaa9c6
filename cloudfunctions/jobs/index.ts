/** The jobs function: only the platform's own timer may start it. */
import { AppError } from '../platform/errors'
import type { Caller, Services } from '../platform/services'
import { deliverOutbox } from './deliver.job'
import { publishHomework } from './homework-published.job'
import { remindOfHomework } from './homework-reminders.job'
import { rollUpHomework } from './rollups.job'
import { publishStatistics } from './statistics.job'
import { sweepOld } from './sweep.job'

/** Milliseconds a run may take before it leaves the rest to the next one. */
const BUDGET_MS = 40_000

export type JobsDone = {
  inApp: number
  reminded: number
  rows: number
  uploads: number
  counted: number
  days: number
  published: number
}

/**
 * Delivers notices, counts homework, sweeps what is old, publishes numbers that are due. Two runs at once share the work and do nothing twice.
 *
 * @throws AppError `role.forbidden` where anybody but the timer calls; the mark is the host's, never the event's
 */
export const runJobs = async (services: Services, caller: Pick<Caller, 'source'>): Promise<JobsDone> => {
  if (caller.source !== 'timer') throw new AppError('role.forbidden')
  const startedAt = performance.now()
  const isOver = (): boolean => performance.now() - startedAt > BUDGET_MS
  const delivered = await deliverOutbox(services, isOver)
  const counted = await rollUpHomework(services, isOver)
  const days = await publishHomework(services, isOver)
  await remindOfHomework(services, isOver)
  const swept = await sweepOld(services, isOver)
  const published = await publishStatistics(services, isOver)
  return { ...delivered, ...swept, counted, days, published }
}

/** What the report function does by the clock and with its keys: the root of the day that is over, and what clocks ask for. */
import type { Caller, Services } from '../platform/services'
import { type ClocksDone, runClocks } from './clocks.job'
import { makeDailyRoots } from './daily-root.job'

/** Milliseconds after which the days that are left wait for the next run: a function lives for twenty seconds. */
const ROOTS_MS = 4_000

/**
 * A root that cannot be made stops no clock.
 *
 * @throws AppError `role.forbidden` where anybody but the timer calls
 */
export const runReportJobs = async (
  services: Services,
  caller: Pick<Caller, 'source'>,
): Promise<ClocksDone & { days: number }> => {
  const clocks = await runClocks(services, caller)
  const startedAt = performance.now()
  const isOver = (): boolean => performance.now() - startedAt > ROOTS_MS
  const days = await makeDailyRoots(services, isOver).catch((error: unknown) => {
    services.log.fault('daily root', error)
    return 0
  })
  return { ...clocks, days }
}

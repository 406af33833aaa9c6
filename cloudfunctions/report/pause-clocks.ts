/** A case's clocks stand still, until a day, for a reason that the reporter reads; and go on before it, if they may. */
import { inChina } from '../../contract/china-time'
import { dateWords } from '../../contract/time-words'
import { AppError, refuseField } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { type ClockRow, listClocksOf } from './clock-queries'
import { changeClock, dueOf, isRunning, movedBy } from './clocks'
import { addHandlerStep, assertSteers, forHandlers, openAsHandler } from './desk'
import { presentCase } from './present'
import { assertFresh, assertOpen } from './rules'
import { tellReporter } from './tell'

const DAY_MS = 86_400_000

export const pauseClocks: Handler<'report.pauseClocks'> = {
  ...forHandlers,
  async run(context, input) {
    const { db, now } = context
    const desk = await openAsHandler(context, input.caseId, 'write')
    assertSteers(desk)
    assertFresh(desk.kase, input.events)
    assertOpen(desk.kase)
    const clocks = await listClocksOf(db, [desk.kase.id])
    const until = endOfDay(input.until)
    const pausable = assertMayPause(clocks, until, now)
    const after: ClockRow[] = []
    for (const clock of clocks)
      after.push(
        pausable.includes(clock)
          ? await changeClock(db, clock, { paused_at: now, paused_until: until })
          : clock,
      )
    const step = {
      kind: 'paused' as const,
      isInternal: false,
      text: `${input.reason}，到 ${dateWords(`${input.until}T04:00:00Z`)} 为止`,
    }
    const kase = await addHandlerStep(context, desk, step, { due_at: dueOf(after) })
    await tellReporter(context, kase)
    return presentCase(context, kase)
  },
}

export const resumeClocks: Handler<'report.resumeClocks'> = {
  ...forHandlers,
  async run(context, input) {
    const { db, now } = context
    const desk = await openAsHandler(context, input.caseId, 'write')
    assertSteers(desk)
    assertFresh(desk.kase, input.events)
    const clocks = await listClocksOf(db, [desk.kase.id])
    if (!clocks.some((clock) => clock.paused_at !== null)) throw new AppError('report.state_refused')
    const after: ClockRow[] = []
    for (const clock of clocks)
      after.push(
        clock.paused_at === null
          ? clock
          : await changeClock(db, clock, await movedBy(db, clock, clock.paused_at, now)),
      )
    const step = { kind: 'resumed' as const, isInternal: false, text: '' }
    const kase = await addHandlerStep(context, desk, step, { due_at: dueOf(after) })
    await tellReporter(context, kase)
    return presentCase(context, kase)
  },
}

/** The midnight after that day in China. */
const endOfDay = (day: string): Date => new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY_MS)

/**
 * The clocks that will stand still.
 * @throws AppError `clock.paused`, `clock.fixed` where none of them may, `clock.lapsed`: a pause hides no delay
 */
const assertMayPause = (clocks: readonly ClockRow[], until: Date, now: Date): ClockRow[] => {
  const running = clocks.filter(isRunning)
  if (running.some((clock) => clock.paused_at !== null)) throw new AppError('clock.paused')
  if (running.some((clock) => clock.due_at <= now)) throw new AppError('clock.lapsed')
  const pausable = running.filter((clock) => clock.pause_most_days > 0)
  if (pausable.length === 0) throw new AppError('clock.fixed')
  if (until <= now) throw refuseField('until', '请选今天或以后的日期')
  const left = Math.min(
    ...pausable.map((clock) => clock.pause_most_days * DAY_MS - clock.paused_seconds * 1000),
  )
  const latest = inChina(now.getTime() + left).startOf('day')
  if (latest.valueOf() <= now.getTime()) throw new AppError('clock.fixed')
  if (until.getTime() > latest.valueOf())
    throw refuseField('until', `最多暂停到 ${dateWords(latest.subtract(1, 'day').toDate())}`)
  return pausable
}

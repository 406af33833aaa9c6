/** A case's clocks follow its state: what is no longer waited for is done, what is waited for now is started. */
import { addHours, type Calendar, onSchoolDay, ordinaryWeek } from '../../contract/calendar'
import {
  type CaseClock,
  type ClockKind,
  clocksIn,
  type HeldBy,
  strictestRule,
} from '../../contract/report/clocks'
import type { CaseState, ReportKind } from '../../contract/report/report'
import type { Queryable } from '../platform/database'
import {
  type ClockChanges,
  type ClockRow,
  insertClock,
  listClocksOf,
  listRules,
  loadCalendar,
  updateClock,
} from './clock-queries'

/** What clocks need to know of a case. */
export type ClockedCase = {
  school_id: number
  id: string
  kind: ReportKind
  state: CaseState
  is_urgent: boolean
  held_by: HeldBy
}

export const isRunning = (clock: ClockRow): boolean => clock.done_at === null

/**
 * When the run must look at a clock next: the end of a pause, the warning, the end, the climb to the bureau.
 * A lapsed clock that told the bureau has nothing left to say.
 */
export const nextLook = (clock: ClockRow): Date | null => {
  if (!isRunning(clock) || clock.climbed_bureau_at !== null) return null
  if (clock.paused_until !== null) return clock.paused_until
  if (clock.warned_at === null && clock.warn_at !== null) return clock.warn_at
  return clock.climbed_head_at === null ? clock.due_at : clock.climb_at
}

/** Changes a clock and when it is looked at next. @returns the clock as it stands afterwards */
export const changeClock = async (
  db: Queryable,
  clock: ClockRow,
  changes: ClockChanges,
): Promise<ClockRow> => {
  const after: ClockRow = { ...clock, ...changes }
  after.next_at = nextLook(after)
  await updateClock(db, clock, { ...changes, next_at: after.next_at })
  return after
}

/** Days off are looked up only where something is reckoned in school days. */
const calendarFor = (db: Queryable, isNeeded: boolean, from: Date): Promise<Calendar> =>
  isNeeded ? loadCalendar(db, from) : Promise.resolve(ordinaryWeek)

/** Everything that still lies ahead of a paused clock moves by the time it stood still: never longer than was promised, however late it is seen to. */
export const movedBy = async (
  db: Queryable,
  clock: ClockRow,
  pausedAt: Date,
  until: Date,
): Promise<ClockChanges> => {
  const end = Math.min(until.getTime(), clock.paused_until?.getTime() ?? until.getTime())
  const still = Math.max(0, end - pausedAt.getTime())
  const isInSchoolDays = clock.unit === 'school_days'
  const calendar = await calendarFor(db, isInSchoolDays, clock.started_at)
  const moved = (moment: Date): Date => new Date(moment.getTime() + still)
  const dueAt = isInSchoolDays ? onSchoolDay(moved(clock.due_at), calendar) : moved(clock.due_at)
  const further = dueAt.getTime() - clock.due_at.getTime()
  const along = (moment: Date): Date => new Date(moment.getTime() + further)
  return {
    due_at: dueAt,
    warn_at: clock.warn_at && clock.warned_at === null ? along(clock.warn_at) : clock.warn_at,
    climb_at: along(clock.climb_at),
    paused_at: null,
    paused_until: null,
    paused_seconds: clock.paused_seconds + Math.round(still / 1000),
  }
}

const finish = async (db: Queryable, clock: ClockRow, now: Date): Promise<ClockRow> => {
  const unpaused = clock.paused_at === null ? {} : await movedBy(db, clock, clock.paused_at, now)
  return changeClock(db, clock, { ...unpaused, done_at: now })
}

const start = async (
  db: Queryable,
  kase: ClockedCase,
  kinds: readonly ClockKind[],
  before: readonly ClockRow[],
  now: Date,
): Promise<ClockRow[]> => {
  if (kinds.length === 0) return []
  const rules = await listRules(db)
  const calendar = await calendarFor(
    db,
    rules.some((rule) => rule.unit === 'school_days'),
    now,
  )
  const facts = { kind: kase.kind, isUrgent: kase.is_urgent, heldBy: kase.held_by }
  const started: ClockRow[] = []
  for (const kind of kinds) {
    const found = strictestRule(rules, kind, facts, now, calendar)
    if (!found) continue
    const { rule, dueAt } = found
    const clock: ClockRow = {
      school_id: kase.school_id,
      case_id: kase.id,
      kind,
      round: before.filter((one) => one.kind === kind).length + 1,
      document: rule.document,
      layer: rule.layer,
      unit: rule.unit,
      pause_most_days: rule.pauseMostDays,
      started_at: now,
      due_at: dueAt,
      warn_at: warningAt(now, dueAt, rule.warnMinutes),
      climb_at: addHours(dueAt, rule.climbMinutes / 60),
      done_at: null,
      paused_at: null,
      paused_until: null,
      paused_seconds: 0,
      warned_at: null,
      climbed_head_at: null,
      climbed_bureau_at: null,
      next_at: null,
    }
    clock.next_at = nextLook(clock)
    await insertClock(db, clock)
    started.push(clock)
  }
  return started
}

/** No warning where the rule wants none, or where it would come with the start. */
const warningAt = (startedAt: Date, dueAt: Date, warnMinutes: number): Date | null => {
  const at = addHours(dueAt, -warnMinutes / 60)
  return warnMinutes > 0 && at > startedAt ? at : null
}

/** When the first of the school's or the bureau's duties lapses; the reporter's week is no duty, a paused clock does not lapse. */
export const dueOf = (clocks: readonly ClockRow[]): Date | null => {
  const ends = clocks
    .filter((clock) => isRunning(clock) && clock.kind !== 'reply' && clock.paused_at === null)
    .map((clock) => clock.due_at.getTime())
  return ends.length === 0 ? null : new Date(Math.min(...ends))
}

/**
 * Brings the clocks of a case, whose row this transaction holds locked, into line with its state.
 * @returns what `cases.due_at` becomes
 */
export const followState = async (db: Queryable, kase: ClockedCase, now: Date): Promise<Date | null> => {
  const before = await listClocksOf(db, [kase.id])
  const wanted = clocksIn(kase.state, kase.kind)
  const running = before.filter(isRunning)
  for (const clock of running) if (!wanted.includes(clock.kind)) await finish(db, clock, now)
  const kept = running.filter((clock) => wanted.includes(clock.kind))
  const missing = wanted.filter((kind) => !kept.some((clock) => clock.kind === kind))
  return dueOf([...kept, ...(await start(db, kase, missing, before, now))])
}

/** A clock as a reader sees it at `now`. */
export const presentClock = (clock: ClockRow, heldBy: HeldBy, now: Date): CaseClock => ({
  kind: clock.kind,
  startedAt: clock.started_at.toISOString(),
  dueAt: clock.due_at.toISOString(),
  doneAt: clock.done_at?.toISOString() ?? null,
  isLate: clock.paused_at === null && (clock.done_at ?? now) > clock.due_at,
  pausedAt: clock.paused_at?.toISOString() ?? null,
  pausedUntil: clock.paused_until?.toISOString() ?? null,
  heldBy,
  document: clock.document,
  layer: clock.layer,
})

/** Of the clocks that run, the one that ends first; one that stands still only where all do. */
export const runningClock = (clocks: readonly CaseClock[]): CaseClock | null =>
  [...clocks]
    .filter((clock) => clock.doneAt === null)
    .sort(
      (a, b) =>
        Number(a.pausedAt !== null) - Number(b.pausedAt !== null) ||
        Date.parse(a.dueAt) - Date.parse(b.dueAt),
    )[0] ?? null

/** Every clock of a case so far, in the order in which they were started. */
export const clocksOf = async (
  db: Queryable,
  kase: Pick<ClockedCase, 'id' | 'held_by'>,
  now: Date,
): Promise<CaseClock[]> =>
  (await listClocksOf(db, [kase.id])).map((clock) => presentClock(clock, kase.held_by, now))

/** The running clock of each case of a list, by case. */
export const runningClocksOf = async (
  db: Queryable,
  cases: readonly Pick<ClockedCase, 'id' | 'held_by'>[],
  now: Date,
): Promise<Map<string, CaseClock | null>> => {
  const rows = await listClocksOf(
    db,
    cases.map((kase) => kase.id),
  )
  return new Map(
    cases.map((kase) => [
      kase.id,
      runningClock(
        rows.filter((row) => row.case_id === kase.id).map((row) => presentClock(row, kase.held_by, now)),
      ),
    ]),
  )
}

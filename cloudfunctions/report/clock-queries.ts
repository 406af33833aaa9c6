/** The SQL of clocks, their rules and the calendar they are reckoned by. */
import { type Calendar, type CalendarDay, calendarOf } from '../../contract/calendar'
import type { ClockKind, ClockRule, ClockUnit, RuleLayer } from '../../contract/report/clocks'
import type { Queryable } from '../platform/database'

export type ClockRow = {
  school_id: number
  case_id: string
  kind: ClockKind
  round: number
  document: string
  layer: RuleLayer
  unit: ClockUnit
  pause_most_days: number
  started_at: Date
  due_at: Date
  warn_at: Date | null
  climb_at: Date
  done_at: Date | null
  paused_at: Date | null
  paused_until: Date | null
  paused_seconds: number
  warned_at: Date | null
  climbed_head_at: Date | null
  climbed_bureau_at: Date | null
  next_at: Date | null
}

/** Clocks of several cases, in the order in which they were started. */
export const listClocksOf = async (db: Queryable, caseIds: readonly string[]): Promise<ClockRow[]> =>
  (
    await db.query<ClockRow>(
      `select * from case_clocks where case_id = any ($1::uuid[]) order by started_at, due_at, kind, round`,
      [caseIds],
    )
  ).rows

export const insertClock = async (db: Queryable, clock: ClockRow): Promise<void> => {
  const names = Object.keys(clock) as (keyof ClockRow)[]
  await db.query(
    `insert into case_clocks (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    names.map((name) => clock[name]),
  )
}

export type ClockChanges = Partial<
  Pick<
    ClockRow,
    | 'due_at'
    | 'warn_at'
    | 'climb_at'
    | 'done_at'
    | 'paused_at'
    | 'paused_until'
    | 'paused_seconds'
    | 'warned_at'
    | 'climbed_head_at'
    | 'climbed_bureau_at'
    | 'next_at'
  >
>

export const updateClock = async (db: Queryable, clock: ClockRow, changes: ClockChanges): Promise<void> => {
  const names = Object.keys(changes) as (keyof ClockChanges)[]
  const sets = names.map((name, index) => `${name} = $${index + 5}`)
  const { count } = await db.query(
    `update case_clocks set ${sets.join(', ')} where school_id = $1 and case_id = $2 and kind = $3 and round = $4`,
    [clock.school_id, clock.case_id, clock.kind, clock.round, ...names.map((name) => changes[name])],
  )
  if (count !== 1) throw new Error('a clock was not updated')
}

export const listRules = async (db: Queryable): Promise<ClockRule[]> =>
  (
    await db.query<ClockRule>(
      `select id as "ruleId", clock, case_kinds as "caseKinds", is_urgent as "isUrgent", held_by as "heldBy", amount, unit,
         warn_minutes as "warnMinutes", climb_minutes as "climbMinutes", pause_most_days as "pauseMostDays", document,
         layer, is_default as "isDefault"
       from clock_rules order by id`,
    )
  ).rows

/** The district's calendar from a day on. */
export const loadCalendar = async (db: Queryable, from: Date): Promise<Calendar> =>
  calendarOf(
    (
      await db.query<CalendarDay>(
        `select day, is_school_day as "isSchoolDay", name from calendar_days where day >= $1::date - 1`,
        [from.toISOString().slice(0, 10)],
      )
    ).rows,
  )

export const updateRule = async (db: Queryable, rule: ClockRule): Promise<void> => {
  const { count } = await db.query(
    `update clock_rules set amount = $2, unit = $3, warn_minutes = $4, climb_minutes = $5, pause_most_days = $6 where id = $1`,
    [rule.ruleId, rule.amount, rule.unit, rule.warnMinutes, rule.climbMinutes, rule.pauseMostDays],
  )
  if (count !== 1) throw new Error('a rule was not updated')
}

export const insertRuleChange = async (
  db: Queryable,
  change: {
    id: string
    ruleId: string
    at: Date
    userId: string
    name: string
    before: string
    after: string
  },
): Promise<void> => {
  await db.query(
    `insert into clock_rule_changes (id, rule_id, changed_at, changed_by, changed_by_name, before, after)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [change.id, change.ruleId, change.at, change.userId, change.name, change.before, change.after],
  )
}

/** The latest changes, which the policies show to the bureau alone. */
export const listRuleChanges = async (
  db: Queryable,
): Promise<{ ruleId: string; at: string; byName: string; before: string; after: string }[]> =>
  (
    await db.query<{ ruleId: string; at: Date; byName: string; before: string; after: string }>(
      `select rule_id as "ruleId", changed_at as at, changed_by_name as "byName", before, after
       from clock_rule_changes order by changed_at desc, id limit 50`,
    )
  ).rows.map((change) => ({ ...change, at: change.at.toISOString() }))

/** SQL of the rules that the district and the schools add. */
import type { RuleRow } from '../../../contract/canteen/rules/rule'
import type { Queryable } from '../../platform/database'

/** The district's, and where a school is named its own. */
export const listRulesInForce = async (db: Queryable, schoolId: number | null): Promise<RuleRow[]> =>
  (
    await db.query<{ rule: RuleRow }>(
      `select rule from canteen_rules where retired_at is null and (school_id is null or school_id = $1::int)
       order by added_at, id`,
      [schoolId],
    )
  ).rows.map(({ rule }) => rule)

export type OwnRuleRow = {
  id: string
  rule: RuleRow
  replaces: string | null
  added_by_name: string
  added_at: Date
  retired_by_name: string | null
  retired_at: Date | null
}

/** The district's rules, with those of one school where one is named; what is in force stands first. */
export const listOwnRules = async (
  db: Queryable,
  schoolId: number | null,
  limit: number,
): Promise<OwnRuleRow[]> =>
  (
    await db.query<OwnRuleRow>(
      `select id, rule, replaces, added_by_name, added_at, retired_by_name, retired_at from canteen_rules
       where school_id is null or school_id = $1::int
       order by (retired_at is null) desc, (school_id is null), added_at desc, id limit $2`,
      [schoolId, limit],
    )
  ).rows

/** @returns how many rules are in force for that owner */
export const countRulesInForce = async (db: Queryable, schoolId: number | null): Promise<number> =>
  (
    await db.query<{ count: number }>(
      `select count(*)::int as count from canteen_rules
       where school_id is not distinct from $1::int and retired_at is null`,
      [schoolId],
    )
  ).rows[0]?.count ?? 0

export const insertRule = async (
  db: Queryable,
  row: {
    id: string
    schoolId: number | null
    rule: RuleRow
    replaces: string | null
    addedBy: string
    addedByName: string
  },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into canteen_rules (id, school_id, rule, replaces, added_by, added_by_name, added_at)
     values ($1, $2, ($3::text)::jsonb, $4, $5, $6, $7)`,
    [row.id, row.schoolId, JSON.stringify(row.rule), row.replaces, row.addedBy, row.addedByName, now],
  )
}

export type Retired = 'retired' | 'already' | 'missing'

/** Of two who retire or change a rule at once, one finds it `already` retired. */
export const retireRuleRow = async (
  db: Queryable,
  row: { id: string; schoolId: number | null; retiredBy: string; retiredByName: string },
  now: Date,
): Promise<Retired> => {
  const changed = await db.query(
    `update canteen_rules set retired_by = $3, retired_by_name = $4, retired_at = $5
     where id = $1 and school_id is not distinct from $2::int and retired_at is null returning id`,
    [row.id, row.schoolId, row.retiredBy, row.retiredByName, now],
  )
  if (changed.rows.length > 0) return 'retired'
  const found = await db.query(
    'select 1 from canteen_rules where id = $1 and school_id is not distinct from $2::int',
    [row.id, row.schoolId],
  )
  return found.rows.length > 0 ? 'already' : 'missing'
}

/** SQL of menus: drafts, published versions, looks, and the school behind them. */
import type { Finding } from '../../../contract/canteen/findings'
import type { WeekMenu } from '../../../contract/canteen/menu'
import { defaultDue, type MenuDue } from '../../../contract/canteen/week'
import type { Stage } from '../../../contract/people'
import { one, type Queryable } from '../../platform/database'
import { notFound } from '../../platform/errors'

export type KitchenRow = {
  id: number
  name: string
  stages: Stage[]
  canteen_mode: 'own' | 'delivered'
  supplier_name: string
  supervision_phone: string | null
  supervision_mailbox: string | null
  is_boarding: boolean | null
}

/** @throws AppError `record.not_found` */
export const getKitchen = async (db: Queryable, schoolId: number): Promise<KitchenRow> => {
  const found = await db.query<KitchenRow>(
    `select s.id, s.name, s.stages, s.canteen_mode,
       coalesce(nullif(k.supplier_name, ''), s.supplier_name) as supplier_name,
       k.supervision_phone, k.supervision_mailbox, k.is_boarding
     from schools s left join canteen_settings k on k.school_id = s.id where s.id = $1`,
    [schoolId],
  )
  if (!found.rows[0]) throw notFound()
  return found.rows[0]
}

export const findDue = async (db: Queryable): Promise<MenuDue> => {
  const found = await db.query<MenuDue>(
    'select due_weekday as weekday, due_minutes as minutes from canteen_district',
  )
  return found.rows[0] ?? defaultDue
}

export type DraftRow = {
  version: number
  content: WeekMenu
  saved_by_name: string
  saved_at: Date
}

/** @param how `lock` holds the draft until the transaction ends */
export const findDraft = async (
  db: Queryable,
  schoolId: number,
  weekStartsOn: string,
  how: 'read' | 'lock' = 'read',
): Promise<DraftRow | undefined> => {
  const found = await db.query<DraftRow>(
    `select version, content, saved_by_name, saved_at from menu_drafts
     where school_id = $1 and week_starts_on = $2 ${how === 'lock' ? 'for update' : ''}`,
    [schoolId, weekStartsOn],
  )
  return found.rows[0]
}

export type DraftWrite = {
  schoolId: number
  /** The version this save stands on. */
  version: number
  menu: WeekMenu
  savedBy: string
  savedByName: string
}

/**
 * Saves on top of a version. The same content on the version before is a retry, and answers as the first try did.
 *
 * @returns undefined where somebody else has saved meanwhile
 */
export const saveDraftRow = async (
  db: Queryable,
  draft: DraftWrite,
  now: Date,
): Promise<{ version: number; saved_at: Date } | undefined> => {
  const content = JSON.stringify(draft.menu)
  const week = draft.menu.weekStartsOn
  const saved = await db.query<{ version: number; saved_at: Date }>(
    `insert into menu_drafts (school_id, week_starts_on, version, content, saved_by, saved_by_name, saved_at)
     select $1, $2, 1, ($4::text)::jsonb, $5, $6, $7 where $3::int = 0
     on conflict (school_id, week_starts_on) do nothing returning version, saved_at`,
    [draft.schoolId, week, draft.version, content, draft.savedBy, draft.savedByName, now],
  )
  if (saved.rows[0]) return saved.rows[0]
  const changed = await db.query<{ version: number; saved_at: Date }>(
    `update menu_drafts set version = version + 1, content = ($4::text)::jsonb, saved_by = $5, saved_by_name = $6, saved_at = $7
     where school_id = $1 and week_starts_on = $2 and version = $3 returning version, saved_at`,
    [draft.schoolId, week, draft.version, content, draft.savedBy, draft.savedByName, now],
  )
  if (changed.rows[0]) return changed.rows[0]
  const same = await db.query<{ version: number; saved_at: Date }>(
    `select version, saved_at from menu_drafts
     where school_id = $1 and week_starts_on = $2 and version = $3::int + 1 and content = ($4::text)::jsonb`,
    [draft.schoolId, week, draft.version, content],
  )
  return same.rows[0]
}

export type VersionRow = {
  version: number
  content: WeekMenu
  findings: Finding[]
  changes: string[]
  change_note: string
  published_by_name: string
  published_at: Date
}

const versionColumns = 'version, content, findings, changes, change_note, published_by_name, published_at'

/** Newest first. */
export const listVersions = async (
  db: Queryable,
  schoolId: number,
  weekStartsOn: string,
): Promise<VersionRow[]> =>
  (
    await db.query<VersionRow>(
      `select ${versionColumns} from menu_versions where school_id = $1 and week_starts_on = $2
       order by version desc limit 50`,
      [schoolId, weekStartsOn],
    )
  ).rows

/** @param version null for the newest */
export const findVersion = async (
  db: Queryable,
  schoolId: number,
  weekStartsOn: string,
  version: number | null,
): Promise<VersionRow | undefined> => {
  const found = await db.query<VersionRow>(
    `select ${versionColumns} from menu_versions
     where school_id = $1 and week_starts_on = $2 and ($3::int is null or version = $3::int)
     order by version desc limit 1`,
    [schoolId, weekStartsOn, version],
  )
  return found.rows[0]
}

export type VersionWrite = {
  schoolId: number
  version: number
  menu: WeekMenu
  findings: readonly Finding[]
  changes: readonly string[]
  changeNote: string
  publishedBy: string
  publishedByName: string
}

export const insertVersion = async (db: Queryable, row: VersionWrite, now: Date): Promise<VersionRow> =>
  one(
    await db.query<VersionRow>(
      `insert into menu_versions (school_id, week_starts_on, version, content, findings, changes, change_note,
         published_by, published_by_name, published_at)
       values ($1, $2, $3, ($4::text)::jsonb, ($5::text)::jsonb, ($6::text)::jsonb, $7, $8, $9, $10)
       returning ${versionColumns}`,
      [
        row.schoolId,
        row.menu.weekStartsOn,
        row.version,
        JSON.stringify(row.menu),
        JSON.stringify(row.findings),
        JSON.stringify(row.changes),
        row.changeNote,
        row.publishedBy,
        row.publishedByName,
        now,
      ],
    ),
  )

export const noteLook = async (
  db: Queryable,
  look: { schoolId: number; weekStartsOn: string; version: number; userId: string },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into menu_looks (school_id, week_starts_on, version, user_id, looked_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [look.schoolId, look.weekStartsOn, look.version, look.userId, now],
  )
}

/** People who looked at any version of that week. */
export const listLookers = async (db: Queryable, schoolId: number, weekStartsOn: string): Promise<string[]> =>
  (
    await db.query<{ user_id: string }>(
      'select distinct user_id from menu_looks where school_id = $1 and week_starts_on = $2 order by 1',
      [schoolId, weekStartsOn],
    )
  ).rows.map((row) => row.user_id)

/** Those who wanted to hear of the next menu; each is told once. */
export const takeWishes = async (db: Queryable, schoolId: number): Promise<string[]> =>
  (
    await db.query<{ user_id: string }>('delete from menu_wishes where school_id = $1 returning user_id', [
      schoolId,
    ])
  ).rows.map((row) => row.user_id)

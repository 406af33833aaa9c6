/** SQL of the dictionary's editions, of files on their way to be one, and of published menus that are checked again. */
import type { Finding } from '../../../contract/canteen/findings'
import type { Food } from '../../../contract/canteen/food'
import type { FoodRow } from '../../../contract/canteen/food-row'
import type { WeekMenu } from '../../../contract/canteen/menu'
import type { Stage } from '../../../contract/people'
import type { Queryable } from '../../platform/database'

export type EditionRow = {
  edition: number
  food_count: number
  file_name: string
  made_by_name: string
  made_at: Date
}

/** Newest first. */
export const listEditionRows = async (db: Queryable, limit: number): Promise<EditionRow[]> =>
  (
    await db.query<EditionRow>(
      `select edition, food_count, file_name, made_by_name, made_at from dictionary_editions
       order by edition desc limit $1`,
      [limit],
    )
  ).rows

/** @param edition null for the newest */
export const findEdition = async (
  db: Queryable,
  edition: number | null,
): Promise<{ edition: number; foods: FoodRow[] } | undefined> =>
  (
    await db.query<{ edition: number; foods: FoodRow[] }>(
      `select edition, foods from dictionary_editions where $1::int is null or edition = $1::int
       order by edition desc limit 1`,
      [edition],
    )
  ).rows[0]

/** @returns false where somebody else has just made that edition */
export const insertEdition = async (
  db: Queryable,
  row: { edition: number; foods: readonly Food[]; fileName: string; madeBy: string; madeByName: string },
  now: Date,
): Promise<boolean> =>
  (
    await db.query(
      `insert into dictionary_editions (edition, foods, food_count, hash, file_name, made_by, made_by_name, made_at)
       values ($1, ($2::text)::jsonb, $3, md5($2::text), $4, $5, $6, $7) on conflict do nothing returning edition`,
      [
        row.edition,
        JSON.stringify(row.foods),
        row.foods.length,
        row.fileName,
        row.madeBy,
        row.madeByName,
        now,
      ],
    )
  ).rows.length > 0

/** Words of the district that an edition has taken in, or left out. */
export const dropDistrictWords = async (db: Queryable): Promise<void> => {
  await db.query('delete from district_words')
}

export type DraftRow = {
  id: string
  file_name: string
  size_bytes: number
  chunk_bytes: number
  stamp: string | null
  foods: FoodRow[] | null
}

export const insertDraft = async (
  db: Queryable,
  row: { id: string; ownerId: string; fileName: string; sizeBytes: number; chunkBytes: number },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into dictionary_drafts (id, owner_id, file_name, size_bytes, chunk_bytes, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [row.id, row.ownerId, row.fileName, row.sizeBytes, row.chunkBytes, now],
  )
}

export const findDraftOf = async (
  db: Queryable,
  ownerId: string,
  id: string,
): Promise<DraftRow | undefined> =>
  (
    await db.query<DraftRow>(
      `select id, file_name, size_bytes, chunk_bytes, stamp, foods from dictionary_drafts
       where id = $1 and owner_id = $2 for update`,
      [id, ownerId],
    )
  ).rows[0]

export const keepFoods = async (
  db: Queryable,
  id: string,
  stamp: string,
  foods: readonly Food[],
): Promise<void> => {
  await db.query('update dictionary_drafts set stamp = $2, foods = ($3::text)::jsonb where id = $1', [
    id,
    stamp,
    JSON.stringify(foods),
  ])
}

/** A person has one dictionary on its way. @returns ids of those that are given up */
export const dropDrafts = async (db: Queryable, ownerId: string): Promise<string[]> =>
  (
    await db.query<{ id: string }>('delete from dictionary_drafts where owner_id = $1 returning id', [
      ownerId,
    ])
  ).rows.map(({ id }) => id)

export type PublishedRow = {
  school_id: number
  name: string
  stages: Stage[]
  week_starts_on: string
  version: number
  content: WeekMenu
  /** What the check said last. */
  findings: Finding[]
}

/** The newest version of every menu from that week on. */
export const listPublishedFrom = async (db: Queryable, weekStartsOn: string): Promise<PublishedRow[]> =>
  (
    await db.query<PublishedRow>(
      `select distinct on (v.school_id, v.week_starts_on) v.school_id, s.name, s.stages, v.week_starts_on, v.version,
         v.content, coalesce(r.findings, v.findings) as findings
       from menu_versions v join schools s on s.id = v.school_id
       left join menu_rechecks r on r.school_id = v.school_id and r.week_starts_on = v.week_starts_on and r.version = v.version
       where v.week_starts_on >= $1 order by v.school_id, v.week_starts_on, v.version desc`,
      [weekStartsOn],
    )
  ).rows

export const saveRecheck = async (
  db: Queryable,
  row: { schoolId: number; weekStartsOn: string; version: number; findings: readonly Finding[] },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into menu_rechecks (school_id, week_starts_on, version, findings, checked_at)
     values ($1, $2, $3, ($4::text)::jsonb, $5)
     on conflict (school_id, week_starts_on, version) do update set findings = excluded.findings,
       checked_at = excluded.checked_at`,
    [row.schoolId, row.weekStartsOn, row.version, JSON.stringify(row.findings), now],
  )
}

/** SQL of the canteen's desk beside the menu: known dishes, remarks, photos, uploads on their way. */
import type { KnownDish } from '../../../contract/canteen/kitchen'
import type { DishCategory, MealKind, MenuIngredient } from '../../../contract/canteen/menu'
import type { Stage } from '../../../contract/people'
import { one, type Queryable } from '../../platform/database'

export type DishCount = {
  category: DishCategory
  name: string
  ingredients: readonly MenuIngredient[]
  servedOn: string
}

/** Counts dishes of a menu that was just published for the first time. */
export const countDishes = async (
  db: Queryable,
  schoolId: number,
  dishes: readonly DishCount[],
): Promise<void> => {
  await db.query(
    `insert into school_dishes (school_id, category, name, ingredients, times, last_served_on)
     select $1, d.category, d.name, d.ingredients, d.times, d.served_on::date
     from jsonb_to_recordset(($2::text)::jsonb) as d(category text, name text, ingredients jsonb, times int, served_on text)
     order by d.category, d.name
     on conflict (school_id, category, name) do update set ingredients = excluded.ingredients,
       times = school_dishes.times + excluded.times,
       last_served_on = greatest(school_dishes.last_served_on, excluded.last_served_on)`,
    [schoolId, JSON.stringify(merged(dishes))],
  )
}

/** A dish served twice in a week is one row: on conflict may meet a row only once. */
const merged = (dishes: readonly DishCount[]) => {
  const found = new Map<string, DishCount & { times: number }>()
  for (const dish of dishes) {
    const key = `${dish.category} ${dish.name}`
    found.set(key, { ...dish, times: (found.get(key)?.times ?? 0) + 1 })
  }
  return [...found.values()].map(({ category, name, ingredients, times, servedOn }) => ({
    category,
    name,
    ingredients,
    times,
    served_on: servedOn,
  }))
}

/** The district's dishes, most cooked first; this school's own ingredients where it has cooked it. */
export const listKnownDishes = async (db: Queryable, schoolId: number, limit: number): Promise<KnownDish[]> =>
  (
    await db.query<KnownDish>(
      `select category, name, (array_agg(ingredients order by (school_id = $1) desc, times desc))[1] as ingredients,
         sum(times)::int as times
       from school_dishes group by category, name order by 4 desc, name limit $2`,
      [schoolId, limit],
    )
  ).rows

export type PublishedRow = {
  school_id: number
  name: string
  stages: Stage[]
  canteen_mode: 'own' | 'delivered'
  version: number
  dishes: number
}

/** The newest version of every school that has published that week; `schoolId`'s own first. Seasonings are no dish. */
export const listPublishedMenus = async (
  db: Queryable,
  schoolId: number,
  weekStartsOn: string,
): Promise<PublishedRow[]> =>
  (
    await db.query<PublishedRow>(
      `select s.id as school_id, s.name, s.stages, s.canteen_mode, newest.version,
         (select count(*)::int from jsonb_array_elements(newest.content -> 'days') as day,
            jsonb_array_elements(day -> 'meals') as meal, jsonb_array_elements(meal -> 'dishes') as dish
          where dish ->> 'category' <> 'seasoning') as dishes
       from schools s join lateral (
         select v.version, v.content from menu_versions v
         where v.school_id = s.id and v.week_starts_on = $2 order by v.version desc limit 1
       ) newest on true
       order by s.id <> $1, s.name, s.id`,
      [schoolId, weekStartsOn],
    )
  ).rows

export const saveSettings = async (
  db: Queryable,
  row: {
    schoolId: number
    supervisionPhone: string
    supervisionMailbox: string
    supplierName?: string | undefined
    isBoarding: boolean
  },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into canteen_settings (school_id, supervision_phone, supervision_mailbox, is_boarding, updated_at, supplier_name)
     values ($1, $2, $3, $4, $5, (select case when s.supplier_name = $6::text then '' else coalesce($6::text, '') end from schools s where s.id = $1))
     on conflict (school_id) do update set supervision_phone = excluded.supervision_phone,
       supervision_mailbox = excluded.supervision_mailbox, is_boarding = excluded.is_boarding, updated_at = excluded.updated_at,
       supplier_name = case when $6::text is null then canteen_settings.supplier_name else excluded.supplier_name end`,
    [
      row.schoolId,
      row.supervisionPhone,
      row.supervisionMailbox,
      row.isBoarding,
      now,
      row.supplierName ?? null,
    ],
  )
}

export type MealSumRow = {
  served_on: string
  answers: number
  taste: number
  warmth: number
  amount: number
  cleanliness: number
}

export const listMealSums = async (
  db: Queryable,
  schoolId: number,
  from: string,
  to: string,
): Promise<MealSumRow[]> =>
  (
    await db.query<MealSumRow>(
      `select served_on, answers, taste, warmth, amount, cleanliness from meal_sums
       where school_id = $1 and served_on between $2 and $3 order by served_on desc`,
      [schoolId, from, to],
    )
  ).rows

export type RemarkRow = {
  id: string
  served_on: string
  meal: MealKind
  taste: number
  warmth: number
  amount: number
  cleanliness: number
  remark: string
  answer: string
  answered_by_name: string | null
  rated_by: string
}
const remarkColumns =
  'id, served_on, meal, taste, warmth, amount, cleanliness, remark, answer, answered_by_name, rated_by'

/** Remarks of a school, newest day first. @param after the last one seen */
export const listRemarkRows = async (
  db: Queryable,
  schoolId: number,
  onlyUnanswered: boolean,
  after: { servedOn: string; id: string } | null,
  limit: number,
): Promise<RemarkRow[]> =>
  (
    await db.query<RemarkRow>(
      `select ${remarkColumns} from meal_ratings
       where school_id = $1 and remark <> '' and (not $2::boolean or answer = '')
         and ($3::date is null or (served_on, id) < ($3::date, $4::uuid))
       order by served_on desc, id desc limit $5`,
      [schoolId, onlyUnanswered, after?.servedOn ?? null, after?.id ?? null, limit],
    )
  ).rows

export const answerRating = async (
  db: Queryable,
  answer: { schoolId: number; ratingId: string; words: string; byName: string },
  now: Date,
): Promise<RemarkRow | undefined> => {
  const changed = await db.query<RemarkRow>(
    `update meal_ratings set answer = $3, answered_by_name = $4, answered_at = $5
     where school_id = $1 and id = $2 and remark <> '' returning ${remarkColumns}`,
    [answer.schoolId, answer.ratingId, answer.words, answer.byName, now],
  )
  return changed.rows[0]
}

export type UploadRow = { id: string; kind: 'menu' | 'tray'; size_bytes: number; chunk_bytes: number }

export const insertUpload = async (
  db: Queryable,
  row: UploadRow & { schoolId: number; ownerId: string },
  now: Date,
): Promise<void> => {
  await db.query(
    `insert into canteen_uploads (school_id, id, owner_id, kind, size_bytes, chunk_bytes, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.schoolId, row.id, row.ownerId, row.kind, row.size_bytes, row.chunk_bytes, now],
  )
}

/** The caller's own upload. */
export const findUpload = async (
  db: Queryable,
  schoolId: number,
  uploadId: string,
  ownerId: string,
): Promise<UploadRow | undefined> =>
  (
    await db.query<UploadRow>(
      `select id, kind, size_bytes, chunk_bytes from canteen_uploads where school_id = $1 and id = $2 and owner_id = $3`,
      [schoolId, uploadId, ownerId],
    )
  ).rows[0]

export const dropUpload = async (db: Queryable, schoolId: number, uploadId: string): Promise<void> => {
  await db.query('delete from canteen_uploads where school_id = $1 and id = $2', [schoolId, uploadId])
}

export type PhotoRow = {
  id: string
  served_on: string
  meal: MealKind
  mime: string
  size_bytes: number
  storage_key: string
  taken_at: Date
}
const photoColumns = 'id, served_on, meal, mime, size_bytes, storage_key, taken_at'

/** @returns the photo that it took the place of */
export const replacePhoto = async (
  db: Queryable,
  row: {
    schoolId: number
    servedOn: string
    meal: MealKind
    id: string
    mime: string
    sizeBytes: number
    storageKey: string
    takenBy: string
  },
  now: Date,
): Promise<{ photo: PhotoRow; replacedKey: string | null }> => {
  const before = await db.query<{ storage_key: string }>(
    'select storage_key from tray_photos where school_id = $1 and served_on = $2 and meal = $3 for update',
    [row.schoolId, row.servedOn, row.meal],
  )
  const saved = await db.query<PhotoRow>(
    `insert into tray_photos (school_id, served_on, meal, id, mime, size_bytes, storage_key, taken_by, taken_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (school_id, served_on, meal) do update set id = excluded.id, mime = excluded.mime,
       size_bytes = excluded.size_bytes, storage_key = excluded.storage_key, taken_by = excluded.taken_by, taken_at = excluded.taken_at
     returning ${photoColumns}`,
    [row.schoolId, row.servedOn, row.meal, row.id, row.mime, row.sizeBytes, row.storageKey, row.takenBy, now],
  )
  return { photo: one(saved), replacedKey: before.rows[0]?.storage_key ?? null }
}

export const deletePhoto = async (
  db: Queryable,
  schoolId: number,
  servedOn: string,
  meal: MealKind,
): Promise<string | undefined> =>
  (
    await db.query<{ storage_key: string }>(
      'delete from tray_photos where school_id = $1 and served_on = $2 and meal = $3 returning storage_key',
      [schoolId, servedOn, meal],
    )
  ).rows[0]?.storage_key

export const findPhoto = async (
  db: Queryable,
  schoolId: number,
  photoId: string,
): Promise<PhotoRow | undefined> =>
  (
    await db.query<PhotoRow>(`select ${photoColumns} from tray_photos where school_id = $1 and id = $2`, [
      schoolId,
      photoId,
    ])
  ).rows[0]

export const listPhotos = async (
  db: Queryable,
  schoolId: number,
  from: string,
  to: string,
): Promise<PhotoRow[]> =>
  (
    await db.query<PhotoRow>(
      `select ${photoColumns} from tray_photos where school_id = $1 and served_on between $2 and $3 order by served_on, meal`,
      [schoolId, from, to],
    )
  ).rows

/** SQL of what families tell the canteen: allergies, ratings, the month's survey, the wish to hear of the next menu. */
import type { Allergen } from '../../../contract/canteen/food'
import type { MealKind } from '../../../contract/canteen/menu'
import { one, type Queryable } from '../../platform/database'

export type AllergenRow = { student_id: number; allergens: Allergen[]; given_at: Date }

export const listAllergenRows = async (
  db: Queryable,
  studentIds: readonly number[],
): Promise<AllergenRow[]> =>
  (
    await db.query<AllergenRow>(
      'select student_id, allergens, given_at from child_allergens where student_id = any ($1::int[]) order by student_id',
      [studentIds],
    )
  ).rows

export const upsertAllergens = async (
  db: Queryable,
  row: {
    schoolId: number
    studentId: number
    allergens: readonly Allergen[]
    version: string
    givenBy: string
  },
  now: Date,
): Promise<AllergenRow> =>
  one(
    await db.query<AllergenRow>(
      `insert into child_allergens (school_id, student_id, allergens, consent_version, given_by, given_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (school_id, student_id) do update set allergens = excluded.allergens,
         consent_version = excluded.consent_version, given_by = excluded.given_by, given_at = excluded.given_at
       returning student_id, allergens, given_at`,
      [row.schoolId, row.studentId, row.allergens, row.version, row.givenBy, now],
    ),
  )

export const deleteAllergens = async (db: Queryable, studentId: number): Promise<void> => {
  await db.query('delete from child_allergens where student_id = $1', [studentId])
}

export const addWish = async (db: Queryable, schoolId: number, userId: string, now: Date): Promise<void> => {
  await db.query(
    'insert into menu_wishes (school_id, user_id, asked_at) values ($1, $2, $3) on conflict do nothing',
    [schoolId, userId, now],
  )
}

export const dropWish = async (db: Queryable, schoolId: number, userId: string): Promise<void> => {
  await db.query('delete from menu_wishes where school_id = $1 and user_id = $2', [schoolId, userId])
}

export const hasWish = async (db: Queryable, schoolId: number, userId: string): Promise<boolean> =>
  (await db.query('select 1 from menu_wishes where school_id = $1 and user_id = $2', [schoolId, userId])).rows
    .length > 0

export type Scores = { taste: number; warmth: number; amount: number; cleanliness: number }
export type RatingRow = Scores & {
  id: string
  served_on: string
  meal: MealKind
  remark: string
  rated_at: Date
  answer: string
  answered_by_name: string | null
}
const ratingColumns =
  'id, served_on, meal, taste, warmth, amount, cleanliness, remark, rated_at, answer, answered_by_name'

export const findRating = async (
  db: Queryable,
  place: { schoolId: number; studentId: number; servedOn: string; meal: MealKind },
): Promise<RatingRow | undefined> => {
  const found = await db.query<RatingRow>(
    `select ${ratingColumns} from meal_ratings
     where school_id = $1 and served_on = $2 and meal = $3 and student_id = $4 for update`,
    [place.schoolId, place.servedOn, place.meal, place.studentId],
  )
  return found.rows[0]
}

export type RatingWrite = Scores & {
  schoolId: number
  studentId: number
  servedOn: string
  meal: MealKind
  id: string
  remark: string
  ratedBy: string
}

/** The family's newest word; what the canteen answered to an earlier one stays unless the remark is another. */
export const upsertRating = async (db: Queryable, row: RatingWrite, now: Date): Promise<RatingRow> =>
  one(
    await db.query<RatingRow>(
      `insert into meal_ratings (school_id, served_on, meal, student_id, id, taste, warmth, amount, cleanliness, remark,
         rated_by, rated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (school_id, served_on, meal, student_id) do update set taste = excluded.taste, warmth = excluded.warmth,
         amount = excluded.amount, cleanliness = excluded.cleanliness, remark = excluded.remark,
         rated_by = excluded.rated_by, rated_at = excluded.rated_at,
         answer = case when meal_ratings.remark = excluded.remark then meal_ratings.answer else '' end,
         answered_by_name = case when meal_ratings.remark = excluded.remark then meal_ratings.answered_by_name end,
         answered_at = case when meal_ratings.remark = excluded.remark then meal_ratings.answered_at end
       returning ${ratingColumns}`,
      [
        row.schoolId,
        row.servedOn,
        row.meal,
        row.studentId,
        row.id,
        row.taste,
        row.warmth,
        row.amount,
        row.cleanliness,
        row.remark,
        row.ratedBy,
        now,
      ],
    ),
  )

/** Adds a rating to the day's sums, `before` being what it takes the place of. */
export const addToMealSums = async (
  db: Queryable,
  schoolId: number,
  servedOn: string,
  scores: Scores,
  before: Scores | undefined,
): Promise<void> => {
  const delta = (name: keyof Scores) => scores[name] - (before?.[name] ?? 0)
  await db.query(
    `insert into meal_sums (school_id, served_on, answers, taste, warmth, amount, cleanliness)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (school_id, served_on) do update set answers = meal_sums.answers + excluded.answers,
       taste = meal_sums.taste + excluded.taste, warmth = meal_sums.warmth + excluded.warmth,
       amount = meal_sums.amount + excluded.amount, cleanliness = meal_sums.cleanliness + excluded.cleanliness`,
    [
      schoolId,
      servedOn,
      before ? 0 : 1,
      delta('taste'),
      delta('warmth'),
      delta('amount'),
      delta('cleanliness'),
    ],
  )
}

export const listRatingsOf = async (
  db: Queryable,
  studentId: number,
  from: string,
  to: string,
): Promise<RatingRow[]> =>
  (
    await db.query<RatingRow>(
      `select ${ratingColumns} from meal_ratings where student_id = $1 and served_on between $2 and $3
       order by served_on, meal limit 100`,
      [studentId, from, to],
    )
  ).rows

/** True where that school published a menu that serves the meal on that day. */
export const isServed = async (
  db: Queryable,
  schoolId: number,
  weekStartsOn: string,
  servedOn: string,
  meal: MealKind,
): Promise<boolean> =>
  (
    await db.query(
      `select 1 from (
         select content from menu_versions where school_id = $1 and week_starts_on = $2 order by version desc limit 1
       ) newest, jsonb_array_elements(newest.content -> 'days') as day
       where day ->> 'servedOn' = $3 and exists (
         select 1 from jsonb_array_elements(day -> 'meals') as served
         where served ->> 'kind' = $4 and jsonb_array_length(served -> 'dishes') > 0)`,
      [schoolId, weekStartsOn, servedOn, meal],
    )
  ).rows.length > 0

export type SurveyScores = {
  overall: number
  taste: number
  amount: number
  cleanliness: number
  service: number
}
const surveyColumns = 'overall, taste, amount, cleanliness, service'

export const findAnswer = async (
  db: Queryable,
  schoolId: number,
  month: string,
  studentId: number,
  how: 'read' | 'lock' = 'read',
): Promise<SurveyScores | undefined> => {
  const found = await db.query<SurveyScores>(
    `select ${surveyColumns} from survey_answers where school_id = $1 and month = $2 and student_id = $3
     ${how === 'lock' ? 'for update' : ''}`,
    [schoolId, month, studentId],
  )
  return found.rows[0]
}

export type AnswerWrite = SurveyScores & {
  schoolId: number
  month: string
  studentId: number
  answeredBy: string
}

export const upsertAnswer = async (db: Queryable, row: AnswerWrite, now: Date): Promise<void> => {
  await db.query(
    `insert into survey_answers (school_id, month, student_id, ${surveyColumns}, answered_by, answered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (school_id, month, student_id) do update set overall = excluded.overall, taste = excluded.taste,
       amount = excluded.amount, cleanliness = excluded.cleanliness, service = excluded.service,
       answered_by = excluded.answered_by, answered_at = excluded.answered_at`,
    [
      row.schoolId,
      row.month,
      row.studentId,
      row.overall,
      row.taste,
      row.amount,
      row.cleanliness,
      row.service,
      row.answeredBy,
      now,
    ],
  )
}

/** Adds an answer to the month's sums, `before` being what it takes the place of. */
export const addToSurveySums = async (
  db: Queryable,
  schoolId: number,
  month: string,
  scores: SurveyScores,
  before: SurveyScores | undefined,
): Promise<void> => {
  const delta = (name: keyof SurveyScores) => scores[name] - (before?.[name] ?? 0)
  await db.query(
    `insert into survey_sums (school_id, month, answers, ${surveyColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (school_id, month) do update set answers = survey_sums.answers + excluded.answers,
       overall = survey_sums.overall + excluded.overall, taste = survey_sums.taste + excluded.taste,
       amount = survey_sums.amount + excluded.amount, cleanliness = survey_sums.cleanliness + excluded.cleanliness,
       service = survey_sums.service + excluded.service`,
    [
      schoolId,
      month,
      before ? 0 : 1,
      delta('overall'),
      delta('taste'),
      delta('amount'),
      delta('cleanliness'),
      delta('service'),
    ],
  )
}

/** Two of one family who act at once do it one after the other. */
export const lockChild = async (db: Queryable, studentId: number): Promise<void> => {
  await db.query('select pg_advisory_xact_lock($1, $2)', [727_020, studentId])
}

export type SumsRow = SurveyScores & { school_id: number; month: string; answers: number }

/** Months before this one, newest first. @param schoolIds null for all that may be read */
export const listSurveySums = async (
  db: Queryable,
  schoolIds: readonly number[] | null,
  before: string,
  limit: number,
): Promise<SumsRow[]> =>
  (
    await db.query<SumsRow>(
      `select school_id, month, answers, ${surveyColumns} from (
         select s.*, row_number() over (partition by school_id order by month desc) as place from survey_sums s
         where month < $2 and ($1::int[] is null or school_id = any ($1::int[]))
       ) ranked where place <= $3 order by school_id, month desc`,
      [schoolIds, before, limit],
    )
  ).rows

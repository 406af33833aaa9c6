/** What the families of one school say of its meals: the last months' surveys and a fortnight of ratings, as rows, for they are hundreds. */
import { monthOf } from '../../../contract/canteen/survey'
import { dayAfter, thisWeek, weekAfter, weekdayWord } from '../../../contract/canteen/week'
import { dayInChina } from '../../../contract/china-time'
import type { Queryable } from '../../platform/database'

/** Mostly good, some middling: the same numbers at each seeding. */
const score = (question: string, middle: number, when: string): string =>
  `least(5, greatest(2, ${middle} + mod(abs(hashtext(g.student_id || ' ${question} ' || ${when})), 4) - 1))`

const families = `(select distinct on (student_id) school_id, student_id, user_id from guardianships
  where school_id = $1 and status = 'active' and relation <> 'self' order by student_id, id) g`

export const seedVoices = async (db: Queryable, schoolId: number, now: Date): Promise<void> => {
  await survey(db, schoolId, now)
  await ratings(db, schoolId, now)
}

const MONTHS = 2
/** One family in five answered. */
const survey = async (db: Queryable, schoolId: number, now: Date): Promise<void> => {
  const scores = [
    score('overall', 4, 'm.month'),
    score('taste', 3, 'm.month'),
    score('amount', 4, 'm.month'),
    score('cleanliness', 4, 'm.month'),
    score('service', 4, 'm.month'),
  ].join(', ')
  await db.query(
    `insert into survey_answers (school_id, month, student_id, overall, taste, amount, cleanliness, service, answered_by, answered_at)
     select g.school_id, m.month, g.student_id, ${scores}, g.user_id, m.month::timestamptz + interval '22 days 11 hours'
     from ${families},
       (select ($2::date - make_interval(months => number))::date as month from generate_series(1, $3::int) as number) m
     where hashtext(g.student_id || ' ' || m.month) % 5 = 0
     on conflict do nothing`,
    [schoolId, monthOf(now), MONTHS],
  )
  await db.query(
    `insert into survey_sums (school_id, month, answers, overall, taste, amount, cleanliness, service)
     select school_id, month, count(*), sum(overall), sum(taste), sum(amount), sum(cleanliness), sum(service)
     from survey_answers where school_id = $1 group by school_id, month on conflict do nothing`,
    [schoolId],
  )
}

/** Words of a few, by the day's place among the days; the last ones wait for an answer. */
const remarks: Record<number, string> = {
  1: '孩子说汤端到班里已经不热了',
  4: '土豆炖得软，孩子多吃了半碗',
  6: '青菜有点咸，能不能少放盐',
}

/** One family in nine rated each day of last week and this week so far. */
const ratings = async (db: Queryable, schoolId: number, now: Date): Promise<void> => {
  const monday = weekAfter(thisWeek(now), -1)
  const days = Array.from({ length: 12 }, (_, index) => dayAfter(monday, index)).filter(
    (day) => !['周六', '周日'].includes(weekdayWord(day)) && day < dayInChina(now),
  )
  const scores = [
    score('taste', 4, 'd.served_on'),
    score('warmth', 3, 'd.served_on'),
    score('amount', 4, 'd.served_on'),
    score('cleanliness', 4, 'd.served_on'),
  ].join(', ')
  await db.query(
    `insert into meal_ratings (school_id, served_on, meal, student_id, id, taste, warmth, amount, cleanliness, remark, rated_by, rated_at)
     select g.school_id, d.served_on, 'lunch', g.student_id, gen_random_uuid(), ${scores},
       case when row_number() over (partition by d.served_on order by g.student_id) = 1 then d.remark else '' end,
       g.user_id, d.served_on::timestamptz + interval '11 hours'
     from ${families},
       jsonb_to_recordset(($2::text)::jsonb) as d(served_on date, remark text)
     where hashtext(g.student_id || ' ' || d.served_on) % 9 = 0
     on conflict do nothing`,
    [schoolId, JSON.stringify(days.map((served_on, index) => ({ served_on, remark: remarks[index] ?? '' })))],
  )
  await db.query(
    `insert into meal_sums (school_id, served_on, answers, taste, warmth, amount, cleanliness)
     select school_id, served_on, count(*), sum(taste), sum(warmth), sum(amount), sum(cleanliness)
     from meal_ratings where school_id = $1 group by school_id, served_on on conflict do nothing`,
    [schoolId],
  )
}

/** SQL of the bureau's view over all schools' courses. */
import type { Queryable } from '../../platform/database'

export const findTermName = async (
  db: Queryable,
  termId: number | null,
  today: string,
): Promise<{ id: number; name: string } | undefined> =>
  (
    await db.query<{ id: number; name: string }>(
      `select id, name from terms where $1::int is null or id = $1::int
       order by (ends_on >= $2) desc, case when ends_on >= $2 then starts_on end, starts_on desc limit 1`,
      [termId, today],
    )
  ).rows[0]

export type DistrictRow = {
  school_id: number
  name: string
  courses: number
  capacity: number
  taken: number
  waiting: number
  children: number
  places: number
  without: number
  by_hand: number
  draws: number
  checks: number
  agreeing: number
}

export const listSchools = async (db: Queryable, termId: number): Promise<DistrictRow[]> =>
  (
    await db.query<DistrictRow>(
      `select s.id as school_id, s.name, coalesce(k.courses, 0)::int as courses, coalesce(k.capacity, 0)::int as capacity,
         coalesce(k.taken, 0)::int as taken, coalesce(w.waiting, 0)::int as waiting, coalesce(p.children, 0)::int as children,
         coalesce(p.places, 0)::int as places, coalesce(p.without, 0)::int as without, coalesce(h.by_hand, 0)::int as by_hand,
         coalesce(d.draws, 0)::int as draws, coalesce(x.checks, 0)::int as checks, coalesce(x.agreeing, 0)::int as agreeing
       from schools s
       left join (select school_id, count(*) as courses, sum(capacity) as capacity, sum(taken - returned) as taken
         from course_seats where term_id = $1 and is_held group by school_id) k on k.school_id = s.id
       left join (select w.school_id, count(*) as waiting from course_waiting w join course_seats c on c.course_id = w.course_id
         where c.term_id = $1 group by w.school_id) w on w.school_id = s.id
       left join (select school_id, count(*) as children, sum(places) as places, count(*) filter (where places = 0) as without
         from course_students where term_id = $1 and takes_part group by school_id) p on p.school_id = s.id
       left join (select h.school_id, count(*) as by_hand from course_hand_places h
         join course_seats c on c.course_id = h.course_id where c.term_id = $1 group by h.school_id) h on h.school_id = s.id
       left join (select d.school_id, count(*) as draws from course_draws d join course_rounds r on r.id = d.round_id
         where r.term_id = $1 and d.drawn_at is not null group by d.school_id) d on d.school_id = s.id
       left join (select x.school_id, count(*) as checks, count(*) filter (where x.agrees) as agreeing from course_checks x
         join course_rounds r on r.id = x.round_id where r.term_id = $1 group by x.school_id) x on x.school_id = s.id
       order by s.id limit 500`,
      [termId],
    )
  ).rows

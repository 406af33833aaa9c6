/** Finds what may not be in the tables of places, and asks nothing of the program that filled them. */
import type { Queryable } from '../../cloudfunctions/platform/database'

/** What a client was told. */
export type Heard = { requestId: string; studentId: number; courseId: number; result: string }

const rules: [string, string][] = [
  [
    'oversold',
    `select k.course_id from course_seats k where k.capacity < (
       select count(*) from course_enrolments e where e.course_id = k.course_id and e.status in ('seated', 'offered'))`,
  ],
  [
    'counter differs from the places',
    `select k.course_id from course_seats k where k.taken - k.returned <> (
       select count(*) from course_enrolments e where e.course_id = k.course_id and e.status in ('seated', 'offered'))`,
  ],
  [
    'clash',
    `select a.student_id from course_enrolments a join course_enrolments b
       on b.student_id = a.student_id and b.term_id = a.term_id and b.course_id > a.course_id
     join course_seats x on x.course_id = a.course_id join course_seats y on y.course_id = b.course_id
     where a.status = 'seated' and b.status = 'seated' and (x.slots & y.slots) <> 0`,
  ],
  [
    'more places than the round allows',
    `select e.student_id from course_enrolments e where e.status = 'seated' group by e.student_id, e.term_id, e.school_id
     having count(*) > (select max(r.most_places) from course_rounds r where r.school_id = e.school_id and r.term_id = e.term_id)`,
  ],
  [
    'mask or count of a child differs from its places',
    `select s.student_id from course_students s left join (
       select e.student_id, e.term_id, count(*) as places, bit_or(k.slots) as slots from course_enrolments e
       join course_seats k on k.course_id = e.course_id where e.status = 'seated' group by 1, 2) e
       on e.student_id = s.student_id and e.term_id = s.term_id
     where s.places <> coalesce(e.places, 0) or s.slots <> coalesce(e.slots, 0)`,
  ],
  [
    'ineligible',
    `select e.student_id from course_enrolments e join course_seats k on k.course_id = e.course_id
     left join course_students s on s.student_id = e.student_id and s.term_id = e.term_id and s.school_id = e.school_id
     where s.takes_part is not true or (k.grades & (1 << s.grade)) = 0 or not k.is_held`,
  ],
  [
    'a number in line without a child, or a child without one',
    `select course_id from (
       select course_id, wait_no from course_waiting
       union all select course_id, wait_no from course_enrolments where status = 'waiting') x
     group by course_id, wait_no having count(*) <> 2`,
  ],
  [
    'waits while there is a free place',
    `select k.course_id from course_seats k where k.is_held and k.taken < k.capacity
       and exists (select 1 from course_enrolments e where e.course_id = k.course_id and e.status = 'waiting')`,
  ],
  [
    'a place that no answer gave',
    `select e.student_id from course_enrolments e where e.way = 'first_come' and not exists (
       select 1 from course_answers a where a.student_id = e.student_id and a.course_id = e.course_id and a.result = e.status)`,
  ],
  [
    'an answer that gave a place twice, or none',
    `select a.student_id from course_answers a where a.result in ('seated', 'waiting') and 1 <> (
       select count(*) from course_enrolments e where e.student_id = a.student_id and e.course_id = a.course_id and e.status = a.result)`,
  ],
]

/** Every breach in words; empty where there is none. For tables where nothing was given back. @param heard what clients were told */
export const findBreaches = async (db: Queryable, heard: readonly Heard[]): Promise<string[]> => {
  const found: string[] = []
  for (const [name, sql] of rules) {
    const { rows } = await db.query(sql)
    if (rows.length > 0) found.push(`${name}: ${rows.length}`)
  }
  const forgotten = await db.query(
    `select 1 from jsonb_to_recordset(($1::text)::jsonb) as h("requestId" uuid, "studentId" int, "courseId" int, result text)
     where not exists (select 1 from course_answers a where a.request_id = h."requestId" and a.student_id = h."studentId"
       and a.course_id = h."courseId" and a.result = h.result)`,
    [JSON.stringify(heard)],
  )
  if (forgotten.rows.length > 0)
    found.push(`an answer that was heard and is not kept: ${forgotten.rows.length}`)
  return found
}

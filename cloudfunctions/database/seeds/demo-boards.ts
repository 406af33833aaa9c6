/** The demo's classes: two weeks of boards, and of evenings that a part of each class logged; counted and published by the jobs themselves. */
import { calendarOf, isSchoolDay } from '../../../contract/calendar'
import { dayBefore, eveningOf } from '../../../contract/homework/evening'
import type { Subject } from '../../../contract/homework/homework'
import { listMarkedDays } from '../../homework/queries'
import { publishHomework } from '../../jobs/homework-published.job'
import { rollUpHomework } from '../../jobs/rollups.job'
import { type Queryable, transactionAs } from '../../platform/database'
import type { Services } from '../../platform/services'
import { demoId } from './demo-base'
import { schools } from './demo-district'
import type { DemoSchoolKey } from './demo-people'

const DAYS = 14

/** One class: who of ten logs, and how much longer an evening takes than its board says. */
type DemoClass = {
  school: DemoSchoolKey
  grade: number
  number: number
  ofTen: number
  slower: number
}
const demoClasses: DemoClass[] = [
  { school: 'first', grade: 4, number: 1, ofTen: 6, slower: 0.85 },
  { school: 'first', grade: 4, number: 2, ofTen: 7, slower: 1.3 },
  { school: 'first', grade: 4, number: 3, ofTen: 2, slower: 1 },
  { school: 'river', grade: 4, number: 1, ofTen: 5, slower: 0.95 },
  { school: 'third', grade: 7, number: 2, ofTen: 5, slower: 0.9 },
]

const subjectsOf = (grade: number): [Subject, string, number][] =>
  grade <= 6
    ? [
        ['chinese', '刘老师', 18],
        ['math', '王思齐', 16],
        ['english', '何老师', 10],
      ]
    : [
        ['chinese', '刘老师', 25],
        ['math', '高老师', 25],
        ['english', '何老师', 18],
      ]

export const seedBoards = async (services: Services): Promise<void> => {
  const now = services.now()
  const isNew = await transactionAs(services.database, 'anxin_operator', async (db) => {
    const tonight = eveningOf(now)
    const calendar = calendarOf(await listMarkedDays(db, dayBefore(tonight, DAYS), tonight))
    const days = Array.from({ length: DAYS }, (_, index) => dayBefore(tonight, DAYS - index)).filter((day) =>
      isSchoolDay(day, calendar),
    )
    let added = 0
    for (const one of demoClasses) added += await seedClass(db, one, days, tonight, now)
    return added > 0
  })
  if (!isNew) return
  const never = () => false
  await rollUpHomework(services, never)
  await publishHomework(services, never)
}

/** @returns boards added; none where they are there */
const seedClass = async (
  db: Queryable,
  one: DemoClass,
  days: readonly string[],
  tonight: string,
  now: Date,
): Promise<number> => {
  const { rows } = await db.query<{ school_id: number; id: number }>(
    `select c.school_id, c.id from classes c join schools s on s.id = c.school_id
     where s.name = $1 and c.grade = $2 and c.number = $3 and c.is_open`,
    [schools.find(({ key }) => key === one.school)?.name, one.grade, one.number],
  )
  const klass = rows[0]
  if (!klass) return 0
  const entries = [...days, tonight].flatMap((day, index) =>
    subjectsOf(one.grade)
      // Of tonight one subject is set already; the rest is for whoever tries the demo.
      .filter((_, place) => day !== tonight || place === 0)
      .map(([subject, name, minutes], place) => ({
        id: demoId(`board ${klass.id} ${day} ${subject}`),
        day,
        subject,
        name,
        minutes: minutes + 5 * ((index + place) % 3),
        reason: one.slower > 1.2 && index % 4 === 3 && place === 2 ? '明天单元练习，今晚复习' : '',
        by: demoId(name === '王思齐' ? 'user teacher' : 'user admin'),
        at: day === tonight ? now.toISOString() : `${day}T16:${10 + place * 7}:00+08:00`,
      })),
  )
  const added = await db.query(
    `insert into homework_boards (school_id, id, class_id, grade, day, subject, tier, place, minutes, reason,
       published_by, published_by_name, published_at)
     select $1, b.id, $2, $3, b.day, b.subject, 'basic', 'home', b.minutes, b.reason, b.by, b.name, b.at
     from jsonb_to_recordset($4) as b(id uuid, day date, subject text, name text, minutes int, reason text, by uuid, at timestamptz)
     on conflict do nothing`,
    [klass.school_id, klass.id, one.grade, JSON.stringify(entries)],
  )
  if (added.count === 0) return 0
  // The rest of the class beside the named children, who have evenings of their own.
  await db.query(
    `insert into homework_logs (school_id, student_id, day, subject, kind, revision, minutes, class_id, grade, written_by, written_at)
     select $1, s.id, b.day, b.subject, 'written', 1,
       greatest(5, round(b.minutes * $4::numeric * (0.6 + 0.1 * ((s.id * 7 + b.place * 3) % 9)))::int), $2, $3, $5, b.day + time '13:00'
     from (select id, row_number() over (order by id) as place from students s
       where school_id = $1 and class_id = $2 and left_at is null
         and not exists (select 1 from homework_logs l where l.school_id = $1 and l.student_id = s.id)) s
     cross join (select day, subject, minutes, dense_rank() over (order by day) as place from homework_boards
       where school_id = $1 and class_id = $2 and day < $6) b
     where (s.place * 3 + b.place) % 10 < $7`,
    [klass.school_id, klass.id, one.grade, one.slower, demoId('user guardian'), tonight, one.ofTen],
  )
  await db.query(
    `insert into homework_habits (school_id, student_id, day, revision, in_bed_minutes, class_id, grade, written_by, written_at)
     select distinct $1::int, l.student_id, l.day, 1, 1240 + 10 * ((l.student_id * 3 + extract(day from l.day)::int) % 8), $2::int, $3::int, $4::uuid, l.written_at
     from homework_logs l where l.class_id = $2 and l.student_id % 2 = 0 on conflict do nothing`,
    [klass.school_id, klass.id, one.grade, demoId('user guardian')],
  )
  await db.query(
    'insert into homework_changes (school_id, class_id, day) select distinct school_id, class_id, day from homework_logs where class_id = $1',
    [klass.id],
  )
  return added.count
}

/** The demo's evenings: two weeks of homework, sleep and sport of the named children, some of them not logged. */
import { calendarOf, isSchoolDay } from '../../../contract/calendar'
import { dayBefore, eveningOf } from '../../../contract/homework/evening'
import type { HomeworkKind, Subject } from '../../../contract/homework/homework'
import { sleepRule } from '../../../contract/homework/limits'
import { currentConsent } from '../../account/consent-text'
import { listMarkedDays } from '../../homework/queries'
import type { Queryable } from '../../platform/database'
import { demoId, ownChildren } from './demo-base'
import type { SchoolIds } from './demo-district'

const DAYS = 14
const DAY_MS = 86_400_000

/** Minutes of an evening in turn; an evening left out was not logged, which is no zero. */
type Entry = [Subject, HomeworkKind, number]
const primary: (readonly Entry[] | null)[] = [
  [
    ['chinese', 'written', 25],
    ['math', 'written', 22],
    ['english', 'unwritten', 15],
  ],
  [
    ['chinese', 'written', 30],
    ['math', 'written', 24],
    ['english', 'written', 18],
  ],
  [
    ['math', 'written', 20],
    ['chinese', 'written', 22],
    ['science', 'unwritten', 10],
  ],
  null,
  [
    ['chinese', 'written', 18],
    ['math', 'school', 20],
    ['english', 'written', 15],
  ],
  [
    ['math', 'written', 26],
    ['chinese', 'written', 26],
  ],
]
const junior: (readonly Entry[] | null)[] = [
  [
    ['math', 'written', 35],
    ['english', 'written', 25],
    ['chinese', 'written', 22],
  ],
  [
    ['math', 'written', 42],
    ['chinese', 'written', 30],
    ['english', 'written', 28],
  ],
  null,
  [
    ['math', 'written', 30],
    ['english', 'written', 20],
    ['history', 'unwritten', 15],
  ],
  [
    ['chinese', 'written', 40],
    ['math', 'written', 33],
    ['biology', 'school', 15],
  ],
]

const eveningsOf = (grade: number, seed: number, schoolDays: readonly string[]) => {
  const turns = grade <= 6 ? primary : junior
  return schoolDays.flatMap((day, index) => {
    const entries = turns[(index + seed) % turns.length]
    return entries ? [{ day, index, entries }] : []
  })
}

/** Puts them there once; the newest evening is yesterday's, tonight is left to whoever tries the demo. */
export const seedHomework = async (db: Queryable, schoolIds: SchoolIds, now: Date): Promise<void> => {
  await seedConsentOfPupil(db, schoolIds.first, now)
  const { rows } = await db.query<{
    id: number
    name: string
    school_id: number
    class_id: number
    grade: number
  }>(
    `select distinct on (s.name) s.id, s.name, s.school_id, s.class_id, c.grade
     from students s join classes c on c.school_id = s.school_id and c.id = s.class_id
     join guardianships g on g.student_id = s.id and g.status = 'active'
     where s.name = any ($1) and not exists (select 1 from homework_logs h where h.school_id = s.school_id and h.student_id = s.id)
     order by s.name, s.id`,
    [ownChildren.map(({ name }) => name)],
  )
  if (rows.length === 0) return
  const tonight = eveningOf(now)
  const calendar = calendarOf(await listMarkedDays(db, dayBefore(tonight, DAYS), tonight))
  const schoolDays = Array.from({ length: DAYS }, (_, index) => dayBefore(tonight, DAYS - index)).filter(
    (day) => isSchoolDay(day, calendar),
  )
  const evenings = rows.flatMap((pupil, seed) =>
    eveningsOf(pupil.grade, seed, schoolDays).map((evening) => ({ ...evening, pupil, seed })),
  )
  const shared = ({ pupil, day }: (typeof evenings)[number]) => ({
    school_id: pupil.school_id,
    student_id: pupil.id,
    day,
    written_by: demoId('user guardian'),
    written_at: `${day}T21:00:00+08:00`,
    class_id: pupil.class_id,
    grade: pupil.grade,
  })
  await db.query(
    `insert into homework_logs (school_id, student_id, day, subject, kind, revision, minutes, class_id, grade, written_by, written_at)
     select school_id, student_id, day, subject, kind, 1, minutes, class_id, grade, written_by, written_at
     from jsonb_to_recordset($1) as l(school_id int, student_id int, day date, subject text, kind text, minutes int,
       class_id int, grade int, written_by uuid, written_at timestamptz) on conflict do nothing`,
    [
      JSON.stringify(
        evenings.flatMap((evening) =>
          evening.entries.map(([subject, kind, minutes]) => ({
            ...shared(evening),
            subject,
            kind,
            minutes: minutes + ((evening.index * 5 + evening.seed * 3) % 7) - 3,
          })),
        ),
      ),
    ],
  )
  await db.query(
    `insert into homework_habits (school_id, student_id, day, revision, in_bed_minutes, up_minutes, sport_minutes, class_id, grade, written_by, written_at)
     select school_id, student_id, day, 1, in_bed, up, sport, class_id, grade, written_by, written_at
     from jsonb_to_recordset($1) as h(school_id int, student_id int, day date, in_bed int, up int, sport int, class_id int, grade int,
       written_by uuid, written_at timestamptz) on conflict do nothing`,
    [
      JSON.stringify(
        evenings
          .filter(({ index }) => index % 2 === 0)
          .map((evening) => ({
            ...shared(evening),
            in_bed: sleepRule(evening.pupil.grade).inBedByMinutes - 20 + 10 * (evening.index % 5),
            up: 6 * 60 + 30 + 10 * (evening.index % 3),
            sport: 30 + 10 * (evening.index % 4),
          })),
      ),
    ],
  )
}

/** The pupil who signs in alone has a father at home, who consented: without it nothing could be logged. */
const seedConsentOfPupil = async (db: Queryable, schoolId: number, now: Date): Promise<void> => {
  const fatherId = demoId('user father of 周予安')
  const since = new Date(now.getTime() - 30 * DAY_MS)
  const { rows } = await db.query<{ student_id: number }>(
    `select student_id from guardianships where user_id = $1 and relation = 'self'`,
    [demoId('user student')],
  )
  const studentId = rows[0]?.student_id
  if (studentId === undefined) return
  await db.query(
    `insert into users (id, display_name, created_at) values ($1, '周先生', $2) on conflict do nothing`,
    [fatherId, since],
  )
  await db.query(
    `insert into guardianships (id, school_id, student_id, user_id, relation, name, status, way, created_at, answered_at)
     values ($1, $2, $3, $4, 'father', '周先生', 'active', 'code', $5, $5) on conflict do nothing`,
    [demoId('tie of the father of 周予安'), schoolId, studentId, fatherId, since],
  )
  await db.query(
    `insert into consents (id, user_id, school_id, student_id, version, given_at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [demoId('consent of the father of 周予安'), fatherId, schoolId, studentId, currentConsent.version, since],
  )
}

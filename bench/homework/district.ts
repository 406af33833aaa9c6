/** A district and a term of its evenings from a seed: the same rows on every machine. */
import { randomUUID } from 'node:crypto'
import type { TestPerson, World } from '../../tests/support/world'

const SCHOOLS = 45
const CLASSES = 1_333
const CHILDREN_PER_CLASS = 42
const SUBJECTS = 4
/** School days of the term: Monday to Friday from the first of September. */
const DAYS = 100
const FIRST_DAY = '2026-09-01'

export type District = {
  schoolId: number
  classId: number
  head: TestPerson
  teacher: TestPerson
  officer: TestPerson
  guardians: { person: TestPerson; studentId: number }[]
  logs: number
}

/** @param size about how many rows of the log */
export const makeDistrict = async (world: World, size: number): Promise<District> => {
  await world.sql(
    `insert into schools (name, stages) select '测量第' || i || '学校', array['primary', 'junior'] from generate_series(1, $1::int) i`,
    [SCHOOLS],
  )
  await world.sql(
    `insert into terms (name, school_year, starts_on, ends_on) values ('测量学期', 2026, $1, '2027-01-31') on conflict do nothing`,
    [FIRST_DAY],
  )
  await world.sql(
    `with s as (select id, row_number() over (order by id) - 1 as place from schools where name like '测量第%')
     insert into classes (school_id, grade, number, school_year)
     select s.id, 3 + (i / $2::int) % 7, 1 + i / ($2::int * 7), 2026 from generate_series(0, $1::int - 1) i join s on s.place = i % $2::int`,
    [CLASSES, SCHOOLS],
  )
  await world.sql(
    `insert into students (school_id, class_id, name, student_number)
     select c.school_id, c.id, '生', 'M' || c.id || '-' || n from classes c cross join generate_series(1, $1::int) n where c.school_year = 2026`,
    [CHILDREN_PER_CLASS],
  )
  const author = await world.person('测量')
  const share = Math.round((2 ** 20 * size) / (CLASSES * CHILDREN_PER_CLASS * SUBJECTS * DAYS))
  const months = await world.sql<{ month: string }>(
    `select distinct to_char(day, 'YYYY-MM') as month from generate_series($1::date, $1::date + 139, interval '1 day') day order by 1`,
    [FIRST_DAY],
  )
  for (const { month } of months)
    await world.sql(
      `insert into homework_logs (school_id, student_id, day, subject, kind, revision, minutes, class_id, grade, written_by, written_at)
       select s.school_id, s.id, d.day, k.subject, 'written', 1,
         5 + (hashint4(s.id * 4 + k.place) & 15) + (hashint4(s.id + d.place * 7919 + k.place * 104729) & 31), s.class_id, c.grade, $3, d.day + time '12:00'
       from (select day::date as day, (day::date - $1::date) as place from generate_series($1::date, $1::date + 139, interval '1 day') day
         where extract(isodow from day) < 6 and to_char(day, 'YYYY-MM') = $2) d
       cross join (values ('chinese', 1), ('math', 2), ('english', 3), ('other', 4)) k(subject, place)
       cross join students s join classes c on c.school_id = s.school_id and c.id = s.class_id
       where (hashint4(s.id * 31 + d.place * 7 + k.place * 1009) & 1048575) < $4`,
      [FIRST_DAY, month, author.userId, share],
    )
  await world.sql(
    `insert into homework_boards (school_id, id, class_id, grade, day, subject, tier, place, minutes, published_by, published_by_name, published_at)
     select c.school_id, gen_random_uuid(), c.id, c.grade, day::date, k.subject, 'basic', 'home', 15 + 5 * (c.id % 3), $2, '师', day
     from classes c cross join generate_series($1::date, $1::date + 139, interval '1 day') day
     cross join (values ('chinese'), ('math'), ('english')) k(subject) where extract(isodow from day) < 6`,
    [FIRST_DAY, author.userId],
  )
  for (const table of ['homework_logs', 'homework_boards', 'students', 'classes'])
    await world.sql(`analyze ${table}`)
  const [klass] = await world.sql<{ school_id: number; id: number }>(
    'select school_id, id from classes where grade = 5 order by id limit 1',
  )
  if (!klass) throw new Error('the district has no class')
  const staff = (role: Parameters<World['staff']>[0], schoolId: number | null) => world.staff(role, schoolId)
  const teacher = await staff('teacher', klass.school_id)
  await world.sql('update posts set class_ids = $2 where user_id = $1', [teacher.userId, [klass.id]])
  const children = await world.sql<{ id: number }>(
    'select id from students where class_id = $1 order by id limit 10',
    [klass.id],
  )
  const guardians = []
  for (const { id } of children) {
    const student = { schoolId: klass.school_id, studentId: id, classId: klass.id, name: '' }
    const person = await world.guardian(student)
    await world.sql(
      `insert into consents (id, user_id, school_id, student_id, version, given_at) values ($1, $2, $3, $4, '1', now())`,
      [randomUUID(), person.userId, klass.school_id, id],
    )
    guardians.push({ person, studentId: id })
  }
  const [counted] = await world.sql<{ logs: number }>('select count(*) as logs from homework_logs')
  return {
    schoolId: klass.school_id,
    classId: klass.id,
    head: await staff('school_head', klass.school_id),
    teacher,
    officer: await staff('bureau_officer', null),
    guardians,
    logs: counted?.logs ?? 0,
  }
}

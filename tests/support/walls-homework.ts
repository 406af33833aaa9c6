/** Both schools' evenings, and those who might read them through a forgotten `where`. */
import { randomUUID } from 'node:crypto'
import { type Attacker, actingAs, open, postsAt, type Rows } from './walls-attackers'
import type { Walls } from './walls-fixture'

type Put = (table: string, name: string, values: Record<string, unknown>) => Promise<unknown>
type Place = {
  X: string
  schoolId: number
  classId: number
  studentId: number
  guardian: string | undefined
  teacher: string | undefined
  at: Date
}

/** One child's evening. */
export const addHomework = async (put: Put, place: Place): Promise<void> => {
  const { X, schoolId, classId, studentId, guardian, teacher, at } = place
  const written = { written_by: guardian, written_at: at }
  const evening = { school_id: schoolId, student_id: studentId, day: '2026-11-17', revision: 1 }
  await put('homework_logs', X, {
    ...evening,
    ...written,
    subject: 'math',
    kind: 'written',
    minutes: 20,
    class_id: classId,
    grade: 4,
  })
  await put('homework_habits', X, { ...evening, ...written, sport_minutes: 60, class_id: classId, grade: 4 })
  await put('homework_changes', X, { school_id: schoolId, class_id: classId, day: '2026-11-17' })
  const counted = {
    day: '2026-11-17',
    measure: 'math',
    grade: 4,
    minutes: 200,
    buckets: '{4}',
    counts: '{10}',
  }
  await put('homework_class_days', X, { ...counted, school_id: schoolId, class_id: classId, answers: 10 })
  // Fewer than ten answered: nobody's family may know.
  await put('homework_class_days', `${X} few`, {
    ...counted,
    school_id: schoolId,
    class_id: classId,
    measure: 'english',
    answers: 9,
  })
  await put('homework_reminders', X, {
    school_id: schoolId,
    student_id: studentId,
    user_id: guardian,
    at_minutes: 1_200,
    asked_at: at,
  })
  await put('homework_published', X, {
    day: '2026-11-17',
    grade: 4,
    row: schoolId,
    scope: 'school',
    school_id: schoolId,
    cells: '{}',
  })
  await put('homework_alerts', X, {
    school_id: schoolId,
    id: randomUUID(),
    class_id: classId,
    grade: 4,
    rule_id: 'rule',
    measure: 'evening',
    first_day: '2026-11-15',
    last_day: '2026-11-17',
    evidence: '[]',
    raised_at: at,
    due_at: at,
  })
  await put('homework_grade_days', X, { ...counted, school_id: schoolId, answers: 10 })
  await put('homework_boards', X, {
    school_id: schoolId,
    id: randomUUID(),
    class_id: classId,
    grade: 4,
    day: '2026-11-17',
    subject: 'math',
    tier: 'basic',
    place: 'home',
    minutes: 20,
    published_by: teacher,
    published_by_name: '师',
    published_at: at,
  })
}

/** What belongs to no school. */
export const addDistrictHomework = async (put: Put): Promise<void> => {
  await put('homework_publications', 'published', { day: '2026-11-17', published_at: '2026-11-18T00:00:00Z' })
  await put('homework_alert_rules', 'rule', {
    id: 'rule',
    kind: 'load',
    days_over: 3,
    days_of: 5,
    reply_school_days: 5,
    document: '文件',
    layer: 'national',
  })
  await put('homework_published', 'published', {
    day: '2026-11-17',
    grade: 4,
    row: 0,
    scope: 'district',
    cells: '{}',
  })
  await put('homework_district_days', 'district', {
    grade: 4,
    day: '2026-11-17',
    measure: 'math',
    answers: 20,
    minutes: 400,
    buckets: '{4}',
    counts: '{20}',
  })
}

const rules = ['rule']
const openToHomework: Rows = { ...open, calendar_days: ['day'], homework_alert_rules: rules }

/** @param walls asked only once the fixture stands */
export const listHomeworkAttackers = (walls: () => Walls): Attacker[] => [
  { who: 'nobody at all', role: 'anxin_homework', settings: () => ({}), sees: openToHomework },
  {
    who: 'a guardian at school B',
    role: 'anxin_homework',
    settings: () => actingAs(walls(), 'guardian B', { students: `{${walls().B.studentId}}`, posts: '{}' }),
    sees: {
      ...openToHomework,
      requests: ['B'],
      students: ['B1'],
      classes: ['B1'],
      guardianships: ['guardian B'],
      consents: ['B'],
      homework_logs: ['B'],
      homework_habits: ['B'],
      homework_class_days: ['B'],
      homework_boards: ['B'],
      homework_reminders: ['B'],
    },
    changes: { homework_boards: [] },
  },
  {
    who: 'the guardian of another child in that school',
    role: 'anxin_homework',
    settings: () => actingAs(walls(), 'other B', { students: `{${walls().B.otherStudentId}}`, posts: '{}' }),
    sees: { ...openToHomework, students: ['B2'], classes: ['B2'], guardianships: ['other B'] },
  },
  {
    who: 'a teacher of the child’s own class',
    role: 'anxin_homework',
    settings: () =>
      actingAs(walls(), 'teacher B', { posts: postsAt({ teacher: [walls().B.schoolId] }), students: '{}' }),
    sees: {
      ...openToHomework,
      students: ['B1', 'B2'],
      classes: ['B1', 'B2'],
      homework_boards: ['B'],
      homework_class_days: ['B', 'B few'],
      homework_publications: ['published'],
    },
    // One's own entry can be taken back; what it says stays.
    changes: { homework_boards: ['B'] },
  },
  {
    who: 'the head of school B',
    role: 'anxin_homework',
    settings: () =>
      actingAs(walls(), 'school_admin B', {
        posts: postsAt({ school_head: [walls().B.schoolId] }),
        students: '{}',
      }),
    sees: {
      ...openToHomework,
      students: ['B1', 'B2'],
      classes: ['B1', 'B2'],
      homework_boards: ['B'],
      homework_published: ['B'],
      homework_publications: ['published'],
      homework_alerts: ['B'],
    },
    changes: { homework_boards: [] },
  },
  {
    who: 'the bureau',
    role: 'anxin_homework',
    settings: () => actingAs(walls(), 'officer', { posts: postsAt({ bureau_officer: [0] }), students: '{}' }),
    sees: {
      ...openToHomework,
      classes: ['A1', 'A2', 'B1', 'B2'],
      homework_boards: ['A', 'B'],
      homework_published: ['A', 'B', 'published'],
      homework_publications: ['published'],
      homework_alerts: ['A', 'B'],
    },
    changes: { homework_boards: [], homework_alerts: [] },
  },
  {
    who: 'the one who counts homework',
    role: 'anxin_rollups',
    settings: () => ({}),
    sees: {
      homework_logs: ['A', 'B'],
      homework_habits: ['A', 'B'],
      homework_changes: ['A', 'B'],
      homework_class_days: ['A', 'A few', 'B', 'B few'],
      homework_grade_days: ['A', 'B'],
      homework_district_days: ['district'],
      homework_publications: ['published'],
      homework_published: ['A', 'B', 'published'],
      homework_boards: ['A', 'B'],
      homework_alerts: ['A', 'B'],
      homework_alert_rules: rules,
      schools: ['A', 'B'],
      classes: ['A1', 'A2', 'B1', 'B2'],
      students: ['A1', 'A2', 'B1', 'B2'],
      calendar_days: ['day'],
      posts: ['school_admin A', 'school_admin B'],
    },
  },
]

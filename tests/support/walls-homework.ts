/** Both schools' evenings, and those who might read them through a forgotten `where`. */
import { type Attacker, actingAs, open, postsAt, type Rows } from './walls-attackers'
import type { Walls } from './walls-fixture'

type Put = (table: string, name: string, values: Record<string, unknown>) => Promise<unknown>
type Place = {
  X: string
  schoolId: number
  classId: number
  studentId: number
  guardian: string | undefined
  at: Date
}

/** One child's evening. */
export const addHomework = async (put: Put, place: Place): Promise<void> => {
  const { X, schoolId, classId, studentId, guardian, at } = place
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
  await put('homework_habits', X, { ...evening, ...written, sport_minutes: 60 })
}

const openToHomework: Rows = { ...open, calendar_days: ['day'] }

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
    },
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
    sees: openToHomework,
  },
]

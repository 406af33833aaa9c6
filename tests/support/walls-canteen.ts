/** The canteen's rows of both schools, and those who might read them through a forgotten `where`. */
import { randomUUID } from 'node:crypto'
import { type Attacker, actingAs, open, postsAt, type Rows } from './walls-attackers'
import type { Walls } from './walls-fixture'

type Put = (table: string, name: string, values: Record<string, unknown>) => Promise<unknown>
type Place = {
  X: string
  schoolId: number
  studentId: number
  otherStudentId: number
  /** Of the first child. */
  guardian: string | undefined
  canteen: string | undefined
  at: Date
}

const WEEK = '2026-11-16'

/** What the bureau sets for all schools. */
export const addDistrictCanteen = async (put: Put, at: Date): Promise<void> => {
  await put('canteen_district', 'due', { due_weekday: 5, due_minutes: 1020, updated_at: at })
}

/** One school's canteen. */
export const addCanteen = async (put: Put, place: Place): Promise<void> => {
  const { X, schoolId, guardian, canteen, at } = place
  const week = { school_id: schoolId, week_starts_on: WEEK }
  await put('canteen_settings', X, { school_id: schoolId, updated_at: at })
  await put('menu_drafts', X, {
    ...week,
    version: 1,
    content: '{}',
    saved_by: canteen,
    saved_by_name: 'x',
    saved_at: at,
  })
  await put('menu_versions', X, {
    ...week,
    version: 1,
    content: '{}',
    findings: '[]',
    published_by: canteen,
    published_by_name: 'x',
    published_at: at,
  })
  await put('menu_looks', X, { ...week, version: 1, user_id: guardian, looked_at: at })
  await put('menu_wishes', X, { school_id: schoolId, user_id: guardian, asked_at: at })
  await put('menu_reminders', X, {
    ...week,
    reminded_on: WEEK,
    reminded_by: canteen,
    reminded_at: at,
  })
}

const AB = ['A', 'B']
const openToCanteen: Rows = { ...open, attempts: AB, canteen_district: ['due'] }
const readOnly = { schools: [], terms: [], hotlines: [], canteen_district: [] }

/** @param walls asked only once the fixture stands */
export const listCanteenAttackers = (walls: () => Walls): Attacker[] => [
  {
    who: 'nobody at all',
    role: 'anxin_canteen',
    settings: () => ({}),
    sees: openToCanteen,
    changes: readOnly,
  },
  {
    who: 'a guardian at school B',
    role: 'anxin_canteen',
    settings: () =>
      actingAs(walls(), 'guardian B', {
        students: `{${walls().B.studentId}}`,
        child_schools: `{${walls().B.schoolId}}`,
        posts: '{}',
      }),
    sees: {
      ...openToCanteen,
      requests: ['B'],
      canteen_settings: ['B'],
      menu_versions: ['B'],
      menu_looks: ['B'],
      menu_wishes: ['B'],
    },
    changes: { ...readOnly, canteen_settings: [] },
  },
  {
    who: 'another guardian at school B',
    role: 'anxin_canteen',
    settings: () =>
      actingAs(walls(), 'other B', {
        students: `{${walls().B.otherStudentId}}`,
        child_schools: `{${walls().B.schoolId}}`,
        posts: '{}',
      }),
    sees: { ...openToCanteen, canteen_settings: ['B'], menu_versions: ['B'] },
    changes: { ...readOnly, canteen_settings: [] },
  },
  {
    who: 'the canteen manager of school B',
    role: 'anxin_canteen',
    settings: () =>
      actingAs(walls(), 'canteen_manager B', {
        posts: postsAt({ canteen_manager: [walls().B.schoolId] }),
        students: '{}',
      }),
    sees: {
      ...openToCanteen,
      posts: ['canteen_manager B'],
      canteen_settings: ['B'],
      menu_drafts: ['B'],
      menu_versions: AB,
      menu_looks: ['B'],
      menu_wishes: ['B'],
    },
    changes: { ...readOnly, menu_wishes: [] },
  },
  {
    who: 'the same canteen manager through a route that does not ask for one',
    role: 'anxin_canteen',
    settings: () => actingAs(walls(), 'canteen_manager B', { posts: '{}', students: '{}' }),
    sees: openToCanteen,
    changes: readOnly,
  },
  {
    who: 'a teacher of school B',
    role: 'anxin_canteen',
    settings: () =>
      actingAs(walls(), 'teacher B', { posts: postsAt({ teacher: [walls().B.schoolId] }), students: '{}' }),
    sees: { ...openToCanteen, canteen_settings: ['B'], menu_versions: ['B'] },
    changes: { ...readOnly, canteen_settings: [] },
  },
  {
    who: 'the bureau',
    role: 'anxin_canteen',
    settings: () => ({ user_id: randomUUID(), posts: postsAt({ bureau_officer: [0] }), students: '{}' }),
    sees: {
      ...openToCanteen,
      posts: AB.map((X) => `canteen_manager ${X}`),
      canteen_settings: AB,
      menu_versions: AB,
      menu_reminders: AB,
    },
    changes: { schools: [], terms: [], hotlines: [], canteen_settings: [] },
  },
]

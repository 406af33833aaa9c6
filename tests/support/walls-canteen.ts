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
  /** Guardian of the other child. */
  other: string | undefined
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
  const { X, schoolId, studentId, otherStudentId, guardian, other, canteen, at } = place
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
  await put('canteen_uploads', `${X} old`, {
    school_id: schoolId,
    id: randomUUID(),
    owner_id: canteen,
    kind: 'menu',
    size_bytes: 1,
    chunk_bytes: 1,
    created_at: new Date('2020-01-01'),
  })
  await put('canteen_uploads', X, {
    school_id: schoolId,
    id: randomUUID(),
    owner_id: canteen,
    kind: 'menu',
    size_bytes: 1,
    chunk_bytes: 1,
    created_at: new Date('2099-01-01'),
  })
  await put('tray_photos', X, {
    school_id: schoolId,
    served_on: WEEK,
    meal: 'lunch',
    id: randomUUID(),
    mime: 'image/jpeg',
    size_bytes: 1,
    storage_key: 'x',
    taken_by: canteen,
    taken_at: at,
  })
  const scores = { taste: 5, amount: 5, cleanliness: 5 }
  for (const [name, student_id, user] of [
    [X, studentId, guardian],
    [`${X} other`, otherStudentId, other],
  ] as const) {
    const child = { school_id: schoolId, student_id }
    await put('child_allergens', name, {
      ...child,
      allergens: ['milk'],
      consent_version: 'x',
      given_by: user,
      given_at: at,
    })
    await put('meal_ratings', name, {
      ...child,
      served_on: WEEK,
      meal: 'lunch',
      id: randomUUID(),
      ...scores,
      warmth: 5,
      rated_by: user,
      rated_at: at,
    })
    await put('survey_answers', name, {
      ...child,
      month: '2026-11-01',
      overall: 5,
      ...scores,
      service: 5,
      answered_by: user,
      answered_at: at,
    })
  }
  await put('survey_sums', X, {
    school_id: schoolId,
    month: '2026-11-01',
    answers: 2,
    overall: 10,
    ...scores,
    service: 10,
  })
  await put('meal_sums', X, { school_id: schoolId, served_on: WEEK, answers: 2, ...scores, warmth: 10 })
  await put('school_dishes', X, {
    school_id: schoolId,
    category: 'staple',
    name: '米饭',
    ingredients: '[]',
    times: 1,
    last_served_on: WEEK,
  })
  await addVisits(put, place)
  await put('canteen_words', X, {
    school_id: schoolId,
    word: '沙葱',
    version: 1,
    meaning: '{}',
    taught_by: canteen,
    taught_by_name: 'x',
    taught_at: at,
  })
  const rule = { rule: '{}', added_by: canteen, added_by_name: 'x', added_at: at }
  await put('canteen_rules', X, { id: randomUUID(), school_id: schoolId, ...rule })
  const file = { file_name: 'x', size_bytes: 1, chunk_bytes: 1, created_at: at }
  await put('dictionary_drafts', X, { id: randomUUID(), owner_id: canteen, ...file })
  await put('menu_rechecks', X, { ...week, version: 1, findings: '[]', checked_at: at })
  if (X !== 'A') return
  await put('dictionary_editions', 'edition', {
    edition: 1,
    foods: '[]',
    food_count: 0,
    hash: 'x',
    file_name: 'x',
    made_by: canteen,
    made_by_name: 'x',
    made_at: at,
  })
  await put('canteen_rules', 'district', { id: randomUUID(), school_id: null, ...rule })
  await put('district_words', 'word', { word: '沙葱', meaning: '{}', changed_by: canteen, changed_at: at })
}

/** A time with one seat taken by the first child's guardian and one free, what they wrote, and a leader's meal. */
const addVisits = async (
  put: Put,
  { X, schoolId, studentId, guardian, canteen, at }: Place,
): Promise<void> => {
  const slot = { school_id: schoolId, slot_id: randomUUID() }
  await put('visit_slots', X, {
    school_id: schoolId,
    id: slot.slot_id,
    kind: 'visit',
    served_on: WEEK,
    meal: 'lunch',
    starts_at: at,
    seats: 2,
    opened_by: canteen,
    opened_at: at,
  })
  await put('visit_seats', `${X} taken`, {
    ...slot,
    seat: 1,
    user_id: guardian,
    student_id: studentId,
    visitor_name: 'x',
    relation: 'mother',
    booked_at: at,
  })
  await put('visit_seats', `${X} free`, { ...slot, seat: 2 })
  await put('visit_records', X, {
    ...slot,
    user_id: guardian,
    id: randomUUID(),
    marks: '{}',
    words: 'x',
    written_at: at,
  })
  await put('companion_meals', X, {
    school_id: schoolId,
    served_on: WEEK,
    meal: 'lunch',
    leader_name: 'x',
    leader_title: 'x',
    recorded_by: canteen,
    recorded_at: at,
  })
}

const AB = ['A', 'B']
const openToCanteen: Rows = {
  ...open,
  attempts: AB,
  canteen_district: ['due'],
  district_words: ['word'],
  canteen_rules: ['district'],
  dictionary_editions: ['edition'],
}
const readOnly = {
  schools: [],
  terms: [],
  hotlines: [],
  canteen_district: [],
  district_words: [],
  canteen_rules: [],
}

/** @param walls asked only once the fixture stands */
export const listCanteenAttackers = (walls: () => Walls): Attacker[] => [
  {
    who: 'nobody at all',
    role: 'anxin_canteen',
    settings: () => ({}),
    sees: openToCanteen,
    changes: readOnly,
    removes: { district_words: [] },
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
      posts: ['canteen_manager B'],
      visit_slots: ['B'],
      visit_seats: ['B free', 'B taken'],
      visit_records: ['B'],
      companion_meals: ['B'],

      ...openToCanteen,
      requests: ['B'],
      canteen_settings: ['B'],
      menu_versions: ['B'],
      menu_looks: ['B'],
      menu_wishes: ['B'],
      tray_photos: ['B'],
      child_allergens: ['B'],
      meal_ratings: ['B'],
      survey_answers: ['B'],
      survey_sums: ['B'],
      meal_sums: ['B'],
      canteen_words: ['B'],
    },
    changes: {
      ...readOnly,
      canteen_settings: [],
      tray_photos: [],
      canteen_words: [],
      visit_slots: [],
      companion_meals: [],
    },
    removes: { tray_photos: [], district_words: [], companion_meals: [] },
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
    sees: {
      posts: ['canteen_manager B'],
      visit_slots: ['B'],
      visit_seats: ['B free'],
      companion_meals: ['B'],

      ...openToCanteen,
      canteen_settings: ['B'],
      menu_versions: ['B'],
      tray_photos: ['B'],
      child_allergens: ['B other'],
      meal_ratings: ['B other'],
      survey_answers: ['B other'],
      survey_sums: ['B'],
      meal_sums: ['B'],
      canteen_words: ['B'],
    },
    changes: {
      ...readOnly,
      canteen_settings: [],
      tray_photos: [],
      canteen_words: [],
      visit_slots: [],
      companion_meals: [],
    },
    removes: { tray_photos: [], district_words: [], companion_meals: [] },
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
      visit_slots: ['B'],
      visit_seats: ['B free', 'B taken'],
      visit_records: ['B'],
      companion_meals: ['B'],

      ...openToCanteen,
      posts: ['canteen_manager B'],
      canteen_settings: ['B'],
      menu_drafts: ['B'],
      menu_versions: AB,
      menu_looks: ['B'],
      menu_wishes: ['B'],
      canteen_uploads: ['B', 'B old'],
      tray_photos: ['B'],
      meal_ratings: ['B', 'B other'],
      survey_sums: ['B'],
      meal_sums: ['B'],
      school_dishes: AB,
      canteen_words: ['B'],
      canteen_rules: ['B', 'district'],
      menu_rechecks: ['B'],
    },
    changes: {
      visit_seats: [],
      ...readOnly,
      menu_wishes: [],
      survey_sums: [],
      meal_sums: [],
      school_dishes: ['B'],
      canteen_rules: ['B'],
      menu_rechecks: [],
    },
    removes: { district_words: [] },
  },
  {
    who: 'the same canteen manager through a route that does not ask for one',
    role: 'anxin_canteen',
    settings: () => actingAs(walls(), 'canteen_manager B', { posts: '{}', students: '{}' }),
    sees: openToCanteen,
    changes: readOnly,
    removes: { district_words: [] },
  },
  {
    who: 'a teacher of school B',
    role: 'anxin_canteen',
    settings: () =>
      actingAs(walls(), 'teacher B', { posts: postsAt({ teacher: [walls().B.schoolId] }), students: '{}' }),
    sees: {
      companion_meals: ['B'],

      ...openToCanteen,
      canteen_settings: ['B'],
      menu_versions: ['B'],
      tray_photos: ['B'],
      survey_sums: ['B'],
      canteen_words: ['B'],
      menu_rechecks: ['B'],
    },
    changes: {
      ...readOnly,
      canteen_settings: [],
      tray_photos: [],
      survey_sums: [],
      canteen_words: [],
      companion_meals: [],
      menu_rechecks: [],
    },
    removes: { tray_photos: [], district_words: [], companion_meals: [] },
  },
  {
    who: 'the bureau',
    role: 'anxin_canteen',
    settings: () => ({ user_id: randomUUID(), posts: postsAt({ bureau_officer: [0] }), students: '{}' }),
    sees: {
      visit_slots: AB,
      visit_records: AB,
      companion_meals: AB,

      ...openToCanteen,
      posts: AB.map((X) => `canteen_manager ${X}`),
      canteen_settings: AB,
      menu_versions: AB,
      menu_reminders: AB,
      tray_photos: AB,
      survey_sums: AB,
      meal_sums: AB,
      canteen_words: AB,
      canteen_rules: ['A', 'B', 'district'],
      menu_rechecks: AB,
    },
    changes: {
      canteen_rules: ['district'],
      visit_slots: [],
      visit_records: [],
      companion_meals: [],

      schools: [],
      terms: [],
      hotlines: [],
      canteen_settings: [],
      tray_photos: [],
      survey_sums: [],
      meal_sums: [],
    },
    removes: { tray_photos: [], companion_meals: [] },
  },
  {
    who: 'the operator',
    role: 'anxin_canteen',
    settings: () => ({ user_id: randomUUID(), posts: postsAt({ operator: [0] }), students: '{}' }),
    sees: {
      ...openToCanteen,
      posts: AB.map((X) => `canteen_manager ${X}`),
      menu_versions: AB,
      canteen_words: AB,
      canteen_rules: ['A', 'B', 'district'],
      menu_rechecks: AB,
    },
    changes: { ...readOnly, district_words: ['word'], canteen_words: [] },
  },
]

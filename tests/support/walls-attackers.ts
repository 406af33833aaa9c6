/** Everybody who might read through a forgotten `where`, and exactly what each may reach. */
import { randomUUID } from 'node:crypto'
import type { DatabaseRole } from '../../cloudfunctions/platform/database'
import type { Walls } from './walls-fixture'

/** What policies read: `app.user_id` and its like. */
export type Settings = Record<string, string>

export const postsAt = (held: Record<string, number[]>): string => JSON.stringify(held)
/** Settings of a person of the fixture. */
export const actingAs = (walls: Walls, name: string, more: Settings = {}): Settings => {
  const userId = walls.users.get(name) ?? ''
  return { user_id: userId, actor_key: userId, ...more }
}
const everybody = (X: string) => [
  `asker ${X}`,
  `canteen_manager ${X}`,
  `guardian ${X}`,
  `handler ${X}`,
  `other ${X}`,
  `school_admin ${X}`,
  `teacher ${X}`,
]
const both = (one: (X: string) => string[]) => ['A', 'B'].flatMap(one).sort()
const AB = ['A', 'B']

/** What everybody may know, and counters that name nobody to people. */
export const open = { schools: AB, terms: ['term'], hotlines: ['A', 'B', 'bureau', 'national'] }
const openToAccount = {
  ...open,
  attempts: AB,
  calendar_days: ['day'],
  visit_seats: ['A free', 'B free'],
}
const openToReport = {
  ...open,
  attempts: AB,
  case_serials: AB,
  calendar_days: ['day'],
  clock_rules: ['rule'],
  daily_roots: ['root'],
}

export type Rows = Record<string, string[]>
export type Attacker = {
  who: string
  role: DatabaseRole
  settings: () => Settings
  /** Exactly these rows, by table; of every table that is not named, none. */
  sees: Rows
  /** Where less can be changed or removed than is seen. */
  changes?: Record<string, string[] | 'refused'>
  removes?: Record<string, string[] | 'refused'>
}
const publicIsReadOnly = { schools: [], terms: [], hotlines: [], calendar_days: [], visit_seats: [] }
const rulesAreReadOnly = { clock_rules: [] }

/** @param walls asked only once the fixture stands */
export const listAttackers = (walls: () => Walls): Attacker[] => [
  {
    who: 'nobody at all',
    role: 'anxin_account',
    settings: () => ({}),
    sees: openToAccount,
    changes: publicIsReadOnly,
    removes: { hotlines: [], calendar_days: [] },
  },
  {
    who: 'a visitor without a session',
    role: 'anxin_account',
    settings: () => ({ actor_key: 'anyone' }),
    sees: openToAccount,
    changes: publicIsReadOnly,
    removes: { hotlines: [], calendar_days: [] },
  },
  {
    who: 'a guardian at school B',
    role: 'anxin_account',
    settings: () => actingAs(walls(), 'guardian B', { students: `{${walls().B.studentId}}`, posts: '{}' }),
    sees: {
      ...openToAccount,
      users: ['guardian B'],
      sessions: ['B'],
      students: ['B1'],
      classes: ['B1'],
      guardianships: ['asker B', 'guardian B'],
      binding_codes: ['B expired', 'B1'],
      consents: ['B'],
      messages: ['B'],
      reminder_credits: ['B'],
      requests: ['B'],
      child_allergens: ['B'],
      meal_ratings: ['B'],
      survey_answers: ['B'],
      homework_logs: ['B'],
      homework_habits: ['B'],
      homework_reminders: ['B'],
      visit_seats: ['A free', 'B free', 'B taken'],
      visit_records: ['B'],
    },
    changes: {
      ...publicIsReadOnly,
      students: [],
      classes: [],
      guardianships: 'refused',
      visit_seats: 'refused',
    },
    removes: { hotlines: [], calendar_days: [] },
  },
  {
    who: 'somebody who still waits for a yes at school B',
    role: 'anxin_account',
    settings: () => actingAs(walls(), 'asker B', { students: '{}', posts: '{}' }),
    sees: { ...openToAccount, users: ['asker B'], guardianships: ['asker B'] },
    changes: { ...publicIsReadOnly, guardianships: 'refused' },
    removes: { hotlines: [], calendar_days: [] },
  },
  {
    who: 'the admin of school B',
    role: 'anxin_account',
    settings: () =>
      actingAs(walls(), 'school_admin B', {
        posts: postsAt({ school_admin: [walls().B.schoolId] }),
        students: '{}',
      }),
    sees: {
      ...openToAccount,
      users: ['school_admin B'],
      posts: ['canteen_manager B', 'handler B', 'school_admin B', 'teacher B'],
      staff_invitations: ['B'],
      classes: ['B1', 'B2'],
      students: ['B1', 'B2'],
      guardianships: ['asker B', 'guardian B', 'other B'],
      binding_codes: ['B expired', 'B1', 'B2'],
      roster_imports: ['B'],
      roster_rows: ['B'],
      access_log: ['B'],
    },
    changes: { ...publicIsReadOnly, schools: ['B'], hotlines: ['B'] },
    removes: { hotlines: ['B'], calendar_days: [] },
  },
  {
    who: 'the same admin through a route that does not ask for admins',
    role: 'anxin_account',
    settings: () => actingAs(walls(), 'school_admin B', { posts: '{}', students: '{}' }),
    sees: { ...openToAccount, users: ['school_admin B'], posts: ['school_admin B'], access_log: ['B'] },
    changes: { ...publicIsReadOnly, posts: 'refused' },
    removes: { hotlines: [], calendar_days: [] },
  },
  {
    who: 'a teacher of class 1 of school B',
    role: 'anxin_account',
    settings: () =>
      actingAs(walls(), 'teacher B', { posts: postsAt({ teacher: [walls().B.schoolId] }), students: '{}' }),
    sees: {
      ...openToAccount,
      users: ['teacher B'],
      posts: ['teacher B'],
      classes: ['B1', 'B2'],
      students: ['B1'],
      guardianships: ['asker B', 'guardian B'],
      binding_codes: ['B expired', 'B1'],
    },
    changes: { ...publicIsReadOnly, posts: 'refused', classes: [], students: [], guardianships: [] },
    removes: { hotlines: [], calendar_days: [] },
  },
  {
    who: 'the head of school B',
    role: 'anxin_account',
    settings: () => ({
      user_id: randomUUID(),
      posts: postsAt({ school_head: [walls().B.schoolId] }),
      students: '{}',
    }),
    sees: {
      ...openToAccount,
      classes: ['B1', 'B2'],
      students: ['B1', 'B2'],
      guardianships: ['asker B', 'guardian B', 'other B'],
      access_log: ['B'],
    },
    changes: { ...publicIsReadOnly, classes: [], students: [], guardianships: [] },
    removes: { hotlines: [], calendar_days: [] },
  },
  {
    who: 'the bureau',
    role: 'anxin_account',
    settings: () => ({ user_id: randomUUID(), posts: postsAt({ bureau_officer: [0] }), students: '{}' }),
    sees: {
      ...openToAccount,
      posts: both((X) => [`canteen_manager ${X}`, `handler ${X}`, `school_admin ${X}`, `teacher ${X}`]),
      staff_invitations: AB,
      classes: both((X) => [`${X}1`, `${X}2`]),
      students: both((X) => [`${X}1`, `${X}2`]),
      guardianships: both((X) => [`asker ${X}`, `guardian ${X}`, `other ${X}`]),
      roster_imports: AB,
      roster_rows: AB,
      access_log: AB,
    },
    changes: { hotlines: ['bureau', 'national'], guardianships: [], visit_seats: [] },
    removes: { hotlines: ['bureau', 'national'] },
  },
  {
    who: 'nobody at all',
    role: 'anxin_report',
    settings: () => ({}),
    sees: openToReport,
    changes: rulesAreReadOnly,
  },
  {
    who: 'a guardian at school B without a case',
    role: 'anxin_report',
    settings: () => actingAs(walls(), 'guardian B', { students: `{${walls().B.studentId}}`, posts: '{}' }),
    sees: {
      ...openToReport,
      users: ['guardian B'],
      students: ['B1'],
      classes: ['B1'],
      guardianships: ['guardian B'],
      requests: ['B'],
    },
    changes: rulesAreReadOnly,
  },
  {
    who: 'the reporter of the case at school B',
    role: 'anxin_report',
    settings: () => ({ reporter_key: 'reporter B', actor_key: 'owner B' }),
    sees: {
      ...openToReport,
      cases: ['B'],
      case_identities: ['B'],
      case_clocks: ['B'],
      case_events: ['B', 'B note'],
      case_event_contents: ['B'],
      case_files: ['B'],
      uploads: ['B'],
    },
    changes: rulesAreReadOnly,
  },
  {
    who: 'whoever holds the receipt of the case at school B',
    role: 'anxin_report',
    settings: () => ({ receipt_key: 'receipt B', actor_key: 'anyone' }),
    sees: {
      ...openToReport,
      cases: ['B'],
      case_clocks: ['B'],
      case_events: ['B', 'B note'],
      case_event_contents: ['B'],
      case_files: ['B'],
    },
    changes: rulesAreReadOnly,
  },
  {
    who: 'a handler of school B, who never sees who reported',
    role: 'anxin_report',
    settings: () =>
      actingAs(walls(), 'handler B', { posts: postsAt({ handler: [walls().B.schoolId] }), students: '{}' }),
    sees: {
      ...openToReport,
      users: ['handler B'],
      posts: ['canteen_manager B', 'handler B', 'school_admin B', 'teacher B'],
      cases: ['B'],
      case_clocks: ['B'],
      case_events: ['B', 'B note'],
      case_event_contents: ['B', 'B note'],
      case_files: ['B'],
      report_statistics: ['B'],
      identity_requests: ['B'],
    },
    changes: rulesAreReadOnly,
  },
  {
    who: 'a custodian, who sees requests and not one case',
    role: 'anxin_report',
    settings: () => ({ user_id: randomUUID(), posts: postsAt({ custodian: [0] }), students: '{}' }),
    sees: { ...openToReport, identity_requests: AB },
    changes: rulesAreReadOnly,
  },
  {
    who: 'another handler of school B, who does not stand aside',
    role: 'anxin_report',
    settings: () => ({
      user_id: randomUUID(),
      posts: postsAt({ handler: [walls().B.schoolId] }),
      students: '{}',
    }),
    sees: {
      ...openToReport,
      posts: ['canteen_manager B', 'handler B', 'school_admin B', 'teacher B'],
      cases: ['B', 'B aside'],
      case_events: ['B', 'B aside', 'B note'],
      case_event_contents: ['B', 'B aside', 'B note'],
      case_files: ['B'],
      case_clocks: ['B'],
      report_statistics: ['B'],
    },
    changes: rulesAreReadOnly,
  },
  {
    who: 'the admin, the teacher and the head of school B together',
    role: 'anxin_report',
    settings: () => {
      const at = [walls().B.schoolId]
      return actingAs(walls(), 'school_admin B', {
        posts: postsAt({ school_admin: at, teacher: at, school_head: at }),
        students: '{}',
      })
    },
    sees: {
      ...openToReport,
      users: ['school_admin B'],
      report_statistics: ['B'],
      // A clock of it climbed to the head.
      cases: ['B aside'],
      case_events: ['B aside'],
      case_event_contents: ['B aside'],
    },
    changes: rulesAreReadOnly,
  },
  {
    who: 'a teacher of school B whom the handler asked in, also to a case that has left the school since',
    role: 'anxin_report',
    settings: () =>
      actingAs(walls(), 'teacher B', { posts: postsAt({ teacher: [walls().B.schoolId] }), students: '{}' }),
    sees: {
      ...openToReport,
      users: ['teacher B'],
      case_members: ['B', 'B hidden'],
      cases: ['B'],
      case_clocks: ['B'],
      case_events: ['B', 'B note'],
      case_event_contents: ['B', 'B note'],
      case_files: ['B'],
    },
    changes: rulesAreReadOnly,
  },
  {
    who: 'the same teacher after the post has ended',
    role: 'anxin_report',
    settings: () => actingAs(walls(), 'teacher B', { posts: '{}', students: '{}' }),
    sees: { ...openToReport, users: ['teacher B'], case_members: ['B', 'B hidden'] },
    changes: rulesAreReadOnly,
  },
  {
    who: 'a teacher of school B who was not asked in, with the case named that an operation looks at',
    role: 'anxin_report',
    settings: () => ({
      user_id: randomUUID(),
      posts: postsAt({ teacher: [walls().B.schoolId] }),
      students: '{}',
      team_case: walls().cases.get('B') ?? '',
    }),
    sees: { ...openToReport, case_members: ['B'] },
    changes: rulesAreReadOnly,
  },
  {
    who: 'an officer of the bureau, whose desk holds what schools may not see',
    role: 'anxin_report',
    settings: () => ({ user_id: randomUUID(), posts: postsAt({ bureau_officer: [0] }), students: '{}' }),
    sees: {
      ...openToReport,
      clock_rule_changes: ['change'],
      overdue_reminders: AB,
      report_statistics: ['A', 'B', 'district'],
      // What it holds itself, and what is late at the schools.
      cases: ['A aside', 'A hidden', 'B aside', 'B hidden'],
      case_events: ['A aside', 'A hidden', 'B aside', 'B hidden'],
      case_event_contents: ['A aside', 'A hidden', 'B aside', 'B hidden'],
    },
  },
  {
    who: 'the run of the clocks before it has taken up a case',
    role: 'anxin_clocks',
    settings: () => ({}),
    sees: { schools: AB, calendar_days: ['day'], case_clocks: AB },
  },
  {
    who: 'the run of the clocks with the case of school B, which it may tell',
    role: 'anxin_clocks',
    settings: () => ({
      clocked_case: walls().cases.get('B') ?? '',
      filing_school: String(walls().B.schoolId),
    }),
    sees: { schools: AB, calendar_days: ['day'], case_clocks: AB, cases: ['B'], posts: ['handler B'] },
  },
  {
    who: 'the one who counts for the statistics, and publishes them once',
    role: 'anxin_statistics',
    settings: () => ({}),
    sees: {
      schools: AB,
      cases: ['A', 'A aside', 'A hidden', 'B', 'B aside', 'B hidden'],
      report_statistics: ['A', 'B', 'district'],
    },
  },
  {
    who: 'the one who makes the days’ roots, from hashes of steps and nothing else of a case',
    role: 'anxin_roots',
    settings: () => ({}),
    sees: {
      daily_roots: ['root'],
      daily_trees: ['tree'],
      case_events: both((X) => [X, `${X} aside`, `${X} hidden`, `${X} note`]),
    },
    changes: { daily_roots: 'refused', daily_trees: 'refused', case_events: 'refused' },
    removes: { daily_roots: 'refused', daily_trees: 'refused', case_events: 'refused' },
  },
  {
    who: 'the jobs',
    role: 'anxin_jobs',
    settings: () => ({}),
    sees: {
      ...open,
      users: [...both(everybody), 'officer'].sort(),
      outbox: AB,
      messages: AB,
      reminder_credits: AB,
      requests: AB,
      attempts: AB,
      web_sign_ins: AB,
      sessions: AB,
      uploads: AB,
      canteen_uploads: ['A old', 'B old'],
      calendar_days: ['day'],
      homework_reminders: AB,
      binding_codes: ['A expired', 'B expired'],
    },
  },
  {
    who: 'the one who finds out who asks',
    role: 'anxin_identity',
    settings: () => ({}),
    sees: {
      schools: AB,
      users: [...both(everybody), 'officer'].sort(),
      sessions: AB,
      web_sign_ins: AB,
      sign_in_links: ['link'],
      attempts: AB,
      consents: AB,
      staff_invitations: AB,
      classes: both((X) => [`${X}1`, `${X}2`]),
      students: both((X) => [`${X}1`, `${X}2`]),
      guardianships: both((X) => [`asker ${X}`, `guardian ${X}`, `other ${X}`]),
      binding_codes: both((X) => [`${X} expired`, `${X}1`, `${X}2`]),
      posts: both((X) => [`canteen_manager ${X}`, `handler ${X}`, `school_admin ${X}`, `teacher ${X}`]),
    },
  },
]

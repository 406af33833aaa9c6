/** Two schools with the same of everything, each row with a name, for those who try to see the other's. */
import { randomUUID } from 'node:crypto'
import type { Database, Queryable } from '../../cloudfunctions/platform/database'
import { transactionAs } from '../../cloudfunctions/platform/database'
import { openTestStore } from './store'
import { listTables } from './tables'
import { addCanteen, addDistrictCanteen } from './walls-canteen'
import { addCourses } from './walls-course'
import { addDistrictHomework, addHomework } from './walls-homework'

type Values = Record<string, unknown>
export type Side = { schoolId: number; classId: number; studentId: number; otherStudentId: number }

/** What somebody tries on a whole table. */
export type Attack = 'select' | 'update' | 'delete'

export type Walls = {
  database: Database
  tables: string[]
  users: Map<string, string>
  A: Side
  B: Side
  /** Id of each school's case. */
  cases: Map<string, string>
  /** Names of the rows that a statement without any `where` reaches, in order. */
  reach(db: Queryable, how: Attack, table: string): Promise<string[]>
  close(): Promise<void>
}

const primaryKeys = async (db: Queryable): Promise<Map<string, string>> => {
  const found = await db.query<{ name: string; key: string }>(
    `select c.relname as name, string_agg(format('%I::text', a.attname), ' || ''|'' || ' order by a.attnum) as key
     from pg_catalog.pg_index i
     join pg_catalog.pg_class c on c.oid = i.indrelid
     join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey::int2[])
     where i.indisprimary group by c.relname`,
  )
  return new Map(found.rows.map((row) => [row.name, row.key]))
}

const at = new Date('2026-11-17T12:00:00Z')
const soon = new Date('2099-01-01T00:00:00Z')
const bytes = Buffer.from('x')

export const makeWalls = async (): Promise<Walls> => {
  const database = await openTestStore()
  const [tables, keys] = await database.transaction(
    async (db) => [await listTables(db), await primaryKeys(db)] as const,
  )
  const names = new Map<string, string>()
  const users = new Map<string, string>()
  const cases = new Map<string, string>()

  const add = (db: Queryable) => async (table: string, name: string, values: Values) => {
    const columns = Object.keys(values)
    const places = columns.map((_, index) => `$${index + 1}`)
    const added = await db.query<{ id: number; pk: string }>(
      `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')}) returning *, ${keys.get(table)} as pk`,
      columns.map((column) => values[column]),
    )
    const row = added.rows[0]!
    names.set(`${table}|${row.pk}`, name)
    return row.id
  }
  const person = async (db: Queryable, name: string): Promise<string> => {
    const id = randomUUID()
    await add(db)('users', name, { id, openid: `openid ${name}`, display_name: name })
    users.set(name, id)
    return id
  }
  const shared = async (db: Queryable): Promise<number> => {
    const put = add(db)
    await db.query('delete from hotlines')
    await put('hotlines', 'national', { id: randomUUID(), layer: 'national', name: '线', phone: '110' })
    await put('hotlines', 'bureau', { id: randomUUID(), layer: 'bureau', name: '线', phone: '0417-0000101' })
    const termId = await put('terms', 'term', {
      name: '学期',
      school_year: 2026,
      starts_on: '2026-09-01',
      ends_on: '2027-01-15',
    })
    await addDistrictCanteen(put, at)
    await db.query('delete from homework_alert_rules')
    await addDistrictHomework(put)
    await put('daily_roots', 'root', { day: '2026-11-17', tree: 'x', previous: 'x', root: 'x', made_at: at })
    await put('daily_trees', 'tree', { day: '2026-11-17', leaves: bytes })
    await db.query('delete from calendar_days')
    await put('calendar_days', 'day', { day: '2026-10-01', is_school_day: false, name: '国庆节' })
    await db.query('delete from clock_rules')
    await put('clock_rules', 'rule', {
      id: 'rule',
      clock: 'first_look',
      amount: 24,
      unit: 'hours',
      warn_minutes: 240,
      climb_minutes: 1440,
      pause_most_days: 0,
      document: '文件',
      layer: 'district',
      is_default: true,
    })
    await put('clock_rule_changes', 'change', {
      id: randomUUID(),
      rule_id: 'rule',
      changed_at: at,
      changed_by: await person(db, 'officer'),
      changed_by_name: '官',
      before: '前',
      after: '后',
    })
    const publication = { period: '2025-2', tables: '{}', published_at: at }
    await put('report_statistics', 'district', { ...publication, row: 0, scope: 'district' })
    await put('sign_in_links', 'link', {
      id: randomUUID(),
      secret_hash: 'x',
      role: 'operator',
      created_at: at,
      expires_at: soon,
    })
    return termId
  }

  const side = async (db: Queryable, X: 'A' | 'B', termId: number): Promise<Side> => {
    const put = add(db)
    const schoolId = await put('schools', X, { name: `学校 ${X}`, stages: ['primary'] })
    const classId = await put('classes', `${X}1`, {
      school_id: schoolId,
      grade: 4,
      number: 1,
      school_year: 2026,
    })
    const otherClassId = await put('classes', `${X}2`, {
      school_id: schoolId,
      grade: 4,
      number: 2,
      school_year: 2026,
    })
    const student = (name: string, class_id: number) =>
      put('students', name, { school_id: schoolId, class_id, name, student_number: `G${name}` })
    const studentId = await student(`${X}1`, classId)
    const otherStudentId = await student(`${X}2`, otherClassId)
    const guardian = await person(db, `guardian ${X}`)
    const asker = await person(db, `asker ${X}`)
    const staff: Record<string, string> = {}
    for (const role of ['school_admin', 'handler', 'teacher', 'canteen_manager']) {
      const name = `${role} ${X}`
      const user_id = await person(db, name)
      staff[role] = randomUUID()
      const class_ids = role === 'teacher' ? [classId] : []
      await put('posts', name, { id: staff[role], school_id: schoolId, user_id, role, name, class_ids })
    }
    const admin = users.get(`school_admin ${X}`)
    const child = { school_id: schoolId, student_id: studentId }
    for (const [user_id, name, status] of [
      [guardian, 'guardian', 'active'],
      [asker, 'asker', 'pending'],
    ] as const)
      await put('guardianships', `${name} ${X}`, {
        id: randomUUID(),
        ...child,
        user_id,
        relation: 'mother',
        status,
        way: 'code',
        created_at: at,
      })
    await put('guardianships', `other ${X}`, {
      id: randomUUID(),
      school_id: schoolId,
      student_id: otherStudentId,
      user_id: await person(db, `other ${X}`),
      relation: 'father',
      status: 'active',
      way: 'code',
      created_at: at,
    })
    for (const [name, student_id] of [
      [`${X}1`, studentId],
      [`${X}2`, otherStudentId],
    ] as const)
      await put('binding_codes', name, {
        school_id: schoolId,
        id: randomUUID(),
        student_id,
        handle: `H${name}`,
        code_hash: 'x',
        created_at: at,
        expires_at: soon,
      })
    await put('binding_codes', `${X} expired`, {
      school_id: schoolId,
      id: randomUUID(),
      student_id: studentId,
      handle: `E${X}`,
      code_hash: 'x',
      created_at: at,
      expires_at: new Date('2020-01-01'),
    })
    await put('staff_invitations', X, {
      id: randomUUID(),
      school_id: schoolId,
      role: 'teacher',
      name: '师',
      code_hash: X,
      expires_at: soon,
    })
    await put('consents', X, { id: randomUUID(), user_id: guardian, ...child, version: '1', given_at: at })
    await put('sessions', X, {
      id: randomUUID(),
      token_hash: X,
      user_id: guardian,
      started_at: at,
      last_seen_at: at,
      expires_at: soon,
    })
    await put('web_sign_ins', X, { id: randomUUID(), secret_hash: X, started_at: at, expires_at: soon })
    await put('requests', X, {
      function: 'account',
      request_key: X,
      actor_key: guardian,
      input_hash: 'x',
      created_at: at,
    })
    await put('attempts', X, { key: X, window_start: at, count: 1 })
    await put('outbox', X, {
      id: randomUUID(),
      user_id: guardian,
      kind: 'system',
      title: '题',
      body: '文',
      created_at: at,
      next_try_at: at,
    })
    await put('messages', X, {
      user_id: guardian,
      id: randomUUID(),
      kind: 'system',
      title: '题',
      body: '文',
      sent_at: at,
    })
    await put('reminder_credits', X, { user_id: guardian, template_key: 'case_progress', credits: 1 })
    await put('hotlines', X, {
      id: randomUUID(),
      layer: 'school',
      school_id: schoolId,
      name: '线',
      phone: '0417-0000102',
    })
    const import_id = randomUUID()
    await put('roster_imports', X, {
      id: import_id,
      school_id: schoolId,
      file_name: 'x',
      status: 'ready',
      size_bytes: 1,
      started_by: admin,
      started_by_name: 'x',
      started_at: at,
      updated_at: at,
    })
    await put('roster_rows', X, {
      import_id,
      row: 2,
      school_id: schoolId,
      grade: 4,
      class_number: 1,
      name: '名',
      student_number: 'G',
    })
    await put('access_log', X, {
      id: randomUUID(),
      school_id: schoolId,
      user_id: admin,
      what: 'x',
      subject: 'x',
      at,
    })
    await put('overdue_reminders', X, {
      school_id: schoolId,
      reminded_on: '2026-11-20',
      reminded_at: at,
      reminded_by: admin,
    })
    await put('report_statistics', X, {
      period: '2025-2',
      row: X === 'A' ? 1 : 2,
      scope: 'school',
      school_id: schoolId,
      tables: '{}',
      published_at: at,
    })
    await put('case_serials', X, { school_id: schoolId, year: 2026, last: 1 })
    const case_id = randomUUID()
    const filedCase = (name: string, id: string, more: Values = {}) =>
      put('cases', name, {
        school_id: schoolId,
        id,
        number: name,
        request_key: `request ${name}`,
        reporter_key: `reporter ${name}`,
        receipt_key: `receipt ${name}`,
        kind: 'other',
        about: 'x',
        state: 'filed',
        is_named: true,
        is_urgent: false,
        content_sealed: bytes,
        data_key_wrapped: bytes,
        key_version: 1,
        head: 'x',
        filed_at: at,
        last_at: at,
        ...more,
      })
    const stepOf = async (name: string, kase: Values, seq: number, is_internal: boolean) => {
      await put('case_events', name, {
        ...kase,
        seq,
        kind: 'x',
        at,
        is_internal,
        digest: 'x',
        previous_hash: 'x',
        hash: 'x',
      })
      await put('case_event_contents', name, { ...kase, seq, is_internal, content_sealed: bytes })
    }
    cases.set(X, case_id)
    await filedCase(X, case_id)
    // About the school's own people, and one that its handler stands aside from; clocks of both have climbed.
    const hidden = { school_id: schoolId, case_id: randomUUID() }
    const climbed = { head_sees_since: at, bureau_sees_since: at }
    await filedCase(`${X} hidden`, hidden.case_id, {
      held_by: 'bureau',
      is_hidden_from_school: true,
      ...climbed,
    })
    await stepOf(`${X} hidden`, hidden, 1, false)
    const aside = { school_id: schoolId, case_id: randomUUID() }
    await filedCase(`${X} aside`, aside.case_id, {
      excluded_user_ids: [users.get(`handler ${X}`)],
      ...climbed,
    })
    await stepOf(`${X} aside`, aside, 1, false)
    const kase = { school_id: schoolId, case_id }
    const asked = { role: 'teacher', kind: 'other', level: 'unset', case_number: '1', invited_by_name: 'x' }
    for (const [name, of] of [
      [X, kase],
      [`${X} hidden`, hidden],
    ] as const)
      await put('case_members', name, {
        ...of,
        ...asked,
        id: randomUUID(),
        user_id: users.get(`teacher ${X}`),
        post_id: staff.teacher,
        name: '师',
        status: 'joined',
        invited_by: users.get(`handler ${X}`),
        invited_at: at,
        answered_at: at,
      })
    await put('case_clocks', X, {
      ...kase,
      kind: 'first_look',
      round: 1,
      document: '文件',
      layer: 'district',
      unit: 'hours',
      pause_most_days: 0,
      started_at: at,
      due_at: soon,
      climb_at: soon,
      next_at: soon,
    })
    await put('case_identities', X, {
      ...kase,
      reporter_key: `reporter ${X}`,
      identity_sealed: bytes,
      data_key_wrapped: bytes,
      key_version: 1,
    })
    await put('identity_requests', X, {
      ...kase,
      id: randomUUID(),
      case_number: '1',
      kind: 'other',
      level: 'unset',
      asked_by: users.get(`handler ${X}`),
      asked_name: 'x',
      asked_role: 'handler',
      asked_at: at,
      reason_sealed: bytes,
      data_key_wrapped: bytes,
      key_version: 1,
    })
    for (const [seq, name, is_internal] of [
      [1, X, false],
      [2, `${X} note`, true],
    ] as const)
      await stepOf(name, kase, seq, is_internal)
    await put('case_files', X, {
      ...kase,
      id: randomUUID(),
      seq: 1,
      position: 0,
      mime: 'x',
      size_bytes: 1,
      storage_key: 'x',
      data_key_wrapped: bytes,
      key_version: 1,
    })
    await put('uploads', X, {
      id: randomUUID(),
      owner_key: `owner ${X}`,
      size_bytes: 1,
      chunk_bytes: 1,
      data_key_wrapped: bytes,
      key_version: 1,
      created_at: at,
    })
    const canteen = users.get(`canteen_manager ${X}`)
    await addHomework(put, {
      X,
      schoolId,
      classId,
      studentId,
      guardian,
      teacher: users.get(`teacher ${X}`),
      at,
    })
    const other = users.get(`other ${X}`)
    await addCanteen(put, { X, schoolId, studentId, otherStudentId, guardian, other, canteen, at })
    await addCourses(put, termId, { X, schoolId, studentId, otherStudentId, guardian, other, at })
    return { schoolId, classId, studentId, otherStudentId }
  }

  const { A, B } = await transactionAs(database, 'anxin_operator', async (db) => {
    const termId = await shared(db)
    return { A: await side(db, 'A', termId), B: await side(db, 'B', termId) }
  })
  return {
    database,
    tables,
    users,
    cases,
    A,
    B,
    reach: async (db, how, table) => {
      const key = keys.get(table) ?? ''
      const column = /^"?(\w+)"?::text/.exec(key)?.[1]
      const statement = {
        select: `select ${key} as pk from ${table}`,
        update: `update ${table} set ${column} = ${column} returning ${key} as pk`,
        delete: `delete from ${table} returning ${key} as pk`,
      }[how]
      const { rows } = await db.query<{ pk: string }>(statement)
      return rows.map((row) => names.get(`${table}|${row.pk}`) ?? `a row without a name in ${table}`).sort()
    },
    close: () => database.close(),
  }
}

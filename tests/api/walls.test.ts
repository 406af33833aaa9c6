/** The third wall: the database itself keeps people apart, even where a query forgets its `where`. */
import { randomUUID } from 'node:crypto'
import { actAs, type DatabaseRole, type Queryable, setLocal } from '../../cloudfunctions/platform/database'
import { listTables } from '../support/tables'
import { actingAs, listAttackers, postsAt, type Rows, type Settings } from '../support/walls-attackers'
import { listCanteenAttackers } from '../support/walls-canteen'
import { listCourseAttackers } from '../support/walls-course'
import { type Attack, makeWalls, type Walls } from '../support/walls-fixture'
import { listHomeworkAttackers } from '../support/walls-homework'

jest.setTimeout(60_000)
let walls: Walls
beforeAll(async () => {
  walls = await makeWalls()
})
afterAll(() => walls.close())

const roles: DatabaseRole[] = [
  'anxin_identity',
  'anxin_account',
  'anxin_report',
  'anxin_canteen',
  'anxin_homework',
  'anxin_rollups',
  'anxin_course',
  'anxin_places',
  'anxin_jobs',
  'anxin_clocks',
  'anxin_statistics',
  'anxin_roots',
  'anxin_operator',
]

class Undone extends Error {}
/** Runs hand-written SQL as a role with somebody's settings, and undoes it. */
const attack = async <T>(
  role: DatabaseRole,
  settings: Settings,
  work: (db: Queryable) => Promise<T>,
): Promise<T> => {
  let answer: { value: T } | undefined
  await walls.database
    .transaction(async (db) => {
      await setLocal(db, settings)
      await actAs(db, role)
      answer = { value: await work(db) }
      throw new Undone()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
  if (!answer) throw new Error('the attack answered nothing')
  return answer.value
}
const isDenied = (error: unknown): boolean => (error as { code?: string }).code === '42501'
/** Names of what an attack reaches on a table; `refused` where the database throws it out. */
const reached = (
  role: DatabaseRole,
  settings: Settings,
  how: Attack,
  table: string,
): Promise<string[] | 'refused'> =>
  attack(role, settings, (db) => walls.reach(db, how, table)).catch((error: unknown) => {
    if (isDenied(error)) return 'refused' as const
    throw error
  })
const privileges = async (role: DatabaseRole, table: string): Promise<string[]> =>
  (
    await walls.database.transaction((db) =>
      db.query<{ name: string }>(
        `select name from unnest(array['select', 'insert', 'update', 'delete']) as name where has_table_privilege($1, $2, name)`,
        [role, table],
      ),
    )
  ).rows.map((row) => row.name)

const attackers = [
  ...listAttackers(() => walls),
  ...listCanteenAttackers(() => walls),
  ...listHomeworkAttackers(() => walls),
  ...listCourseAttackers(() => walls),
]

describe('every table', () => {
  it('forces row security, and has a policy for each role and each thing the role may do', async () => {
    const problems: string[] = []
    await walls.database.transaction(async (db) => {
      for (const table of await listTables(db)) {
        const { rows } = await db.query<{ on: boolean; forced: boolean }>(
          'select relrowsecurity as on, relforcerowsecurity as forced from pg_catalog.pg_class where oid = $1::regclass',
          [table],
        )
        if (!rows[0]?.on || !rows[0].forced) problems.push(`${table}: row security is not forced`)
        for (const role of roles)
          for (const [privilege, command] of Object.entries({
            select: 'r',
            insert: 'a',
            update: 'w',
            delete: 'd',
          })) {
            const found = await db.query(
              `select 1 from pg_catalog.pg_policy
               where polrelid = $1::regclass and polcmd::text in ('*', $3) and $2::regrole::oid = any (polroles)`,
              [table, role, command],
            )
            const granted = await db.query<{ is: boolean }>('select has_table_privilege($1, $2, $3) as is', [
              role,
              table,
              privilege,
            ])
            if (granted.rows[0]?.is && found.rows.length === 0)
              problems.push(`${table}: ${role} may ${privilege} without a policy`)
          }
      }
    })
    expect(problems).toEqual([])
  })

  it('divided by month lets no role at its parts', async () => {
    const { rows } = await walls.database.transaction((db) =>
      db.query<{ name: string; forced: boolean }>(
        'select relname as name, relforcerowsecurity as forced from pg_catalog.pg_class where relispartition and relkind = $1',
        ['r'],
      ),
    )
    expect(rows.length).toBeGreaterThan(30)
    for (const { name, forced } of rows) {
      expect([name, forced]).toEqual([name, true])
      for (const role of roles) expect([name, role, await privileges(role, name)]).toEqual([name, role, []])
    }
  })

  it('has no policy for everybody, and no role passes the wall', async () => {
    const { rows } = await walls.database.transaction((db) =>
      db.query('select polname from pg_catalog.pg_policy where 0 = any (polroles)'),
    )
    expect(rows).toEqual([])
    const strong = await walls.database.transaction((db) =>
      db.query(
        'select rolname from pg_catalog.pg_roles where rolname = any ($1) and (rolsuper or rolbypassrls or rolcanlogin)',
        [roles],
      ),
    )
    expect(strong.rows).toEqual([])
  })

  it('is part of the attacks below: each holds a row of both schools', async () => {
    const seen = await attack('anxin_operator', {}, async (db) => {
      const rows: Rows = {}
      for (const table of walls.tables) rows[table] = await walls.reach(db, 'select', table)
      return rows
    })
    const districtWide = [
      'terms',
      'sign_in_links',
      'canteen_district',
      'district_words',
      'dictionary_editions',
      'calendar_days',
      'clock_rules',
      'clock_rule_changes',
      'daily_roots',
      'daily_trees',
      'homework_district_days',
      'homework_publications',
      'homework_alert_rules',
    ]
    for (const [table, names] of Object.entries(seen)) {
      expect([table, names.filter((name) => name.includes('without a name'))]).toEqual([table, []])
      if (districtWide.includes(table)) expect(names).not.toEqual([])
      else
        for (const X of ['A', 'B'])
          expect([table, names.some((name) => new RegExp(`\\b${X}(\\d|\\b)`).test(name))]).toEqual([
            table,
            true,
          ])
    }
  })

  it('of a case is out of reach of every function but report’s', async () => {
    const ofCases = walls.tables.filter((table) => table.startsWith('case'))
    expect(ofCases).toHaveLength(8)
    for (const table of ofCases)
      for (const role of [
        'anxin_identity',
        'anxin_account',
        'anxin_canteen',
        'anxin_homework',
        'anxin_course',
        'anxin_places',
        'anxin_jobs',
      ] as const)
        expect([table, role, await privileges(role, table)]).toEqual([table, role, []])
    for (const table of [
      'sessions',
      'web_sign_ins',
      'sign_in_links',
      'binding_codes',
      'consents',
      'messages',
      'roster_rows',
      'roster_imports',
    ])
      expect([table, await privileges('anxin_report', table)]).toEqual([table, []])
  })

  it('of a case keeps what was written: nothing is deleted, and steps, words and identities are never changed', async () => {
    for (const table of walls.tables.filter((name) => name.startsWith('case')))
      expect([table, (await privileges('anxin_report', table)).includes('delete')]).toEqual([table, false])
    for (const table of ['case_events', 'case_event_contents', 'case_identities', 'case_files'])
      expect([table, await privileges('anxin_report', table)]).toEqual([table, ['select', 'insert']])
    expect(await privileges('anxin_account', 'access_log')).toEqual(['select', 'insert'])
  })
})

describe('a query that forgets its where', () => {
  for (const attacker of attackers) {
    const { who, role, settings, sees, changes = {}, removes = {} } = attacker
    describe(`as ${role}, on behalf of ${who}`, () => {
      it('reads exactly these rows', async () => {
        const seen: Rows = {}
        for (const table of walls.tables) {
          const rows = await reached(role, settings(), 'select', table)
          if (rows !== 'refused' && rows.length > 0) seen[table] = rows
        }
        expect(seen).toEqual(sees)
      })

      it('changes and removes nothing beyond them', async () => {
        const [changed, removed]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}]
        const [mayChange, mayRemove]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}]
        for (const table of walls.tables) {
          const held = await privileges(role, table)
          if (held.includes('update')) {
            changed[table] = await reached(role, settings(), 'update', table)
            mayChange[table] = changes[table] ?? sees[table] ?? []
          }
          if (held.includes('delete')) {
            removed[table] = await reached(role, settings(), 'delete', table)
            mayRemove[table] = removes[table] ?? sees[table] ?? []
          }
        }
        expect(changed).toEqual(mayChange)
        expect(removed).toEqual(mayRemove)
      })
    })
  }
})

describe('a row written for somebody else', () => {
  const refused = async (
    role: DatabaseRole,
    settings: Settings,
    sql: string,
    params: unknown[],
  ): Promise<boolean> =>
    attack(role, settings, (db) => db.query(sql, params)).then(
      () => false,
      (error: unknown) => {
        if (isDenied(error)) return true
        throw error
      },
    )
  const guardianB = () => actingAs(walls, 'guardian B', { students: `{${walls.B.studentId}}`, posts: '{}' })
  const adminB = () =>
    actingAs(walls, 'school_admin B', {
      posts: postsAt({ school_admin: [walls.B.schoolId] }),
      students: '{}',
    })
  const now = new Date('2026-11-17T12:00:00Z')

  it('is thrown out: nobody ties themselves to a child, or says yes to themselves', async () => {
    const tie = `insert into guardianships (id, school_id, student_id, user_id, relation, status, way, created_at)
      values ($1, $2, $3, $4, 'mother', 'active', 'code', $5)`
    const params = [randomUUID(), walls.A.schoolId, walls.A.studentId, walls.users.get('guardian B'), now]
    expect(await refused('anxin_account', guardianB(), tie, params)).toBe(true)
    expect(await refused('anxin_account', adminB(), tie, params)).toBe(true)
    const yes = `update guardianships set status = 'active' where user_id = $1`
    expect(
      await refused('anxin_account', actingAs(walls, 'asker B', { students: '{}' }), yes, [
        walls.users.get('asker B'),
      ]),
    ).toBe(true)
  })

  it('is thrown out: nobody gives themselves a post, or takes one back that they laid down', async () => {
    const post = `insert into posts (id, school_id, user_id, role, name) values ($1, $2, $3, 'operator', '我')`
    expect(
      await refused('anxin_account', guardianB(), post, [randomUUID(), null, walls.users.get('guardian B')]),
    ).toBe(true)
    const grow = `update posts set role = 'operator', school_id = null where user_id = $1`
    expect(
      await refused('anxin_account', actingAs(walls, 'teacher B'), grow, [walls.users.get('teacher B')]),
    ).toBe(true)
    expect(await refused('anxin_account', adminB(), grow, [walls.users.get('teacher B')])).toBe(true)
  })

  it('is thrown out: consents, messages, codes, log entries and ledger rows in another’s name', async () => {
    const stranger = walls.users.get('guardian A')
    const tries: [string, unknown[]][] = [
      [
        `insert into consents (id, user_id, school_id, student_id, version, given_at) values ($1, $2, $3, $4, '1', $5)`,
        [randomUUID(), stranger, walls.A.schoolId, walls.A.studentId, now],
      ],
      [
        `insert into messages (user_id, id, kind, title, body, sent_at) values ($1, $2, 'x', 'x', 'x', $3)`,
        [stranger, randomUUID(), now],
      ],
      [`insert into reminder_credits (user_id, template_key, credits) values ($1, 'y', 9)`, [stranger]],
      [
        `insert into binding_codes (school_id, id, student_id, handle, code_hash, created_at, expires_at) values ($1, $2, $3, 'ZZZZ', 'x', $4, $4)`,
        [walls.A.schoolId, randomUUID(), walls.A.studentId, now],
      ],
      [
        `insert into access_log (id, school_id, user_id, what, subject, at) values ($1, $2, $3, 'x', 'x', $4)`,
        [randomUUID(), walls.A.schoolId, stranger, now],
      ],
      [
        `insert into requests (function, request_key, actor_key, input_hash, created_at) values ('account', 'y', $1, 'x', $2)`,
        [stranger, now],
      ],
      [`update consents set user_id = $1`, [stranger]],
      [`update students set school_id = $1`, [walls.A.schoolId]],
    ]
    for (const [sql, params] of tries.slice(0, 7))
      expect([sql, await refused('anxin_account', guardianB(), sql, params)]).toEqual([sql, true])
    const [move, where] = tries[7]!
    expect(await refused('anxin_account', adminB(), move, where)).toBe(true)
  })

  it('is thrown out: a handler moves no case to another school, and adds nothing to another’s', async () => {
    const handlerB = actingAs(walls, 'handler B', {
      posts: postsAt({ handler: [walls.B.schoolId] }),
      students: '{}',
    })
    const { rows } = await attack('anxin_operator', {}, (db) =>
      db.query<{ id: string }>('select id from cases where school_id = $1', [walls.A.schoolId]),
    )
    const event = `insert into case_events (school_id, case_id, seq, kind, at, is_internal, digest, previous_hash, hash)
      values ($1, $2, 9, 'x', $3, false, 'x', 'x', 'x')`
    expect(await refused('anxin_report', handlerB, event, [walls.A.schoolId, rows[0]?.id, now])).toBe(true)
    expect(
      await refused('anxin_report', handlerB, 'update cases set school_id = $1', [walls.A.schoolId]),
    ).toBe(true)
  })

  it('cannot be asked for under a role that the function does not wear', async () => {
    for (const role of [
      'anxin_account',
      'anxin_report',
      'anxin_canteen',
      'anxin_homework',
      'anxin_course',
      'anxin_jobs',
    ] as const)
      expect(await refused(role, {}, 'create table public.door (id int)', [])).toBe(true)
  })
})

/** Makes schools and people for a test and lets them knock at the front door of the real functions. */
import { randomUUID } from 'node:crypto'
import { type Database, transactionAs } from '../../cloudfunctions/platform/database'
import { FileMissing, type FileStore } from '../../cloudfunctions/platform/files/store'
import { silentLog } from '../../cloudfunctions/platform/log'
import { hostFunction, type RunningFunction } from '../../cloudfunctions/platform/pipeline'
import type { Caller, Services } from '../../cloudfunctions/platform/services'
import { noWeChat } from '../../cloudfunctions/platform/wechat'
import type { Envelope } from '../../contract/errors'
import type { Relation, StaffRole, Stage } from '../../contract/people'
import { type FunctionName, type InputOf, type OutputOf, type RouteName, routes } from '../../contract/routes'
import { openTestStore } from './store'

export class MemoryFiles implements FileStore {
  readonly files = new Map<string, Buffer>()
  async put(key: string, bytes: Uint8Array): Promise<void> {
    this.files.set(key, Buffer.from(bytes))
  }
  async get(key: string): Promise<Buffer> {
    const found = this.files.get(key)
    if (!found) throw new FileMissing(key)
    return found
  }
  async remove(key: string): Promise<void> {
    for (const name of [...this.files.keys()])
      if (name === key || (key.endsWith('/') && name.startsWith(key))) this.files.delete(name)
  }
  async *list(prefix: string): AsyncIterable<string> {
    for (const name of this.files.keys()) if (name.startsWith(prefix)) yield name
  }
}

export type TestPerson = { userId: string; openid: string; name: string }
export type TestStudent = { schoolId: number; studentId: number; classId: number; name: string }

/** Writes get a fresh request id unless the test gives one. */
type LooseInput<N extends RouteName> = Omit<InputOf<N>, 'requestId'> & { requestId?: string }

export type World = {
  database: Database
  services: Services
  files: MemoryFiles
  /** The moment everybody agrees on; tests move it. */
  clock: { now: Date }
  /** Work that the functions left for after their reply; wait for it before looking at what it did. */
  settle(): Promise<void>
  school(name?: string, stages?: Stage[]): Promise<number>
  schoolClass(schoolId: number, grade?: number, number?: number): Promise<number>
  student(schoolId: number, classId: number, name?: string): Promise<TestStudent>
  person(name?: string): Promise<TestPerson>
  staff(role: StaffRole, schoolId: number | null, name?: string): Promise<TestPerson>
  guardian(student: TestStudent, relation?: Relation, name?: string): Promise<TestPerson>
  /** The whole envelope, whatever it says. `who` null is nobody signed in. */
  ask<N extends RouteName>(
    who: TestPerson | null,
    name: N,
    input: LooseInput<N>,
    caller?: Partial<Caller>,
  ): Promise<Envelope<OutputOf<N>>>
  /** The data, or a failure of the test. */
  get<N extends RouteName>(
    who: TestPerson | null,
    name: N,
    input: LooseInput<N>,
    caller?: Partial<Caller>,
  ): Promise<OutputOf<N>>
  /** The error's code, or a failure of the test where it was let through. */
  refused<N extends RouteName>(
    who: TestPerson | null,
    name: N,
    input: LooseInput<N>,
    caller?: Partial<Caller>,
  ): Promise<string>
  /** SQL as the operator, for arranging and for looking. */
  sql<Row>(text: string, params?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const load = async (name: FunctionName, services: Services): Promise<RunningFunction> => {
  if (name === 'account')
    return hostFunction((await import('../../cloudfunctions/account/index')).accountFunction, services)
  if (name === 'homework')
    return hostFunction((await import('../../cloudfunctions/homework/index')).homeworkFunction, services)
  if (name === 'canteen')
    return hostFunction((await import('../../cloudfunctions/canteen/index')).canteenFunction, services)
  if (name === 'course')
    return hostFunction((await import('../../cloudfunctions/course/index')).courseFunction, services)
  return hostFunction((await import('../../cloudfunctions/report/index')).reportFunction, services)
}

let serial = 0

/** @param overrides parts of the services that a test wants otherwise */
export const makeWorld = async (overrides: Partial<Services> = {}): Promise<World> => {
  const database = overrides.database ?? (await openTestStore())
  const files = new MemoryFiles()
  const clock = { now: new Date('2026-11-17T12:00:00Z') }
  const pending: Promise<void>[] = []
  const services: Services = {
    database,
    files,
    wechat: noWeChat,
    log: silentLog,
    now: () => clock.now,
    isDemo: false,
    masterKeys: new Map([[1, Buffer.alloc(32, 7)]]),
    background: (work) => void pending.push(work()),
    ...overrides,
  }
  const running = new Map<FunctionName, Promise<RunningFunction>>()
  const functionOf = (name: RouteName): Promise<RunningFunction> => {
    const functionName = name.split('.')[0] as FunctionName
    const found = running.get(functionName) ?? load(functionName, services)
    running.set(functionName, found)
    return found
  }
  const sql = async <Row>(text: string, params: unknown[] = []): Promise<Row[]> =>
    (await transactionAs(database, 'anxin_operator', (db) => db.query<Row>(text, params))).rows
  const idOf = async (text: string, params: unknown[]): Promise<number> =>
    (await sql<{ id: number }>(text, params))[0]!.id

  const world: World = {
    database,
    services,
    files,
    clock,
    sql,
    settle: async () => {
      while (pending.length > 0) await Promise.all(pending.splice(0))
    },
    school: (name = `第${++serial}学校`, stages = ['primary']) =>
      idOf('insert into schools (name, stages) values ($1, $2) returning id', [name, stages]),
    schoolClass: (schoolId, grade = 4, number = 2) =>
      idOf(
        'insert into classes (school_id, grade, number, school_year) values ($1, $2, $3, 2026) returning id',
        [schoolId, grade, number],
      ),
    student: async (schoolId, classId, name = `学生${++serial}`) => ({
      schoolId,
      classId,
      name,
      studentId: await idOf(
        'insert into students (school_id, class_id, name, student_number) values ($1, $2, $3, $4) returning id',
        [schoolId, classId, name, `G${String(++serial).padStart(18, '0')}`],
      ),
    }),
    person: async (name = `某人${++serial}`) => {
      const person = { userId: randomUUID(), openid: `openid-${randomUUID()}`, name }
      await sql('insert into users (id, openid, display_name) values ($1, $2, $3)', [
        person.userId,
        person.openid,
        name,
      ])
      return person
    },
    staff: async (role, schoolId, name = `老师${++serial}`) => {
      const person = await world.person(name)
      await sql('insert into posts (id, school_id, user_id, role, name) values ($1, $2, $3, $4, $5)', [
        randomUUID(),
        schoolId,
        person.userId,
        role,
        name,
      ])
      return person
    },
    guardian: async (student, relation = 'mother', name = `家长${++serial}`) => {
      const person = await world.person(name)
      await sql(
        `insert into guardianships (id, school_id, student_id, user_id, relation, name, status, way, created_at, answered_at)
         values ($1, $2, $3, $4, $5, $6, 'active', 'code', $7, $7)`,
        [randomUUID(), student.schoolId, student.studentId, person.userId, relation, name, clock.now],
      )
      return person
    },
    ask: async (who, name, input, caller = {}) => {
      const wants = routes[name].kind === 'write'
      const running = await functionOf(name)
      const envelope = await running.call(
        {
          action: name.split('.')[1],
          input: wants ? { requestId: randomUUID(), ...(input as object) } : input,
        },
        {
          address: '203.0.113.7',
          clientLabel: '测试',
          source: 'cloud',
          ...(who ? { openid: who.openid } : {}),
          ...caller,
        },
      )
      return envelope as Envelope<OutputOf<typeof name>>
    },
    get: async (who, name, input, caller) => {
      const envelope = await world.ask(who, name, input, caller)
      if (!envelope.ok) throw new Error(`${name} was refused: ${JSON.stringify(envelope.error)}`)
      return envelope.data
    },
    refused: async (who, name, input, caller) => {
      const envelope = await world.ask(who, name, input, caller)
      if (envelope.ok)
        throw new Error(`${name} was let through: ${JSON.stringify(envelope.data).slice(0, 200)}`)
      return envelope.error.code
    },
    close: async () => {
      await world.settle()
      if (!overrides.database) await database.close()
    },
  }
  return world
}

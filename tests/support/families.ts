/** Builders that the family tests share: children of one school, binding codes, and what came of them. */
import { randomBytes, randomUUID } from 'node:crypto'
import { currentConsent } from '../../cloudfunctions/account/consent-text'
import { hashSecret } from '../../cloudfunctions/platform/identity'
import { bindingHandle, formatBindingCode, makeBindingCode } from '../../contract/account/binding-code'
import type { Envelope } from '../../contract/errors'
import type { Relation } from '../../contract/people'
import type { OutputOf } from '../../contract/routes'
import { makeWorld, type TestPerson, type TestStudent, type World } from './world'

export const consentVersion = currentConsent.version
type Bound = Envelope<OutputOf<'account.bindChild'>>

export type FamilyWorld = World & {
  schoolId: number
  admin: TestPerson
  aChild(name?: string): Promise<TestStudent>
  hoursLater(hours: number): void
  /** A code as the school prints it. */
  codeFor(child: TestStudent, expiresAt?: Date): Promise<string>
  bind(who: TestPerson | null, code: string, relation?: Relation): Promise<Bound>
  /** Kinds of the notices on their way to a person, oldest first. */
  noticesOf(person: TestPerson): Promise<string[]>
  tiesOf(person: TestPerson): Promise<{ id: string; status: string; way: string; student_id: number }[]>
}

/** The status a binding came to, or the code of its refusal. */
export const outcomeOf = (envelope: Bound): string =>
  envelope.ok ? envelope.data.status : envelope.error.code

export const makeFamilyWorld = async (): Promise<FamilyWorld> => {
  const world = await makeWorld()
  const schoolId = await world.school('海棠小学')
  const classId = await world.schoolClass(schoolId, 4, 2)
  const admin = await world.staff('school_admin', schoolId, '王老师')
  return {
    ...world,
    schoolId,
    admin,
    aChild: (name) => world.student(schoolId, classId, name),
    hoursLater: (hours) => {
      world.clock.now = new Date(world.clock.now.getTime() + hours * 3_600_000)
    },
    codeFor: async (child, expiresAt = new Date('2026-12-17T12:00:00Z')) => {
      const code = makeBindingCode(randomBytes(40))
      await world.sql(
        `insert into binding_codes (school_id, id, student_id, handle, code_hash, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          child.schoolId,
          randomUUID(),
          child.studentId,
          bindingHandle(code),
          hashSecret(code),
          world.clock.now,
          expiresAt,
        ],
      )
      return formatBindingCode(code)
    },
    bind: (who, code, relation = 'mother') =>
      world.ask(who, 'account.bindChild', { code, relation, consentVersion }),
    noticesOf: async (person) => {
      const rows = await world.sql<{ kind: string }>(
        'select kind from outbox where user_id = $1 order by created_at',
        [person.userId],
      )
      return rows.map((row) => row.kind)
    },
    tiesOf: (person) =>
      world.sql(
        'select id, status, way, student_id from guardianships where user_id = $1 order by created_at, id',
        [person.userId],
      ),
  }
}

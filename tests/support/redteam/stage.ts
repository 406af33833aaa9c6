/** The stage of the red-team suite: two schools with the same people and things, and everybody who may knock. */
import { randomUUID } from 'node:crypto'
import type { Services } from '../../../cloudfunctions/platform/services'
import type { InputOf, OutputOf, RouteName } from '../../../contract/routes'
import { plainJpeg } from '../pictures'
import { makeWorld, type TestPerson, type TestStudent, type World } from '../world'

/** Writes get their request id from the world. */
export type LooseInput<N extends RouteName> = Omit<InputOf<N>, 'requestId'>

export const cast = [
  'guardian',
  'other_guardian',
  'pupil',
  'teacher',
  'grade_head',
  'handler',
  'school_admin',
  'school_head',
  'canteen_manager',
  'course_office',
] as const
/** Somebody of a school. The guardian is the one who files the cases there; the pupil is their child. */
export type Cast = (typeof cast)[number]
export const bureauCast = ['bureau_officer', 'custodian', 'operator'] as const
export type BureauCast = (typeof bureauCast)[number]

export type School = {
  X: 'A' | 'B'
  schoolId: number
  classId: number
  child: TestStudent
  otherChild: TestStudent
  people: Record<Cast, TestPerson>
}
export type Caller = {
  /** `handler B`, `nobody`, `bureau_officer`: how a failure names them. */
  who: string
  role: Cast | BureauCast | 'nobody' | 'stranger'
  at: 'A' | 'B' | null
  person: TestPerson | null
}
export type Filed = OutputOf<'report.submitReport'>

export type Stage = World & {
  A: School
  B: School
  bureau: Record<BureauCast, TestPerson>
  stranger: TestPerson
  callers: Caller[]
  /** A report by that school's guardian. */
  filed(school: School, change?: Partial<LooseInput<'report.submitReport'>>): Promise<Filed>
  /** Filed, and taken by that school's handler. */
  taken(school: School): Promise<Filed & { events: number }>
  /** An upload of that person on its way. */
  upload(person: TestPerson | null): Promise<string>
  /** A picture of that person, ready to go with a report. */
  picture(person: TestPerson | null): Promise<OutputOf<'report.finishUpload'>>
  postOf(person: TestPerson): Promise<string>
  /** Every row of every table, but for counters of wrong tries; equal where nothing was changed. */
  rows(): Promise<string>
}

export const makeStage = async (overrides: Partial<Services> = {}): Promise<Stage> => {
  const world = await makeWorld(overrides)
  const school = async (X: 'A' | 'B'): Promise<School> => {
    const schoolId = await world.school(`学校 ${X}`)
    const classId = await world.schoolClass(schoolId)
    const child = await world.student(schoolId, classId, `孩子 ${X}`)
    const otherChild = await world.student(schoolId, await world.schoolClass(schoolId, 4, 3), `别的孩子 ${X}`)
    const staff = (role: Parameters<World['staff']>[0]) => world.staff(role, schoolId, `${role} ${X}`)
    const teacher = await staff('teacher')
    await world.sql('update posts set class_ids = $2 where user_id = $1', [teacher.userId, [classId]])
    const gradeHead = await staff('grade_head')
    await world.sql('update posts set class_ids = $2 where user_id = $1', [gradeHead.userId, [classId]])
    return {
      X,
      schoolId,
      classId,
      child,
      otherChild,
      people: {
        guardian: await world.guardian(child, 'mother', `妈妈 ${X}`),
        other_guardian: await world.guardian(otherChild, 'father', `别家爸爸 ${X}`),
        pupil: await world.guardian(child, 'self', `孩子 ${X}`),
        teacher,
        grade_head: gradeHead,
        handler: await staff('handler'),
        school_admin: await staff('school_admin'),
        school_head: await staff('school_head'),
        canteen_manager: await staff('canteen_manager'),
        course_office: await staff('course_office'),
      },
    }
  }
  const [A, B] = [await school('A'), await school('B')]
  const bureau = {
    bureau_officer: await world.staff('bureau_officer', null, '局里'),
    custodian: await world.staff('custodian', null, '保管人'),
    operator: await world.staff('operator', null, '系统'),
  }
  const stranger = await world.person('路人')
  const callers: Caller[] = [
    { who: 'nobody', role: 'nobody', at: null, person: null },
    { who: 'stranger', role: 'stranger', at: null, person: stranger },
    ...[A, B].flatMap(({ X, people }) =>
      cast.map((role): Caller => ({ who: `${role} ${X}`, role, at: X, person: people[role] })),
    ),
    ...bureauCast.map((role): Caller => ({ who: role, role, at: null, person: bureau[role] })),
  ]
  const tables = (
    await world.sql<{ name: string }>(
      `select tablename as name from pg_tables
       where schemaname = 'public' and tablename not in ('schema_migrations', 'attempts')`,
    )
  ).map(({ name }) => name)
  const stage: Stage = {
    ...world,
    A,
    B,
    bureau,
    stranger,
    callers,
    filed: async ({ schoolId, people }, change = {}) => {
      await world.sql('delete from attempts')
      return world.get(people.guardian, 'report.submitReport', {
        schoolId,
        about: 'my_child',
        studentId: null,
        kind: 'bullying',
        acts: ['insult'],
        details: '课间几个同学一直叫他外号，还不让别人和他玩。',
        place: '三楼走廊',
        occurredWhen: '上周三课间',
        grade: 4,
        isNamed: false,
        contact: '',
        uploadIds: [],
        ...change,
      })
    },
    taken: async (at) => {
      const filed = await stage.filed(at)
      const { events } = await world.get(at.people.handler, 'report.takeCase', {
        caseId: filed.caseId,
        events: 1,
      })
      return { ...filed, events }
    },
    upload: async (person) => (await world.get(person, 'report.beginUpload', { sizeBytes: 4 })).uploadId,
    picture: async (person) => {
      const { uploadId } = await world.get(person, 'report.beginUpload', { sizeBytes: plainJpeg.length })
      await world.get(person, 'report.putChunk', { uploadId, index: 0, base64: plainJpeg.toString('base64') })
      return world.get(person, 'report.finishUpload', { uploadId })
    },
    postOf: async (person) =>
      (await world.sql<{ id: string }>('select id from posts where user_id = $1', [person.userId]))[0]!.id,
    rows: async () => {
      const sums = tables.map(
        (table) =>
          `(select '${table} ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ${table} t)`,
      )
      const { rows } = await world.database.transaction((db) =>
        db.query<{ sums: string }>(`select array_to_string(array[${sums.join(', ')}], ';') as sums`),
      )
      return rows[0]!.sums
    },
  }
  return stage
}

export const somewhere = (): string => randomUUID()

/** Decisions on the homework function: a child's evenings are its family's, and nobody else's. */
import { eveningOf } from '../../../contract/homework/evening'
import type { RoutesOf } from '../../../contract/routes'
import type { TestPerson } from '../world'
import { type Decision, type Decisions, nowhere } from './decision'
import { type LooseInput, type School, type Stage, somewhere } from './stage'

type HomeworkRoute = RoutesOf<'homework'>

/** The family of the child of that school, once it has consented. */
const ofFamily = <N extends HomeworkRoute>(
  call: (studentId: number, stage: Stage, caller: string) => LooseInput<N>,
): Decision<N> => ({
  reach: ['guardian', 'pupil'],
  input: async (stage, at, caller) => {
    await consent(stage, at)
    return call(at.child.studentId, stage, caller.role)
  },
  ghost: (stage) => call(nowhere, stage, 'guardian'),
})
const consent = async (stage: Stage, { people, child }: School): Promise<void> => {
  await stage.get(people.guardian, 'account.giveConsent', {
    studentId: child.studentId,
    version: (await stage.get(null, 'account.getConsent', {})).version,
  })
}

/** Those who teach the class, those who lead its grade, and where it says so the school's heads. */
const teachers = ['teacher', 'grade_head'] as const
const entry = (stage: Stage, classId: number) => ({
  classId,
  day: eveningOf(stage.clock.now),
  subject: 'math' as const,
  tier: 'basic' as const,
  place: 'class' as const,
  minutes: 10,
})
const publish = async (stage: Stage, at: School, person: TestPerson) => {
  const { board } = await stage.get(at.people.teacher, 'homework.getBoard', {
    schoolId: at.schoolId,
    classId: at.classId,
    day: null,
  })
  return stage.get(person, 'homework.publishBoard', {
    ...entry(stage, at.classId),
    reason: '',
    seen: board?.revision ?? 0,
  })
}

/** Those who lead the school or the grade, and the bureau. */
const ofHeads = <N extends HomeworkRoute>(
  call: (at: Pick<School, 'schoolId'>) => LooseInput<N>,
): Decision<N> => ({
  reach: ['school_head', 'school_admin', 'grade_head', 'bureau_officer'],
  input: (_, at) => call(at),
  ghost: () => call({ schoolId: nowhere }),
})
/** A notice of its own for each who replies. */
const raise = async (stage: Stage, { schoolId, classId }: School): Promise<string> => {
  const alertId = somewhere()
  await stage.sql(
    `insert into homework_alerts (school_id, id, class_id, grade, rule_id, measure, first_day, last_day, evidence, raised_at, due_at)
     select $1, $2, $3, 4, 'load', 'evening', '2026-11-10', date '2026-11-12' + count(*)::int, '[]', $4, $4 from homework_alerts`,
    [schoolId, alertId, classId, stage.clock.now],
  )
  return alertId
}

export const homeworkDecisions: Decisions<HomeworkRoute> = {
  'homework.getWeek': ofFamily((studentId) => ({ studentId, until: null })),
  'homework.saveLog': ofFamily((studentId, stage, who) => ({
    studentId,
    day: eveningOf(stage.clock.now),
    // Mother and child write down different things: neither meets the other's revision.
    subject: who === 'pupil' ? 'english' : 'math',
    kind: 'written',
    minutes: 20,
    basedOn: 0,
    why: '',
  })),
  'homework.saveHabits': ofFamily((studentId, stage) => ({
    studentId,
    day: eveningOf(stage.clock.now),
    inBedMinutes: 1_270,
    upMinutes: 400,
    sportMinutes: 60,
    basedOn: 0,
    why: '',
  })),
  'homework.getFamilyBoard': ofFamily((studentId) => ({ studentId, day: null })),
  'homework.getBoard': {
    reach: [...teachers, 'school_head', 'school_admin'],
    input: (_, { schoolId, classId }, { role }) => ({
      schoolId,
      classId: role === 'teacher' ? classId : null,
      day: null,
    }),
    ghost: () => ({ schoolId: nowhere, classId: null, day: null }),
  },
  'homework.getReckoning': {
    reach: teachers,
    input: (stage, { classId }) => entry(stage, classId),
    ghost: (stage) => entry(stage, nowhere),
  },
  'homework.publishBoard': {
    reach: teachers,
    input: async (stage, at) => ({
      ...entry(stage, at.classId),
      reason: '',
      seen: (
        await stage.get(at.people.teacher, 'homework.getBoard', {
          schoolId: at.schoolId,
          classId: at.classId,
          day: null,
        })
      ).board!.revision,
    }),
    ghost: (stage) => ({ ...entry(stage, nowhere), reason: '', seen: 0 }),
  },
  'homework.getLoad': ofFamily((studentId) => ({ studentId })),
  'homework.saveReminder': ofFamily((studentId) => ({ studentId, atMinutes: 20 * 60 })),
  'homework.getGrid': ofHeads(({ schoolId }) => ({ schoolId, day: null })),
  'homework.listAlerts': ofHeads(({ schoolId }) => ({ schoolId })),
  'homework.replyAlert': {
    reach: ['school_head', 'school_admin'],
    input: async (stage, at) => ({
      schoolId: at.schoolId,
      alertId: await raise(stage, at),
      text: '已和老师商量减量。',
    }),
    ghost: (_, { schoolId }) => ({ schoolId, alertId: somewhere(), text: '已和老师商量减量。' }),
  },
  'homework.getDistrict': { reach: ['bureau_officer'], input: () => ({}) },
  'homework.getDistrictFile': { reach: ['bureau_officer'], input: () => ({}) },
  // One's own entry: each who gets through first publishes one.
  'homework.withdrawBoard': {
    reach: teachers,
    input: async (stage, at, { person }) => {
      const teaches = person === at.people.teacher || person === at.people.grade_head
      const { entries } = await publish(stage, at, teaches && person ? person : at.people.teacher)
      return { boardId: entries.at(-1)!.boardId }
    },
    ghost: () => ({ boardId: somewhere() }),
  },
}

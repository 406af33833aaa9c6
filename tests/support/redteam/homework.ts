/** Decisions on the homework function: a child's evenings are its family's, and nobody else's. */
import { eveningOf } from '../../../contract/homework/evening'
import type { RoutesOf } from '../../../contract/routes'
import { type Decision, type Decisions, nowhere } from './decision'
import type { LooseInput, School, Stage } from './stage'

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
}

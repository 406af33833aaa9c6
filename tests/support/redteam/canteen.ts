/** Decisions on the canteen function: a school's menus are its canteen's to write and its own people's to read. */

import { thisWeek, weekAfter } from '../../../contract/canteen/week'
import type { RoutesOf } from '../../../contract/routes'
import { plainWeek } from '../menus'
import { type Decision, type Decisions, nowhere, type Reach } from './decision'
import type { LooseInput, School, Stage } from './stage'

type CanteenRoute = RoutesOf<'canteen'>

const keeper: readonly Reach[] = ['canteen_manager']
const people: readonly Reach[] = [
  'guardian',
  'other_guardian',
  'pupil',
  'teacher',
  'handler',
  'school_admin',
  'school_head',
  'canteen_manager',
  'course_office',
]
const readers: readonly Reach[] = [...people, 'bureau_officer']

/** Weeks far apart, so that no caller meets the draft that another left. */
let weeks = 0
const newWeek = (stage: Stage): string => weekAfter(thisWeek(stage.clock.now), ++weeks)

const drafted = async (stage: Stage, { schoolId, people: { canteen_manager } }: School): Promise<string> => {
  const weekStartsOn = newWeek(stage)
  await stage.get(canteen_manager, 'canteen.saveDraft', {
    schoolId,
    version: 0,
    menu: plainWeek(weekStartsOn),
  })
  return weekStartsOn
}
const published = async (stage: Stage, at: School): Promise<string> => {
  const weekStartsOn = await drafted(stage, at)
  const {
    schoolId,
    people: { canteen_manager },
  } = at
  const input = { schoolId, weekStartsOn, draftVersion: 1, changeNote: '' }
  await stage.get(canteen_manager, 'canteen.publishMenu', input)
  return weekStartsOn
}

/** A route on a week of that school. */
const onWeek = <N extends CanteenRoute>(
  reach: readonly Reach[],
  make: (stage: Stage, at: School) => Promise<string>,
  call: (schoolId: number, weekStartsOn: string) => LooseInput<N>,
): Decision<N> => ({
  reach,
  input: async (stage, at) => call(at.schoolId, await make(stage, at)),
  ghost: (stage) => call(nowhere, thisWeek(stage.clock.now)),
})

export const canteenDecisions: Decisions<CanteenRoute> = {
  'canteen.getDesk': onWeek(keeper, drafted, (schoolId, weekStartsOn) => ({ schoolId, weekStartsOn })),
  'canteen.saveDraft': onWeek(
    keeper,
    async (stage) => newWeek(stage),
    (schoolId, weekStartsOn) => ({ schoolId, version: 0, menu: plainWeek(weekStartsOn) }),
  ),
  'canteen.publishMenu': onWeek(keeper, drafted, (schoolId, weekStartsOn) => ({
    schoolId,
    weekStartsOn,
    draftVersion: 1,
    changeNote: '',
  })),
  'canteen.getWeek': onWeek(readers, published, (schoolId, weekStartsOn) => ({ schoolId, weekStartsOn })),
  'canteen.getVersion': onWeek([...readers, 'any canteen_manager'], published, (schoolId, weekStartsOn) => ({
    schoolId,
    weekStartsOn,
    version: 1,
  })),
}

/** Brings a published week over as the start of another one: dishes only, never another week's prices or note. */
import type { Kitchen } from '@contract/canteen/canteen'
import type { MealKind, WeekMenu } from '@contract/canteen/menu'
import { call, newRequestId } from '@/api/call'
import { copiedTo, fittedTo } from './edit-menu'

const mealsOf = ({ isBoarding }: Kitchen): MealKind[] =>
  isBoarding ? ['breakfast', 'lunch', 'supper', 'snack'] : ['lunch', 'snack']

/** @returns that menu's days on the days of `weekStartsOn`, as this kitchen can use them */
export const copyMenu = async (
  kitchen: Kitchen,
  from: { schoolId: number; weekStartsOn: string; version: number },
  weekStartsOn: string,
): Promise<WeekMenu> => {
  const { schoolId, version } = from
  const { menu } = await call('canteen.getVersion', { schoolId, weekStartsOn: from.weekStartsOn, version })
  const fitted = schoolId === kitchen.schoolId ? menu : fittedTo(menu, kitchen.stages, mealsOf(kitchen))
  return copiedTo(fitted, weekStartsOn, newRequestId)
}

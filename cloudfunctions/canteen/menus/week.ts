/** Weeks begin on Mondays, and a menu's days lie in its week. */
import type { WeekMenu } from '../../../contract/canteen/menu'
import { daysProblem, isMonday } from '../../../contract/canteen/week'
import { refuseField } from '../../platform/errors'

/** @throws AppError `input.invalid` */
export const requireWeek = (weekStartsOn: string): void => {
  if (!isMonday(weekStartsOn)) throw refuseField('weekStartsOn', '一周要从周一开始')
}

/** @throws AppError `input.invalid` where days lie outside the week or stand twice */
export const requireDays = (menu: WeekMenu): void => {
  const problem = daysProblem(menu)
  if (problem !== null) throw refuseField('menu', problem)
}

/** The homework function: what a family logs of its evenings, and reads back. */
import type { FunctionDefinition } from '../platform/handler'
import { getWeek } from './get-week'
import { saveHabits } from './save-habits'
import { saveLog } from './save-log'

export const homeworkFunction: FunctionDefinition<'homework'> = {
  name: 'homework',
  databaseRole: 'anxin_homework',
  handlers: {
    'homework.getWeek': getWeek,
    'homework.saveLog': saveLog,
    'homework.saveHabits': saveHabits,
  },
}

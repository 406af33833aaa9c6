/** The homework function: what a family logs of its evenings and reads back, and the boards of its teachers. */
import type { FunctionDefinition } from '../platform/handler'
import { getBoard } from './board/get-board'
import { getFamilyBoard } from './board/get-family-board'
import { getReckoning } from './board/get-reckoning'
import { publishBoard, withdrawBoard } from './board/publish'
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
    'homework.getBoard': getBoard,
    'homework.getReckoning': getReckoning,
    'homework.publishBoard': publishBoard,
    'homework.withdrawBoard': withdrawBoard,
    'homework.getFamilyBoard': getFamilyBoard,
  },
}

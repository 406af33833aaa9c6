/** The homework function: what a family logs of its evenings and reads back, the boards of its teachers, and what is published of both. */
import type { FunctionDefinition } from '../platform/handler'
import { getBoard } from './board/get-board'
import { getFamilyBoard } from './board/get-family-board'
import { getReckoning } from './board/get-reckoning'
import { publishBoard, withdrawBoard } from './board/publish'
import { getWeek } from './get-week'
import { listAlerts, replyAlert } from './heads/alerts'
import { getDistrict, getDistrictFile } from './heads/district'
import { getGrid } from './heads/get-grid'
import { getLoad } from './load/get-load'
import { saveReminder } from './load/save-reminder'
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
    'homework.getLoad': getLoad,
    'homework.saveReminder': saveReminder,
    'homework.getGrid': getGrid,
    'homework.listAlerts': listAlerts,
    'homework.replyAlert': replyAlert,
    'homework.getDistrict': getDistrict,
    'homework.getDistrictFile': getDistrictFile,
  },
}

/** What the course office does: courses, rounds, the draw, children. And what the bureau sees of it. */
import type { bureauCourseRoutes, officeCourseRoutes } from '../../contract/course/office'
import type { Handler } from '../platform/handler'
import { getDistrict } from './bureau/district'
import { findPupils, getRoster, givePlace } from './office/children'
import { copyTerm, removeCourse, saveCourse, saveTerm } from './office/courses'
import { getDesk } from './office/get-desk'
import { addCourses, getCourseFile, getDoorFile, readCourseFile } from './office/sheets'
import { runDraw } from './rounds/draw'
import { closeRound, publishRound, removeRound, saveRound } from './rounds/set-up'

export const officeHandlers: { [K in keyof typeof officeCourseRoutes]: Handler<K> } = {
  'course.getDesk': getDesk,
  'course.saveTerm': saveTerm,
  'course.saveCourse': saveCourse,
  'course.removeCourse': removeCourse,
  'course.copyTerm': copyTerm,
  'course.saveRound': saveRound,
  'course.publishRound': publishRound,
  'course.closeRound': closeRound,
  'course.removeRound': removeRound,
  'course.runDraw': runDraw,
  'course.givePlace': givePlace,
  'course.findPupils': findPupils,
  'course.getRoster': getRoster,
  'course.readCourseFile': readCourseFile,
  'course.addCourses': addCourses,
  'course.getCourseFile': getCourseFile,
  'course.getDoorFile': getDoorFile,
}

export const bureauHandlers: { [K in keyof typeof bureauCourseRoutes]: Handler<K> } = {
  'course.getDistrict': getDistrict,
}

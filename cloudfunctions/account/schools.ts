/** Schools, their phones and their classes in the account function. */
import type { schoolRoutes } from '../../contract/account/school'
import type { Handler } from '../platform/handler'
import { listClasses, listStudents } from './schools/classes'
import { listHotlineGaps, remindOfHotline } from './schools/hotline-gaps'
import { listHotlines, removeHotline, saveHotline } from './schools/hotlines'
import { getSchool, listSchools, saveSchool } from './schools/school-details'

export const schoolHandlers: { [K in keyof typeof schoolRoutes]: Handler<K> } = {
  'account.listSchools': listSchools,
  'account.getSchool': getSchool,
  'account.saveSchool': saveSchool,
  'account.listHotlines': listHotlines,
  'account.saveHotline': saveHotline,
  'account.removeHotline': removeHotline,
  'account.listHotlineGaps': listHotlineGaps,
  'account.remindOfHotline': remindOfHotline,
  'account.listClasses': listClasses,
  'account.listStudents': listStudents,
}

/** Schools, their phones and their classes in the account function. */
import type { schoolRoutes } from '../../contract/account/school'
import type { Handler } from '../platform/handler'
import { listClasses, listStudents } from './schools/classes'
import { listHotlines, removeHotline, saveHotline } from './schools/hotlines'
import { getSchool, listSchools, saveSchool } from './schools/school-details'

export const schoolHandlers: { [K in keyof typeof schoolRoutes]: Handler<K> } = {
  'account.listSchools': listSchools,
  'account.getSchool': getSchool,
  'account.saveSchool': saveSchool,
  'account.listHotlines': listHotlines,
  'account.saveHotline': saveHotline,
  'account.removeHotline': removeHotline,
  'account.listClasses': listClasses,
  'account.listStudents': listStudents,
}

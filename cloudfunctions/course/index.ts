/** The course function: the catalogue, consents, wishes, draws, places and waiting lists. */
import type { FunctionDefinition } from '../platform/handler'
import { familyHandlers } from './families'
import { bureauHandlers, officeHandlers } from './office'

export { runCourseJobs } from './jobs'

export const courseFunction: FunctionDefinition<'course'> = {
  name: 'course',
  databaseRole: 'anxin_course',
  handlers: { ...familyHandlers, ...officeHandlers, ...bureauHandlers },
}

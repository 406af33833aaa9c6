/** The course function on CloudBase, called by people, and by its own timer trigger for closes and waiting lists. */
import { courseFunction, runCourseJobs } from '../course/index'
import { serveFunction } from './serve'

export const main = serveFunction(courseFunction, runCourseJobs)

/** The report function on CloudBase, called by people, and by its own timer trigger for clocks and the day's root. */
import { reportFunction, runReportJobs } from '../report/index'
import { serveFunction } from './serve'

export const main = serveFunction(reportFunction, runReportJobs)

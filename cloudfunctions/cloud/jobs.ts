/** The jobs function on CloudBase, knocked at by its timer trigger. */
import { runJobs } from '../jobs/index'
import { serveTimer } from './serve'

export const main = serveTimer(runJobs)

/** The report function on CloudBase, called by people, and for its clocks by its own timer trigger. */
import { reportFunction, runClocks } from '../report/index'
import { serveFunction } from './serve'

export const main = serveFunction(reportFunction, runClocks)

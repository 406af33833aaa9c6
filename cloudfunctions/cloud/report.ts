/** The report function on CloudBase. */
import { reportFunction } from '../report/index'
import { serveFunction } from './serve'

export const main = serveFunction(reportFunction)

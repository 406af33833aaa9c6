/** The homework function on CloudBase. */
import { homeworkFunction } from '../homework/index'
import { serveFunction } from './serve'

export const main = serveFunction(homeworkFunction)

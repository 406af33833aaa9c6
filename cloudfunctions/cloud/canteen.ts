/** The canteen function on CloudBase. */
import { canteenFunction } from '../canteen/index'
import { serveFunction } from './serve'

export const main = serveFunction(canteenFunction)

/** The account function on CloudBase. */
import { accountFunction } from '../account/index'
import { serveFunction } from './serve'

export const main = serveFunction(accountFunction)

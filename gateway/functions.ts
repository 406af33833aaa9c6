/** The functions that this server hosts, each over the services it may have. */
import { accountFunction } from '../cloudfunctions/account/index'
import { canteenFunction } from '../cloudfunctions/canteen/index'
import { courseFunction } from '../cloudfunctions/course/index'
import { homeworkFunction } from '../cloudfunctions/homework/index'
import { hostFunction, type RunningFunction } from '../cloudfunctions/platform/pipeline'
import type { Services } from '../cloudfunctions/platform/services'
import { reportFunction } from '../cloudfunctions/report/index'

/** Master keys go to the report function alone. */
export const hostAll = (services: Services): RunningFunction[] => [
  hostFunction(accountFunction, { ...services, masterKeys: new Map() }),
  hostFunction(reportFunction, services),
  hostFunction(canteenFunction, { ...services, masterKeys: new Map() }),
  hostFunction(homeworkFunction, { ...services, masterKeys: new Map() }),
  hostFunction(courseFunction, { ...services, masterKeys: new Map() }),
]

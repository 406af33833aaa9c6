/** The canteen function: menus, what families read of them, and the bureau's view over all kitchens. */
import type { FunctionDefinition } from '../platform/handler'
import { bureauHandlers } from './bureau'
import { dictionaryHandlers } from './dictionary'
import { familyHandlers } from './families'
import { kitchenHandlers } from './kitchen'
import { menuHandlers } from './menus'
import { ownHandlers } from './own'
import { visitHandlers } from './visits'

export const canteenFunction: FunctionDefinition<'canteen'> = {
  name: 'canteen',
  databaseRole: 'anxin_canteen',
  handlers: {
    ...menuHandlers,
    ...kitchenHandlers,
    ...familyHandlers,
    ...bureauHandlers,
    ...ownHandlers,
    ...visitHandlers,
    ...dictionaryHandlers,
  },
}

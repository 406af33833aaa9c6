/** The account function: people, families, schools, rosters, messages. */
import type { FunctionDefinition } from '../platform/handler'
import { calendarHandlers } from './calendar'
import { districtHandlers } from './district'
import { familyHandlers } from './families'
import { messageHandlers } from './messages'
import { rosterHandlers } from './rosters'
import { schoolHandlers } from './schools'
import { sessionHandlers } from './sessions'
import { staffHandlers } from './staff'

export const accountFunction: FunctionDefinition<'account'> = {
  name: 'account',
  databaseRole: 'anxin_account',
  handlers: {
    ...sessionHandlers,
    ...familyHandlers,
    ...messageHandlers,
    ...schoolHandlers,
    ...districtHandlers,
    ...calendarHandlers,
    ...staffHandlers,
    ...rosterHandlers,
  },
}

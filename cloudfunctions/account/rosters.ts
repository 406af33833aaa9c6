/** Rosters, promotion and binding sheets of the account function. */
import type { rosterRoutes } from '../../contract/account/school'
import type { Handler } from '../platform/handler'
import { applyRosterImport } from './rosters/apply-roster'
import { beginRosterImport } from './rosters/begin-import'
import { cancelRosterImport } from './rosters/cancel-import'
import { makeBindingSheet } from './rosters/make-binding-sheet'
import { previewPromotion, promoteClasses } from './rosters/promotion'
import { putRosterChunk } from './rosters/put-chunk'
import { readRoster } from './rosters/read-roster'
import { getRosterImport, listRosterImports } from './rosters/see-imports'

export { resumeRosterImports } from './rosters/resume'

export const rosterHandlers: { [K in keyof typeof rosterRoutes]: Handler<K> } = {
  'account.beginRosterImport': beginRosterImport,
  'account.putRosterChunk': putRosterChunk,
  'account.readRoster': readRoster,
  'account.getRosterImport': getRosterImport,
  'account.listRosterImports': listRosterImports,
  'account.applyRosterImport': applyRosterImport,
  'account.cancelRosterImport': cancelRosterImport,
  'account.previewPromotion': previewPromotion,
  'account.promoteClasses': promoteClasses,
  'account.makeBindingSheet': makeBindingSheet,
}

/** Guardians in the canteen, and the school's leaders at the table. */
import type { visitRoutes } from '../../contract/canteen/visits'
import type { Handler } from '../platform/handler'
import { listCompanions, recordCompanion, removeCompanion } from './visits/companions'
import { bookVisit, leaveVisit, listVisits, writeVisit } from './visits/family'
import { answerVisit, cancelVisit, listHostedVisits, listVisitRecords, openVisits } from './visits/host'

export const visitHandlers: { [K in keyof typeof visitRoutes]: Handler<K> } = {
  'canteen.listVisits': listVisits,
  'canteen.bookVisit': bookVisit,
  'canteen.leaveVisit': leaveVisit,
  'canteen.writeVisit': writeVisit,
  'canteen.listHostedVisits': listHostedVisits,
  'canteen.listVisitRecords': listVisitRecords,
  'canteen.openVisits': openVisits,
  'canteen.cancelVisit': cancelVisit,
  'canteen.answerVisit': answerVisit,
  'canteen.recordCompanion': recordCompanion,
  'canteen.removeCompanion': removeCompanion,
  'canteen.listCompanions': listCompanions,
}

/** The bureau's view over all kitchens. */
import type { bureauCanteenRoutes } from '../../contract/canteen/bureau'
import type { Handler } from '../platform/handler'
import { getDistrict, getSchoolWeeks, saveDue } from './bureau/district'
import { getDistrictFile } from './bureau/district-file'
import { remindSchools } from './bureau/remind'

export const bureauHandlers: { [K in keyof typeof bureauCanteenRoutes]: Handler<K> } = {
  'canteen.getDistrict': getDistrict,
  'canteen.getDistrictFile': getDistrictFile,
  'canteen.getSchoolWeeks': getSchoolWeeks,
  'canteen.remindSchools': remindSchools,
  'canteen.saveDue': saveDue,
}

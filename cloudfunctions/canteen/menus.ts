/** Menus: the desk's draft, publishing, and reading what is published. */
import type { canteenRoutes } from '../../contract/canteen/canteen'
import type { Handler } from '../platform/handler'
import { getDesk } from './menus/get-desk'
import { getVersion } from './menus/get-version'
import { getWeek } from './menus/get-week'
import { publishMenu } from './menus/publish-menu'
import { readMenuFile, readMenuText } from './menus/read-file'
import { saveDraft } from './menus/save-draft'

export const menuHandlers: { [K in keyof typeof canteenRoutes]: Handler<K> } = {
  'canteen.getDesk': getDesk,
  'canteen.saveDraft': saveDraft,
  'canteen.publishMenu': publishMenu,
  'canteen.getWeek': getWeek,
  'canteen.getVersion': getVersion,
  'canteen.readMenuFile': readMenuFile,
  'canteen.readMenuText': readMenuText,
}

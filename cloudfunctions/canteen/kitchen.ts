/** The canteen's desk beside the menu: dishes, remarks, photos, uploads. */
import type { kitchenRoutes } from '../../contract/canteen/kitchen'
import type { Handler } from '../platform/handler'
import { listDishes, listPublished, saveKitchen } from './kitchen/desk'
import { answerRemark, listRemarks } from './kitchen/remarks'
import { listScores } from './kitchen/scores'
import { readTray, removeTray, saveTray } from './kitchen/trays'
import { beginUpload, putChunk } from './kitchen/uploads'

export const kitchenHandlers: { [K in keyof typeof kitchenRoutes]: Handler<K> } = {
  'canteen.listDishes': listDishes,
  'canteen.listPublished': listPublished,
  'canteen.saveKitchen': saveKitchen,
  'canteen.listScores': listScores,
  'canteen.listRemarks': listRemarks,
  'canteen.answerRemark': answerRemark,
  'canteen.beginUpload': beginUpload,
  'canteen.putChunk': putChunk,
  'canteen.saveTray': saveTray,
  'canteen.removeTray': removeTray,
  'canteen.readTray': readTray,
}

/** The district's dictionary as a whole: out to a table file, in again, earlier editions. */
import type { dictionaryRoutes } from '../../contract/canteen/dictionary-routes'
import type { Handler } from '../platform/handler'
import {
  getDictionaryFile,
  listEditions,
  readDictionary,
  replaceDictionary,
  restoreEdition,
} from './dictionary/replace'
import { beginDictionary, putDictionaryPiece } from './dictionary/upload'

export const dictionaryHandlers: { [K in keyof typeof dictionaryRoutes]: Handler<K> } = {
  'canteen.getDictionaryFile': getDictionaryFile,
  'canteen.beginDictionary': beginDictionary,
  'canteen.putDictionaryPiece': putDictionaryPiece,
  'canteen.readDictionary': readDictionary,
  'canteen.replaceDictionary': replaceDictionary,
  'canteen.listEditions': listEditions,
  'canteen.restoreEdition': restoreEdition,
}

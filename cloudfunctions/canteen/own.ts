/** What the district and the schools add themselves: words of the dictionary, and rules. */
import type { ownRoutes } from '../../contract/canteen/own'
import type { Handler } from '../platform/handler'
import { listRules, retireRule, saveRule } from './own/rules'
import { decideWord, getOwn, listWords, teachWord } from './own/words'

export const ownHandlers: { [K in keyof typeof ownRoutes]: Handler<K> } = {
  'canteen.getOwn': getOwn,
  'canteen.teachWord': teachWord,
  'canteen.listWords': listWords,
  'canteen.decideWord': decideWord,
  'canteen.listRules': listRules,
  'canteen.saveRule': saveRule,
  'canteen.retireRule': retireRule,
}

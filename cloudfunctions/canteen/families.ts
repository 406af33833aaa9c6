/** What families ask of the canteen beside the menu itself. */
import type { familyCanteenRoutes } from '../../contract/canteen/families'
import type { Handler } from '../platform/handler'
import { listAllergens, removeAllergens, saveAllergens } from './families/allergens'
import { listMyRatings, rateMeal } from './families/ratings'
import { answerSurvey, getSurvey } from './families/survey'
import { setMenuWish } from './families/wish'

export const familyHandlers: { [K in keyof typeof familyCanteenRoutes]: Handler<K> } = {
  'canteen.listAllergens': listAllergens,
  'canteen.saveAllergens': saveAllergens,
  'canteen.removeAllergens': removeAllergens,
  'canteen.setMenuWish': setMenuWish,
  'canteen.rateMeal': rateMeal,
  'canteen.listMyRatings': listMyRatings,
  'canteen.getSurvey': getSurvey,
  'canteen.answerSurvey': answerSurvey,
}

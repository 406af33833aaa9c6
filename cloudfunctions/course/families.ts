/** What families ask of the course supermarket. */
import type { familyCourseRoutes } from '../../contract/course/families'
import type { Handler } from '../platform/handler'
import { getCatalogue, getGlance } from './catalogue/get-catalogue'
import { saveConsent } from './families/consent'
import { setFavourite } from './families/favourites'
import { saveWishes } from './families/wishes'
import { acceptOffer, dropPlace, takePlace } from './places/operations'
import { getDrawResult, getPublishedDraw, noteCheck } from './rounds/results'

export const familyHandlers: { [K in keyof typeof familyCourseRoutes]: Handler<K> } = {
  'course.getCatalogue': getCatalogue,
  'course.getGlance': getGlance,
  'course.saveConsent': saveConsent,
  'course.setFavourite': setFavourite,
  'course.saveWishes': saveWishes,
  'course.takePlace': takePlace,
  'course.dropPlace': dropPlace,
  'course.acceptOffer': acceptOffer,
  'course.getDrawResult': getDrawResult,
  'course.getPublishedDraw': getPublishedDraw,
  'course.noteCheck': noteCheck,
}

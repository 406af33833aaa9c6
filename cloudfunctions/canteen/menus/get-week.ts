/** The published week for the school's people; a look is remembered so that a correction can find them. */
import { factsOf } from '../../../contract/canteen/facts'
import { withFoodKeys } from '../../../contract/canteen/food-keys'
import { dayAfter } from '../../../contract/canteen/week'
import type { Handler } from '../../platform/handler'
import { hasWish } from '../families/queries'
import { listPhotos } from '../kitchen/queries'
import { dictionaryOf } from '../own/dictionary'
import { hasChildAt, readerPosts, requireReader } from '../policy'
import { presentKitchen, presentPhoto, presentVersion } from '../present'
import { findVersion, getKitchen, noteLook } from './queries'
import { requireWeek } from './week'

export const getWeek: Handler<'canteen.getWeek'> = {
  roles: ['guardian', 'student', 'bureau_officer', ...readerPosts],
  async run({ actor, db, now }, { schoolId, weekStartsOn }) {
    const { userId } = requireReader(actor, schoolId)
    requireWeek(weekStartsOn)
    const kitchen = presentKitchen(await getKitchen(db, schoolId))
    const row = await findVersion(db, schoolId, weekStartsOn, null)
    const isFamily = hasChildAt(actor, schoolId)
    const more = {
      photos: (await listPhotos(db, schoolId, dayAfter(weekStartsOn, -1), dayAfter(weekStartsOn, 6))).map(
        presentPhoto,
      ),
      isWanted: isFamily && (await hasWish(db, schoolId, userId)),
    }
    if (!row) return { kitchen, published: null, ...more }
    if (isFamily) await noteLook(db, { schoolId, weekStartsOn, version: row.version, userId }, now)
    const dictionary = await dictionaryOf(db, schoolId)
    // Settled anew: a word may have been accepted, or refused, since the menu was published.
    const facts = factsOf(withFoodKeys(row.content, dictionary), dictionary, kitchen.stages)
    return { kitchen, published: { ...presentVersion(row), menu: row.content, facts }, ...more }
  },
}

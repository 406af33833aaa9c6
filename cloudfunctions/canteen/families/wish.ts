/** 下周食谱出来时提醒我: one tap, one notice. */
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { hasChildAt, personOf } from '../policy'
import { addWish, dropWish } from './queries'

export const setMenuWish: Handler<'canteen.setMenuWish'> = {
  roles: ['guardian', 'student'],
  async run({ actor, db, now }, { schoolId, isWanted }) {
    if (!hasChildAt(actor, schoolId)) throw notFound()
    const { userId } = personOf(actor)
    if (isWanted) await addWish(db, schoolId, userId, now)
    else await dropWish(db, schoolId, userId)
    return { isWanted }
  },
}

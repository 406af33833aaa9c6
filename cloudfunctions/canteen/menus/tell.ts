/** Notices about menus: that there is one, that one was corrected. The page says the rest. */
import { weekWords } from '../../../contract/canteen/week'
import type { Queryable } from '../../platform/database'
import { notify } from '../../platform/notices'
import { getKitchen, listLookers, takeWishes } from './queries'

const WEEK = '/packages/canteen/pages/week/index'

/** To everybody who asked to hear of the next menu, once. */
export const tellOfMenu = async (
  db: Queryable,
  schoolId: number,
  weekStartsOn: string,
  now: Date,
): Promise<void> => {
  const { name } = await getKitchen(db, schoolId)
  for (const userId of await takeWishes(db, schoolId))
    await notify(
      db,
      {
        userId,
        kind: 'menu',
        title: '新一周的食谱出来了',
        body: `${name}公布了${weekWords(weekStartsOn)}的食谱。`,
        link: `${WEEK}?school=${schoolId}&week=${weekStartsOn}`,
        templateKey: 'menu_published',
      },
      now,
    )
}

/** To everybody who had read what is now different; whoever corrected it knows. */
export const tellOfCorrection = async (
  db: Queryable,
  schoolId: number,
  weekStartsOn: string,
  correctedBy: string,
  now: Date,
): Promise<void> => {
  const { name } = await getKitchen(db, schoolId)
  for (const userId of await listLookers(db, schoolId, weekStartsOn))
    if (userId !== correctedBy)
      await notify(
        db,
        {
          userId,
          kind: 'menu',
          title: '您看过的食谱有更正',
          body: `${name}更正了${weekWords(weekStartsOn)}的食谱，点开看改了什么。`,
          link: `${WEEK}?school=${schoolId}&week=${weekStartsOn}`,
          templateKey: null,
        },
        now,
      )
}

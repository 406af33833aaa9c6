/** Publishes the saved draft: checked again here, told to those who asked, and a correction to those who had looked. */
import { changesBetween } from '../../../contract/canteen/changes'
import { isBlocked } from '../../../contract/canteen/checks/check-week'
import type { Finding } from '../../../contract/canteen/findings'
import { withFoodKeys } from '../../../contract/canteen/food-keys'
import type { MenuDish, WeekMenu } from '../../../contract/canteen/menu'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { countDishes, type DishCount } from '../kitchen/queries'
import { dictionaryOf } from '../own/dictionary'
import { requireKeeper, workingName } from '../policy'
import { presentVersion } from '../present'
import { findDraft, findVersion, getKitchen, insertVersion } from './queries'
import { findingsOf } from './rules'
import { tellOfCorrection, tellOfMenu } from './tell'
import { requireWeek } from './week'

export const publishMenu: Handler<'canteen.publishMenu'> = {
  roles: ['canteen_manager'],
  async run({ actor, db, now }, { schoolId, weekStartsOn, draftVersion, changeNote }) {
    const person = requireKeeper(actor, schoolId)
    requireWeek(weekStartsOn)
    // The draft's row is the queue: two who publish at once do it one after the other.
    const draft = await findDraft(db, schoolId, weekStartsOn, 'lock')
    if (!draft) throw notFound()
    if (draft.version !== draftVersion) throw new AppError('record.changed')
    requireDishes(draft.content)
    const dictionary = await dictionaryOf(db, schoolId)
    const menu = withFoodKeys(draft.content, dictionary)
    const { stages } = await getKitchen(db, schoolId)
    const findings = await findingsOf(db, schoolId, menu, dictionary, stages)
    if (isBlocked(findings)) throw refuseBlocked(findings)
    const before = await findVersion(db, schoolId, weekStartsOn, null)
    const changes = before ? changesBetween(before.content, menu) : []
    if (before && changes.length === 0) throw refuseField('menu', '和已经公布的一样，没有要更正的')
    if (before && changeNote === '') throw refuseField('changeNote', '请写一句为什么更正，家长会看到')
    const row = await insertVersion(
      db,
      {
        schoolId,
        version: (before?.version ?? 0) + 1,
        menu,
        findings,
        changes,
        changeNote: before ? changeNote : '',
        publishedBy: person.userId,
        publishedByName: workingName(person, schoolId),
      },
      now,
    )
    await countDishes(db, schoolId, dishesOf(menu, before?.content))
    if (before) await tellOfCorrection(db, schoolId, weekStartsOn, person.userId, now)
    else await tellOfMenu(db, schoolId, weekStartsOn, now)
    return presentVersion(row)
  },
}

/** The first thing that a document forbids, in the words that the page shows. */
const refuseBlocked = (findings: readonly Finding[]): AppError =>
  refuseField('menu', findings.find(({ severity }) => severity === 'block')?.problem ?? '有一处必须改')

/** Dishes for completion: of a correction only what is new in it. Seasonings are no dish to pick. */
const dishesOf = (menu: WeekMenu, before: WeekMenu | undefined): DishCount[] => {
  const known = new Set(before?.days.flatMap((day) => day.meals.flatMap(({ dishes }) => dishes.map(nameOf))))
  return menu.days.flatMap(({ servedOn, meals }) =>
    meals.flatMap(({ dishes }) =>
      dishes
        .filter((dish) => dish.category !== 'seasoning' && !known.has(nameOf(dish)))
        .map(({ category, name, ingredients }) => ({ category, name, ingredients, servedOn })),
    ),
  )
}
const nameOf = ({ category, name }: MenuDish): string => `${category} ${name}`

/** @throws AppError `input.invalid` where there is nothing to eat */
const requireDishes = (menu: WeekMenu): void => {
  if (menu.days.every((day) => day.meals.every((meal) => meal.dishes.length === 0)))
    throw refuseField('menu', '这一周还没有菜，请先填写')
}

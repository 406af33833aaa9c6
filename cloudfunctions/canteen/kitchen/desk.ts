/** What the canteen's desk needs beside the week: dishes to complete with, and the kitchen's own card. */
import type { Handler } from '../../platform/handler'
import { requireWeek } from '../menus/week'
import { requireKeeper } from '../policy'
import { listKnownDishes, listPublishedMenus, saveSettings } from './queries'

const DISHES = 800

export const listDishes: Handler<'canteen.listDishes'> = {
  roles: ['canteen_manager'],
  async run({ actor, db }, { schoolId }) {
    requireKeeper(actor, schoolId)
    return { dishes: await listKnownDishes(db, schoolId, DISHES) }
  },
}

export const listPublished: Handler<'canteen.listPublished'> = {
  roles: ['canteen_manager'],
  async run({ actor, db }, { schoolId, weekStartsOn }) {
    requireKeeper(actor, schoolId)
    requireWeek(weekStartsOn)
    const rows = await listPublishedMenus(db, schoolId, weekStartsOn)
    return {
      menus: rows.map((row) => ({
        schoolId: row.school_id,
        schoolName: row.name,
        stages: row.stages,
        canteenMode: row.canteen_mode,
        version: row.version,
        dishes: row.dishes,
      })),
    }
  },
}

export const saveKitchen: Handler<'canteen.saveKitchen'> = {
  roles: ['canteen_manager'],
  async run({ actor, db, now }, input) {
    requireKeeper(actor, input.schoolId)
    await saveSettings(db, input, now)
    return { done: true }
  },
}

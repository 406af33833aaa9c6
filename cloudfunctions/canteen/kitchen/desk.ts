/** What the canteen's desk needs beside the week: dishes to complete with, and the kitchen's own card. */
import type { Handler } from '../../platform/handler'
import { requireKeeper } from '../policy'
import { listKnownDishes, saveSettings } from './queries'

const DISHES = 800

export const listDishes: Handler<'canteen.listDishes'> = {
  roles: ['canteen_manager'],
  async run({ actor, db }, { schoolId }) {
    requireKeeper(actor, schoolId)
    return { dishes: await listKnownDishes(db, schoolId, DISHES) }
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

/** The demo's menus: weeks behind and ahead at every school but one that is late, one corrected, one draft with mistakes. */
import { programDictionary } from '../../../contract/canteen/dictionary'
import { matchWord } from '../../../contract/canteen/match-word'
import {
  ageBands,
  type DishCategory,
  gradesOfBand,
  type MenuDish,
  type WeekMenu,
} from '../../../contract/canteen/menu'
import { dayAfter, thisWeek, weekAfter } from '../../../contract/canteen/week'
import { type Stage, stageOfGrade } from '../../../contract/people'
import { canteenFunction } from '../../canteen/index'
import { transactionAs } from '../../platform/database'
import { hostFunction } from '../../platform/pipeline'
import type { Services } from '../../platform/services'
import { demoId, openidOf } from './demo-base'
import { demoBreakfasts, demoDishes, demoExtras } from './demo-dishes'
import { schools } from './demo-district'
import type { DemoSchoolKey } from './demo-people'

/** Who keeps the menus of each school. */
export const keepers: Record<DemoSchoolKey, string> = {
  first: 'canteen',
  lake: 'lake-admin',
  river: 'river-admin',
  third: 'third-admin',
  crabapple: 'crabapple-admin',
}
/** Where boarders eat, three meals a day. */
const boarding: DemoSchoolKey = 'third'
/** The school that has not published this week, and the one that corrected it. */
const late: DemoSchoolKey = 'lake'
const corrected: DemoSchoolKey = 'first'
const prices: Record<Stage, number> = { primary: 6.8, junior: 7.3, senior: 8.9 }
/** The youngest eat least. */
const shares = { '6-8': 0.85, '9-11': 1, '12-14': 1.2, '15-17': 1.3 } as const
const WEEKS_BEFORE = 3

const dishOf = (key: string, category: DishCategory, line: string, share = 1): MenuDish => {
  const [name = '', ...rest] = line.split(' ')
  return {
    dishId: demoId(`dish ${key} ${category} ${line} ${share}`),
    name,
    category,
    grades: null,
    ingredients: rest.map((part) => {
      const [, word = '', grams] = /^(\D+)(\d+)?$/.exec(part) ?? []
      const match = matchWord(programDictionary(), word)
      const foodKey = match.kind === 'unknown' ? null : match.food.key
      return { word, foodKey, grams: grams === undefined ? null : Math.round(Number(grams) * share) }
    }),
  }
}

/** The staple by grades, as schools print it in two rows. */
const staples = (key: string, line: string, stages: readonly Stage[]): MenuDish[] =>
  ageBands
    .filter((band) => stages.includes(stageOfGrade(gradesOfBand[band].from)))
    .map((band) => ({ ...dishOf(key, 'staple', line, shares[band]), grades: gradesOfBand[band] }))

/** Five lunches; the same school and week give the same ones. */
const weekOf = (school: (typeof schools)[number], weekStartsOn: string, turn: number): WeekMenu => ({
  weekStartsOn,
  days: [0, 1, 2, 3, 4].map((index) => {
    const key = `${school.key} ${weekStartsOn} ${index}`
    const at = turn * 5 + index
    const pick = (category: keyof typeof demoDishes, step = 1): string => {
      const lines = demoDishes[category]
      return lines[(at * step + turn) % lines.length] ?? ''
    }
    const dish = (category: keyof typeof demoDishes, step?: number) =>
      dishOf(key, category, pick(category, step))
    return {
      servedOn: dayAfter(weekStartsOn, index),
      meals: [
        ...(school.key === boarding
          ? [
              {
                kind: 'breakfast' as const,
                dishes: (demoBreakfasts[at % demoBreakfasts.length] ?? []).map(([category, line]) =>
                  dishOf(`${key} breakfast`, category, line),
                ),
              },
            ]
          : []),
        {
          kind: 'lunch' as const,
          dishes: [
            ...staples(key, pick('staple'), school.stages),
            index === 2 ? dishOf(key, 'main_meat', demoExtras.chicken) : dish('main_meat'),
            dish('side_meat'),
            index === 3 ? dishOf(key, 'vegetable', demoExtras.secret) : dish('vegetable', 3),
            ...(index === 3 ? [dish('vegetable', 3)] : []),
            dish('soup'),
            dish('fruit'),
            ...(index % 2 === 1 ? [dishOf(key, 'dairy', demoExtras.milk)] : []),
            ...(index === 4 ? [dishOf(key, 'coarse_grain', demoExtras.corn)] : []),
            dish('seasoning'),
          ],
        },
        ...(school.key === boarding ? [{ kind: 'supper' as const, dishes: supper(key, at + turn) }] : []),
      ],
    }
  }),
  priceYuan: {
    primary: school.stages.includes('primary') ? prices.primary : null,
    junior: school.stages.includes('junior') ? prices.junior : null,
    senior: null,
  },
  note: school.canteenMode === 'delivered' ? '午餐由配餐单位当日送到，11:20 前到校。' : '',
})

/** What boarders eat in the evening: other dishes than that day's lunch. */
const supper = (key: string, at: number): MenuDish[] =>
  (['staple', 'main_meat', 'vegetable', 'soup', 'seasoning'] as const).map((category) => {
    const lines = demoDishes[category]
    return dishOf(
      `${key} supper`,
      category,
      lines[(at + 3) % lines.length] ?? '',
      category === 'staple' ? 1.2 : 1,
    )
  })

/** Chicken twice and a bean that is forbidden: what the desk's check is there for. */
const withMistakes = (menu: WeekMenu, key: string): WeekMenu => ({
  ...menu,
  days: menu.days.map((day, index) =>
    index === 3
      ? {
          ...day,
          meals: day.meals.map((meal) => ({
            ...meal,
            dishes: meal.dishes.map((dish) =>
              dish.category === 'main_meat'
                ? dishOf(key, 'main_meat', demoExtras.moreChicken)
                : dish.name === demoExtras.secret
                  ? dishOf(key, 'vegetable', demoExtras.banned)
                  : dish,
            ),
          })),
        }
      : day,
  ),
})

export type Ask = (
  keeper: string,
  action: string,
  input: object,
  at: Date,
) => Promise<Record<string, unknown>>

export const asker =
  (services: Services): Ask =>
  async (keeper, action, input, at) => {
    const envelope = await hostFunction(canteenFunction, { ...services, now: () => at }).call(
      { action, input },
      { address: 'demo', clientLabel: '演示', source: 'cloud', openid: openidOf(keeper) },
    )
    if (!envelope.ok)
      throw new Error(
        `the demo's ${action} was refused: ${envelope.error.code} ${JSON.stringify(envelope.error.fields ?? {})}`,
      )
    return envelope.data as Record<string, unknown>
  }

/** Puts the menus there through the canteen's own door; a store that has some is left alone. */
export const seedMenus = async (services: Services): Promise<void> => {
  const { rows } = await transactionAs(services.database, 'anxin_operator', (db) =>
    db.query<{ id: number; name: string; menus: number }>(
      'select s.id, s.name, (select count(*)::int from menu_drafts d where d.school_id = s.id) as menus from schools s',
    ),
  )
  const now = services.now()
  const current = thisWeek(now)
  const ask = asker(services)
  for (const [number, school] of schools.entries()) {
    const place = rows.find(({ name }) => name === school.name)
    if (!place || place.menus > 0) continue
    const keeper = keepers[school.key]
    await ask(keeper, 'saveKitchen', settingsOf(school, number, place.id), now)
    for (let back = WEEKS_BEFORE; back >= 0; back -= 1) {
      const weekStartsOn = weekAfter(current, -back)
      const menu = weekOf(school, weekStartsOn, number * 2 + WEEKS_BEFORE - back)
      await publish(ask, keeper, place.id, menu, now, school.key === late && back === 0)
      if (school.key === corrected && back === 0) await correct(ask, keeper, place.id, menu, now)
    }
    await ahead(ask, school, place.id, weekAfter(current), number * 2 + WEEKS_BEFORE + 1, now)
  }
}

/** Whom families ring and write to about the canteen. */
const settingsOf = (school: (typeof schools)[number], number: number, schoolId: number) => ({
  requestId: demoId(`kitchen ${school.key}`),
  schoolId,
  supervisionPhone: `0417-00006${String(number + 1).padStart(2, '0')}`,
  supervisionMailbox: '教学楼一楼意见箱',
  // As the school's details say.
  supplierName: '',
  isBoarding: school.key === boarding,
})

/** Published on the Thursday before, or written and left. */
const publish = async (
  ask: Ask,
  keeper: string,
  schoolId: number,
  menu: WeekMenu,
  now: Date,
  isLeft: boolean,
): Promise<void> => {
  const thursday = new Date(`${dayAfter(menu.weekStartsOn, -4)}T15:04:00+08:00`)
  const at = thursday < now ? thursday : now
  const requestId = (what: string) => demoId(`${what} ${schoolId} ${menu.weekStartsOn}`)
  await ask(keeper, 'saveDraft', { requestId: requestId('draft'), schoolId, version: 0, menu }, at)
  if (isLeft) return
  const input = { schoolId, weekStartsOn: menu.weekStartsOn, draftVersion: 1, changeNote: '' }
  await ask(keeper, 'publishMenu', { requestId: requestId('publish'), ...input }, at)
}

/** Monday morning: the greens did not come. */
const correct = async (
  ask: Ask,
  keeper: string,
  schoolId: number,
  menu: WeekMenu,
  now: Date,
): Promise<void> => {
  const morning = new Date(`${menu.weekStartsOn}T07:10:00+08:00`)
  const at = morning < now ? morning : now
  const changed = structuredClone(menu)
  const dish = changed.days[1]?.meals[0]?.dishes.find(({ category }) => category === 'vegetable')
  if (!dish) return
  const other = dishOf('corrected', 'vegetable', '清炒小白菜 小白菜130')
  dish.name = other.name
  dish.ingredients = other.ingredients
  const requestId = (what: string) => demoId(`${what} ${schoolId} ${menu.weekStartsOn} corrected`)
  await ask(keeper, 'saveDraft', { requestId: requestId('draft'), schoolId, version: 1, menu: changed }, at)
  const input = {
    schoolId,
    weekStartsOn: menu.weekStartsOn,
    draftVersion: 2,
    changeNote: '原定的青菜没有到货，换成小白菜',
  }
  await ask(keeper, 'publishMenu', { requestId: requestId('publish'), ...input }, at)
}

/** Next week: one school has it out, one works on a draft with mistakes, the others have not begun. */
const ahead = async (
  ask: Ask,
  school: (typeof schools)[number],
  schoolId: number,
  weekStartsOn: string,
  turn: number,
  now: Date,
): Promise<void> => {
  if (school.key !== 'first' && school.key !== 'third') return
  const menu = weekOf(school, weekStartsOn, turn)
  const isDraft = school.key === 'first'
  await publish(
    ask,
    keepers[school.key],
    schoolId,
    isDraft ? withMistakes(menu, school.key) : menu,
    now,
    isDraft,
  )
}

/** Another school's week as one's own kitchen can use it, and dishes moved about a week. */
import { bandOfGrade, gradesOfBand, type MenuDish, type WeekMenu } from '../../contract/canteen/menu'
import { copiedTo, findDish, fittedTo, moveDish } from '../../src/packages/desk/menus/edit-menu'
import { dish, plainWeek } from '../support/menus'

const MONDAY = '2026-11-23'
const rice = (grade: number, grams: number): MenuDish => ({
  ...dish('staple', '米饭', [['大米', grams]]),
  grades: gradesOfBand[bandOfGrade(grade)],
})
const weekWith = (dishes: MenuDish[], kind: 'lunch' | 'supper' = 'lunch'): WeekMenu => ({
  ...plainWeek(MONDAY),
  days: [{ servedOn: MONDAY, meals: [{ kind, dishes }] }],
})
const first = (menu: WeekMenu): MenuDish[] => menu.days[0]?.meals[0]?.dishes ?? []

it('a row for grades that the school does not have becomes one for everybody, once', () => {
  const junior = weekWith([rice(7, 140), rice(8, 150), dish('vegetable', '炒白菜', [['白菜', 130]])])
  const fitted = first(fittedTo(junior, ['primary'], ['lunch']))
  expect(fitted.map(({ name, grades }) => [name, grades])).toEqual([
    ['米饭', null],
    ['炒白菜', null],
  ])
})

it('rows for the school’s own grades stay as they are, and those of others beside them go', () => {
  const nineYears = weekWith([rice(2, 90), rice(5, 110), rice(8, 140)])
  expect(first(fittedTo(nineYears, ['primary'], ['lunch'])).map(({ grades }) => grades)).toEqual([
    { from: 1, to: 3 },
    { from: 4, to: 6 },
  ])
})

it('a meal that the kitchen does not cook is left out', () => {
  expect(fittedTo(weekWith([rice(5, 110)], 'supper'), ['primary'], ['lunch']).days[0]?.meals).toEqual([])
})

it('a copied week lies on the new week’s days, and each dish is a dish of its own', () => {
  const source = plainWeek(MONDAY)
  let made = 0
  const copied = copiedTo(source, '2026-12-28', () => `new-${++made}`)
  expect(copied.days.map(({ servedOn }) => servedOn)).toEqual([
    '2026-12-28',
    '2026-12-29',
    '2026-12-30',
    '2026-12-31',
    '2027-01-01',
  ])
  expect(
    new Set(copied.days.flatMap((day) => day.meals.flatMap(({ dishes }) => dishes.map((one) => one.dishId))))
      .size,
  ).toBe(15)
  expect(source.days[0]?.servedOn).toBe(MONDAY)
})

it('a dish goes to another day whole, and nothing moves where there is no such day', () => {
  const menu = plainWeek(MONDAY)
  const meat = first(menu)[1]!
  const to = { servedOn: '2026-11-25', meal: 'lunch' as const, category: 'main_meat' as const }
  const moved = moveDish(menu, meat.dishId, to)
  expect(findDish(moved, meat.dishId)).toEqual({ dish: meat, cell: to })
  expect(first(moved)).toHaveLength(2)
  expect(moveDish(menu, meat.dishId, { ...to, servedOn: '2026-12-25' })).toBe(menu)
})

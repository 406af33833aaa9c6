/** Home's second answer: what is for lunch today, also with no network if this phone has seen it. */
import type { Child } from '@contract/account/session'
import { bandOfGrade, isForBand, type MenuDish, mealNames, type WeekMenu } from '@contract/canteen/menu'
import { weekdayWord, weekOf } from '@contract/canteen/week'
import { dayInChina } from '@contract/china-time'
import { View } from '@tarojs/components'
import { loadWeek, type WeekOnPhone } from '@/api/menus'
import { openPage } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Icon from '@/components/icon'
import Skeleton from '@/components/skeleton'
import Tag from '@/components/tag'

const WEEK = '/packages/canteen/pages/week/index'

/** Today's meal, or the next one of the week. Seasonings are no dish. */
const nextMeal = (menu: WeekMenu, today: string, grade: number) => {
  const day = menu.days.find((one) => one.servedOn >= today && one.meals.length > 0)
  const meal = day?.meals.find(({ kind }) => kind === 'lunch') ?? day?.meals[0]
  if (!day || !meal) return null
  const dishes = meal.dishes.filter(
    (dish: MenuDish) => dish.category !== 'seasoning' && isForBand(dish, bandOfGrade(grade)),
  )
  const when = day.servedOn === today ? '今天' : weekdayWord(day.servedOn)
  return { title: `${when}${mealNames[meal.kind]}`, words: dishes.map(({ name }) => name).join('、'), dishes }
}

/** Unknown is never shown as safe: what cannot be told is said too. */
const warningFor = (
  { week, allergies }: WeekOnPhone,
  child: Child,
  dishes: readonly MenuDish[],
): { tone: 'danger' | 'warning'; words: string } | null => {
  const avoid = allergies[child.studentId] ?? []
  if (avoid.length === 0) return null
  const facts = dishes.map(({ dishId }) => week.published?.facts.dishes.find((one) => one.dishId === dishId))
  const sure = facts.filter((one) => one?.contains.some((each) => avoid.includes(each))).length
  if (sure > 0) return { tone: 'danger', words: `有 ${sure} 道菜${child.name}要避开` }
  const open = facts.filter(
    (one) => !one || one.unknown.length > 0 || one.mayContain.some((each) => avoid.includes(each)),
  ).length
  return open > 0 ? { tone: 'warning', words: `有 ${open} 道菜不能确定，点开看` } : null
}

export default function LunchCard({ userId, child }: { userId: string; child: Child }) {
  const today = dayInChina(new Date())
  const { load } = useLoad(
    () => loadWeek(userId, child.schoolId, weekOf(today), true),
    [userId, child.schoolId, today],
  )
  if (load.state === 'loading') return <Skeleton count={1} />
  const menu = load.state === 'ready' ? load.data.week.published?.menu : undefined
  const meal = menu ? nextMeal(menu, today, child.grade) : null
  const warning = load.state === 'ready' && meal ? warningFor(load.data, child, meal.dishes) : null
  const words =
    meal?.words ??
    (load.state === 'failed'
      ? '现在看不到，点开重试。'
      : menu
        ? '这一周的供餐结束了。'
        : '这一周的食谱还没有公布。')
  return (
    <Card id="lunch" onPress={() => openPage(WEEK)} label={`${meal?.title ?? '食谱'}：${words}`}>
      <CardHead
        icon="bowl"
        tone="canteen"
        title={meal?.title ?? '食谱'}
        end={<Icon name="chevron-right" size="s" className="tone-hint" />}
      />
      <View className="sub home-lunch">{words}</View>
      {warning && (
        <Tag tone={warning.tone} icon={warning.tone === 'danger' ? 'alert' : 'question'}>
          {warning.words}
        </Tag>
      )}
    </Card>
  )
}

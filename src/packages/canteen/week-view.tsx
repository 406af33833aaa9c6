/** A published week as a family reads it, a day at a time. */
import type { Child } from '@contract/account/session'
import type { Allergen } from '@contract/canteen/food'
import { bandOfGrade, isForBand, type MealKind, mealNames } from '@contract/canteen/menu'
import { thisWeek, weekAfter, weekWords } from '@contract/canteen/week'
import { View } from '@tarojs/components'
import type { SeenWeek } from '@/api/menus'
import { openPage } from '@/api/page-session'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import AllergyRow from './allergy-row'
import DishRow from './dish-row'
import KitchenCard from './kitchen-card'
import { markOf } from './marks'
import NutritionCard from './nutrition-card'
import RateCard from './rate-card'
import SurveyRow from './survey-row'
import TrayPhoto from './tray-photo'
import WeekDays from './week-days'
import WishRow from './wish-row'

export type WeekViewProps = {
  week: SeenWeek
  /** The child whose week it is; null for staff. */
  child: Child | null
  /** What the child must avoid; null where the family has not said. */
  allergies: readonly Allergen[] | null
  isKept: boolean
  weekStartsOn: string
  day: string | null
  today: string
  onDay: (day: string) => void
  onWeek: (week: string) => void
}

export default function WeekView(props: WeekViewProps) {
  const { week, child, allergies, isKept, weekStartsOn, day, today, onDay, onWeek } = props
  const isNext = weekStartsOn > thisWeek(new Date())
  const { schoolId } = week.kitchen
  const turn = (
    <Button
      id="other-week"
      kind="quiet"
      icon="calendar"
      onPress={() => onWeek(isNext ? weekAfter(weekStartsOn, -1) : weekAfter(weekStartsOn))}
    >
      {isNext ? '看上一周' : '看下一周'}
    </Button>
  )
  const wish = child && !isKept && <WishRow key={schoolId} schoolId={schoolId} isWanted={week.isWanted} />
  if (week.published === null)
    return (
      <>
        <EmptyState
          id="week-empty"
          icon="bowl"
          title={`${weekWords(weekStartsOn)}的食谱还没有公布`}
          action={turn}
        >
          学校公布后，这里就能看到。
        </EmptyState>
        {wish}
        <KitchenCard kitchen={week.kitchen} price={null} />
      </>
    )
  const { menu, facts } = week.published
  const days = menu.days.map(({ servedOn }) => servedOn)
  const shown = day ?? days.find((one) => one >= today) ?? days.at(-1) ?? weekStartsOn
  const band = child ? bandOfGrade(child.grade) : null
  const meals = menu.days.find(({ servedOn }) => servedOn === shown)?.meals ?? []
  return (
    <>
      <WeekDays days={days} today={today} current={shown} onSelect={onDay} />
      <Correction published={week.published} />
      {child && <AllergyRow child={child} allergies={allergies} />}
      {meals.map((meal) => {
        const photo = week.photos.find((one) => one.servedOn === shown && one.meal === meal.kind)
        const found = facts.meals.find(
          (one) => one.servedOn === shown && one.kind === meal.kind && one.band === band,
        )
        return (
          <View key={meal.kind} className="stack">
            <Card id={`meal-${meal.kind}`}>
              <CardHead icon="bowl" tone="canteen" title={mealNames[meal.kind]} end="生重，每人" />
              {photo && !isKept && <TrayPhoto schoolId={schoolId} photoId={photo.photoId} meal={meal.kind} />}
              <View className="dish-rows">
                {meal.dishes
                  .filter((dish) => band === null || isForBand(dish, band))
                  .map((dish) => (
                    <DishRow
                      key={dish.dishId}
                      dish={dish}
                      mark={child ? markOf(dish, facts, allergies, child.name) : null}
                    />
                  ))}
              </View>
            </Card>
            {meal.kind === 'lunch' && found && band && (
              <NutritionCard nutrition={found.nutrition} band={band} allergies={allergies ?? []} />
            )}
            {child && !isKept && shown <= today && rated.includes(meal.kind) && (
              <RateCard
                key={`${child.studentId} ${shown}`}
                studentId={child.studentId}
                childName={child.name}
                servedOn={shown}
                meal={meal.kind}
                isToday={shown === today}
                isFolded={meals.length > 1}
              />
            )}
          </View>
        )
      })}
      {meals.length === 0 && (
        <EmptyState icon="bowl" title="这一天没有写菜">
          看看别的日子。
        </EmptyState>
      )}
      {menu.note !== '' && <Notice id="menu-note">{menu.note}</Notice>}
      {child && !isKept && <SurveyRow studentId={child.studentId} />}
      {child && !isKept && (
        <Card flush>
          <ListRow
            id="visits"
            icon="plate"
            tone="canteen"
            title="陪餐与看食堂"
            sub={child.relation === 'self' ? '哪位校领导和你们一起吃饭' : '约时间去学校看看，哪位校领导陪餐'}
            onPress={() => openPage(`/packages/canteen/pages/visits/index?child=${child.studentId}`)}
          />
        </Card>
      )}
      {wish}
      {turn}
      <KitchenCard kitchen={week.kitchen} price={menu.priceYuan} />
      <Button
        id="print-week"
        kind="plain"
        icon="print"
        onPress={() =>
          openPage(`/packages/canteen/pages/print/index?school=${schoolId}&week=${weekStartsOn}`)
        }
      >
        一周食谱，打印用
      </Button>
    </>
  )
}

const rated: readonly MealKind[] = ['breakfast', 'lunch', 'supper']

const Correction = ({ published }: { published: NonNullable<SeenWeek['published']> }) =>
  published.version > 1 ? (
    <Notice id="week-corrected" tone="info">
      <View>{`这份食谱更正过：${published.changeNote}`}</View>
      {published.changes.map((one) => (
        <View key={one}>{one}</View>
      ))}
    </Notice>
  ) : null

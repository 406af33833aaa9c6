/** A family's week: what is for lunch, day by day. */
import { bandOfGrade, isForBand, mealNames } from '@contract/canteen/menu'
import { thisWeek, weekAfter, weekOf, weekWords } from '@contract/canteen/week'
import { dayInChina } from '@contract/china-time'
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import { loadWeek, type SeenWeek } from '@/api/menus'
import { goToSignIn, usePageSession } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ChildSwitch from '@/components/child-switch'
import EmptyState from '@/components/empty-state'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import { chooseChild } from '@/stores/session'
import DishRow from '../../dish-row'
import WeekDays from '../../week-days'
import '../../canteen.scss'

export default function Page() {
  const { params } = useRouter()
  const { status, me, child, scale } = usePageSession()
  const today = dayInChina(new Date())
  const [weekStartsOn, setWeek] = useState(params.week ?? weekOf(today))
  const [chosen, setDay] = useState<string | null>(params.day ?? null)
  // A link names the school; otherwise it is the child's.
  const schoolId = params.school ? Number(params.school) : (child?.schoolId ?? null)
  const { load, reload } = useLoad(
    me && schoolId !== null ? () => loadWeek(me.userId, schoolId, weekStartsOn) : null,
    [me?.userId, schoolId, weekStartsOn],
  )
  usePullDownRefresh(() => void reload().finally(() => Taro.stopPullDownRefresh()))
  useShareAppMessage(() => ({
    title: `${weekWords(weekStartsOn)}的食谱`,
    path: `/packages/canteen/pages/week/index?week=${weekStartsOn}`,
  }))
  const children = me?.children.filter((one) => one.status === 'active') ?? []

  if (me === null && status !== 'unknown')
    return (
      <Screen title="一周食谱" scale={scale}>
        <EmptyState
          icon="bowl"
          title="登录后看食谱"
          action={
            <Button id="go-sign-in" onPress={() => goToSignIn('/packages/canteen/pages/week/index')}>
              去登录
            </Button>
          }
        >
          能看到孩子学校每天吃什么。
        </EmptyState>
      </Screen>
    )
  return (
    <Screen title="一周食谱" scale={scale}>
      {!params.school && children.length > 1 && (
        <ChildSwitch
          items={children.map((one) => ({ id: String(one.studentId), name: one.name, sub: one.className }))}
          current={String(child?.studentId ?? '')}
          onSelect={(id) => chooseChild(Number(id))}
        />
      )}
      {schoolId === null && status === 'ready' ? (
        <EmptyState icon="bowl" title="绑定孩子后看食谱">
          在“我的”里绑定孩子，就能看到学校每天吃什么。
        </EmptyState>
      ) : (
        <LoadView id="week" load={load} onRetry={() => void reload()} count={2}>
          {({ week, isKept }) => (
            <>
              {isKept && (
                <Notice
                  id="week-kept"
                  tone="warning"
                  icon="cloud-off"
                  action="重试"
                  onAction={() => void reload()}
                >
                  网络断开了，这是上次看到的食谱。
                </Notice>
              )}
              <WeekView
                week={week}
                grade={child && child.schoolId === schoolId ? child.grade : null}
                weekStartsOn={weekStartsOn}
                day={chosen}
                today={today}
                onDay={setDay}
                onWeek={(next) => {
                  setWeek(next)
                  setDay(null)
                }}
              />
            </>
          )}
        </LoadView>
      )}
    </Screen>
  )
}

type WeekViewProps = {
  week: SeenWeek
  grade: number | null
  weekStartsOn: string
  day: string | null
  today: string
  onDay: (day: string) => void
  onWeek: (week: string) => void
}

function WeekView({ week, grade, weekStartsOn, day, today, onDay, onWeek }: WeekViewProps) {
  const isNext = weekStartsOn > thisWeek(new Date())
  const turn = (
    <Button
      id="other-week"
      kind="quiet"
      onPress={() => onWeek(isNext ? weekAfter(weekStartsOn, -1) : weekAfter(weekStartsOn))}
    >
      {isNext ? '看上一周' : '看下一周'}
    </Button>
  )
  if (week.published === null)
    return (
      <EmptyState
        id="week-empty"
        icon="bowl"
        title={`${weekWords(weekStartsOn)}的食谱还没有公布`}
        action={turn}
      >
        学校公布后，这里就能看到。
      </EmptyState>
    )
  const { menu, changes, changeNote, version } = week.published
  const days = menu.days.map(({ servedOn }) => servedOn)
  const shown = day ?? days.find((one) => one >= today) ?? days.at(-1) ?? weekStartsOn
  const band = grade === null ? null : bandOfGrade(grade)
  const meals = menu.days.find(({ servedOn }) => servedOn === shown)?.meals ?? []
  return (
    <>
      <WeekDays days={days} today={today} current={shown} onSelect={onDay} />
      {version > 1 && (
        <Notice id="week-corrected" tone="info">
          <View>{`这份食谱更正过：${changeNote}`}</View>
          {changes.map((one) => (
            <View key={one}>{one}</View>
          ))}
        </Notice>
      )}
      {meals.map((meal) => (
        <Card key={meal.kind} id={`meal-${meal.kind}`}>
          <CardHead icon="bowl" tone="canteen" title={mealNames[meal.kind]} end="生重，每人" />
          <View className="dish-rows">
            {meal.dishes
              .filter((dish) => band === null || isForBand(dish, band))
              .map((dish) => (
                <DishRow key={dish.dishId} dish={dish} />
              ))}
          </View>
        </Card>
      ))}
      {meals.length === 0 && (
        <EmptyState icon="bowl" title="这一天没有写菜">
          看看别的日子。
        </EmptyState>
      )}
      {turn}
    </>
  )
}

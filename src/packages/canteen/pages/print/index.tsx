/** The week on one sheet of A4, without anything about a child. */
import { dishCategories, dishCategoryNames, mealNames, type WeekMenu } from '@contract/canteen/menu'
import { servedWords, thisWeek, weekWords } from '@contract/canteen/week'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { loadWeek } from '@/api/menus'
import { goToSignIn, openPage, usePageSession } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import LoadView from '@/components/load-view'
import Screen from '@/components/screen'
import '../../canteen.scss'

const PRINT = '/packages/canteen/pages/print/index'

export default function Page() {
  const { params } = useRouter()
  const { status, me, child, scale } = usePageSession()
  // Opened without saying which: this week at the child's school, or where the person works.
  const schoolId =
    Number(params.school) ||
    (child?.schoolId ?? me?.posts.find((post) => post.schoolId !== null)?.schoolId ?? null)
  const week = params.week ?? thisWeek(new Date())
  const { load, reload } = useLoad(
    me && schoolId !== null ? () => loadWeek(me.userId, schoolId, week, false) : null,
    [me?.userId, schoolId, week],
  )
  if (status !== 'unknown' && (me === null || schoolId === null))
    return (
      <Screen title="一周食谱" scale={scale}>
        <EmptyState
          id="print-nothing"
          icon="bowl"
          title={me === null ? '登录后看食谱' : '绑定孩子后看食谱'}
          action={
            <Button
              id="print-go"
              onPress={() => (me === null ? goToSignIn(PRINT) : openPage('/pages/mine/index'))}
            >
              {me === null ? '去登录' : '去“我的”'}
            </Button>
          }
        >
          能打印孩子学校一周吃什么。
        </EmptyState>
      </Screen>
    )
  return (
    <Screen title="一周食谱" scale={scale}>
      <LoadView id="print" load={load} onRetry={() => void reload()} count={2}>
        {({ week: { kitchen, published } }) =>
          published === null ? (
            <EmptyState icon="bowl" title="这一周的食谱还没有公布">
              公布以后可以打印。
            </EmptyState>
          ) : (
            <>
              {process.env.TARO_ENV === 'h5' && (
                <View className="no-print">
                  <Button id="print-now" kind="quiet" icon="print" onPress={() => window.print()}>
                    打印
                  </Button>
                </View>
              )}
              <View className="sheet-of-week" id="sheet-of-week">
                <View className="page-title">{`${kitchen.schoolName} ${weekWords(week)}食谱`}</View>
                <Days menu={published.menu} />
                <View className="note">
                  {[
                    '克重为生重，每人。',
                    kitchen.canteenMode === 'delivered' ? `供餐单位：${kitchen.supplierName}。` : '',
                    kitchen.supervisionPhone ? `监督电话：${kitchen.supervisionPhone}。` : '',
                  ].join('')}
                </View>
              </View>
            </>
          )
        }
      </LoadView>
    </Screen>
  )
}

const Days = ({ menu }: { menu: WeekMenu }) => (
  <View className="sheet-of-week__days">
    {menu.days.map((day) => (
      <View key={day.servedOn} className="sheet-of-week__day">
        <View className="strong">{servedWords(day.servedOn)}</View>
        {day.meals.map((meal) => (
          <View key={meal.kind}>
            {day.meals.length > 1 && <View className="sub">{mealNames[meal.kind]}</View>}
            {dishCategories.flatMap((category) =>
              meal.dishes
                .filter((dish) => dish.category === category)
                .map((dish) => (
                  <View key={dish.dishId} className="sheet-of-week__dish">
                    <Text className="note">{dishCategoryNames[category]}</Text>
                    <Text>{`${dish.name}${dish.grades ? `（${dish.grades.from}–${dish.grades.to} 年级）` : ''}`}</Text>
                    <Text className="note">
                      {dish.ingredients.map(({ word, grams }) => `${word}${grams ?? ''}`).join('、')}
                    </Text>
                  </View>
                )),
            )}
          </View>
        ))}
      </View>
    ))}
  </View>
)

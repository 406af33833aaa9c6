/** The canteen's desk: one week's menu typed, checked and published. */
import type { Finding } from '@contract/canteen/findings'
import type { KnownDish } from '@contract/canteen/kitchen'
import { type MealKind, mealNames, type WeekMenu } from '@contract/canteen/menu'
import { thisWeek, weekAfter, weekWords } from '@contract/canteen/week'
import { momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useMemo, useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Icon from '@/components/icon'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import Sheet from '@/components/sheet'
import { showToast } from '@/components/toast'
import DeskFrame from '../../desk-frame'
import TeachSheet from '../../food-book/teach-sheet'
import { useBook } from '../../food-book/use-book'
import Loaded from '../../loaded'
import CopySheet from '../../menus/copy-sheet'
import DayTabs from '../../menus/day-tabs'
import DishEditor from '../../menus/dish-editor'
import { type Cell, countDishes, findDish, moveDish } from '../../menus/edit-menu'
import FindingsPanel from '../../menus/findings-panel'
import { spansOf } from '../../menus/grade-spans'
import ImportSheet from '../../menus/import-sheet'
import KitchenSettings from '../../menus/kitchen-settings'
import { mend } from '../../menus/mend'
import MenuGrid from '../../menus/menu-grid'
import NutritionStrip from '../../menus/nutrition-strip'
import PriceCard from '../../menus/price-card'
import PublishDialog from '../../menus/publish-dialog'
import RemarksCard from '../../menus/remarks-card'
import ScoresCard from '../../menus/scores-card'
import TrayCard from '../../menus/tray-card'
import { useDishDrag } from '../../menus/use-dish-drag'
import { marksOf, useFindings } from '../../menus/use-findings'
import { type DeskWeek, type MenuDesk, type Saving, useMenuDesk } from '../../menus/use-menu-desk'
import SchoolChoice from '../../school-choice'
import { useDeskSchool } from '../../use-desk-school'
import { useWide } from '../../use-wide'
import '../../menus/menus.scss'

export default function Page() {
  const { params } = useRouter()
  const choice = useDeskSchool('canteen_manager')
  const [weekStartsOn, setWeek] = useState(params.week ?? weekAfter(thisWeek(new Date())))
  const desk = useMenuDesk(choice.school?.schoolId ?? null, weekStartsOn)
  return (
    <DeskFrame current="menu" title="食谱" place={choice.school?.name ?? ''} bare>
      <View className="menus">
        {choice.schools.length > 1 && <SchoolChoice choice={choice} />}
        <Loaded of={desk.loader} kind="cards">
          {(data) => (
            <Week key={weekStartsOn} data={data} desk={desk} weekStartsOn={weekStartsOn} onWeek={setWeek} />
          )}
        </Loaded>
      </View>
    </DeskFrame>
  )
}

const noDishes: readonly KnownDish[] = []

type WeekProps = { data: DeskWeek; desk: MenuDesk; weekStartsOn: string; onWeek: (week: string) => void }

function Week({ data, desk, weekStartsOn, onWeek }: WeekProps) {
  const wide = useWide()
  const [meal, setMeal] = useState<MealKind>('lunch')
  const [cell, setCell] = useState<Cell | null>(null)
  const [day, setDay] = useState(desk.menu.days[0]?.servedOn ?? weekStartsOn)
  const [isPublishing, setPublishing] = useState(false)
  const [isImporting, setImporting] = useState(false)
  const [isCopying, setCopying] = useState(false)
  const spans = spansOf(data.kitchen.stages)
  const { stages } = data.kitchen
  const { book, loader: own } = useBook(data.kitchen.schoolId)
  const [unknownWord, setUnknownWord] = useState<string | null>(null)
  const findings = useFindings(desk.menu, book, stages)
  const marks = useMemo(() => marksOf(desk.menu, findings), [desk.menu, findings])
  const dishes = useLoad(
    () => call('canteen.listDishes', { schoolId: data.kitchen.schoolId }),
    [data.kitchen.schoolId],
  )
  const known = dishes.load.state === 'ready' ? dishes.load.data.dishes : noDishes
  useDishDrag((dishIds, to) =>
    desk.change((old) => dishIds.reduce((menu, dishId) => moveDish(menu, dishId, { ...to, meal }), old)),
  )
  const openFinding = ({ place }: Finding) => {
    const found = place.dishId === null ? undefined : findDish(desk.menu, place.dishId)
    if (!found) return
    setMeal(found.cell.meal)
    setDay(found.cell.servedOn)
    setCell(found.cell)
  }
  const mendFinding = (finding: Finding) => {
    const better = mend(desk.menu, finding, known, book, stages)
    if (!better) return openFinding(finding)
    desk.change(() => better.menu)
    showToast(`换成了${better.name}，可以撤销`)
  }
  const days = wide ? desk.menu.days.map(({ servedOn }) => servedOn) : [day]
  const editor = cell && (
    <DishEditor
      key={`${cell.servedOn} ${cell.meal} ${cell.category}`}
      menu={desk.menu}
      cell={cell}
      known={known}
      dictionary={book.dictionary}
      spans={spans}
      change={desk.change}
      onTeach={setUnknownWord}
    />
  )
  const checks = (
    <View className="menus__panel menus__panel--flush">
      <FindingsPanel
        findings={findings}
        onOpen={openFinding}
        onMend={mendFinding}
        onTeach={(finding) => setUnknownWord(wordOf(desk.menu, finding))}
      />
    </View>
  )
  return (
    <>
      <View className="menus__head">
        <View className="menus__title">
          <Text className="page-title">{titleOf(weekStartsOn)}</Text>
          <Text className="sub" id="menu-saving">{`${mealNames[meal]}，${savingWords(desk.saving)}`}</Text>
        </View>
        <View className="menus__acts">
          <Pressable
            id="week-before"
            className="menus__step"
            label="上一周"
            onPress={() => onWeek(weekAfter(weekStartsOn, -1))}
          >
            <Icon name="chevron-left" />
          </Pressable>
          <Pressable
            id="week-after"
            className="menus__step"
            label="下一周"
            onPress={() => onWeek(weekAfter(weekStartsOn))}
          >
            <Icon name="chevron-right" />
          </Pressable>
          <Button
            id="menu-undo"
            kind="outline"
            size="small"
            icon="undo"
            disabled={desk.undo === null}
            onPress={() => desk.undo?.()}
          >
            撤销
          </Button>
          <Button
            id="menu-import"
            kind="outline"
            size="small"
            icon="upload"
            onPress={() => setImporting(true)}
          >
            导入
          </Button>
          <Button id="menu-copy" kind="outline" size="small" icon="copy" onPress={() => setCopying(true)}>
            复制
          </Button>
          <Button id="menu-publish" size="small" onPress={() => setPublishing(true)}>
            {data.versions.length > 0 ? '更正' : '公布'}
          </Button>
        </View>
      </View>
      {desk.saving.state === 'conflict' && (
        <Notice id="menu-conflict" tone="warning">
          别处刚保存过这一周的草稿。您这里写的还在，请选用哪一份。
          <View className="desk-acts desk-gap">
            <Button id="conflict-mine" kind="outline" size="small" onPress={() => desk.settle('mine')}>
              用我这份
            </Button>
            <Button id="conflict-theirs" kind="outline" size="small" onPress={() => desk.settle('theirs')}>
              用那一份
            </Button>
          </View>
        </Notice>
      )}
      {desk.saving.state === 'refused' && (
        <Notice id="menu-refused" tone="warning">
          {Object.values(desk.saving.problem.fields)[0] ?? desk.saving.problem.message}
        </Notice>
      )}
      {data.published && (
        <Notice id="menu-published" tone="ok">
          {`第 ${data.versions[0]?.version ?? 1} 版已公布，家长看得到。改动后点“更正”才会更新给家长，旧版也会留着。`}
        </Notice>
      )}
      <View className="menus__meals">
        {!wide && <DayTabs days={desk.menu.days} current={day} onSelect={setDay} />}
        {data.kitchen.isBoarding && <MealTabs meal={meal} onMeal={setMeal} />}
      </View>
      <View className="menus__split">
        <View className="menus__main">
          <MenuGrid
            menu={desk.menu}
            meal={meal}
            days={days}
            selected={cell}
            marks={marks}
            onSelect={setCell}
          />
          <Text className="note">
            克重为生重；两个数为不同年级。条形：浅绿为一顿午餐的范围，竖线为本周平均。
          </Text>
          {!wide && checks}
          <NutritionStrip menu={desk.menu} dictionary={book.dictionary} stages={stages} />
          <PriceCard menu={desk.menu} stages={stages} change={desk.change} />
          <ScoresCard schoolId={data.kitchen.schoolId} />
          <RemarksCard schoolId={data.kitchen.schoolId} />
          {weekStartsOn === thisWeek(new Date()) && <TrayCard schoolId={data.kitchen.schoolId} />}
          <KitchenSettings kitchen={data.kitchen} onSaved={desk.loader.reload} />
        </View>
        <View className="menus__side">
          {wide && editor && <View className="menus__panel">{editor}</View>}
          {wide && checks}
        </View>
      </View>
      {!wide && (
        <Sheet id="cell-sheet" open={cell !== null} title="填写菜品" onClose={() => setCell(null)}>
          {editor}
        </Sheet>
      )}
      {isImporting && (
        <ImportSheet
          schoolId={data.kitchen.schoolId}
          weekStartsOn={weekStartsOn}
          hasDishes={countDishes(desk.menu) > 0}
          onTake={(menu) => {
            desk.change((old) => ({
              ...menu,
              priceYuan: old.priceYuan,
              note: menu.note === '' ? old.note : menu.note,
            }))
            setImporting(false)
            showToast('已放进草稿，可以撤销')
          }}
          onClose={() => setImporting(false)}
        />
      )}
      {unknownWord !== null && (
        <TeachSheet
          key={unknownWord}
          schoolId={data.kitchen.schoolId}
          word={unknownWord}
          dictionary={book.dictionary}
          onTaught={own.reload}
          onClose={() => setUnknownWord(null)}
        />
      )}
      {isCopying && (
        <CopySheet
          kitchen={data.kitchen}
          weekStartsOn={weekStartsOn}
          hasDishes={countDishes(desk.menu) > 0}
          onTake={(menu, from) => {
            desk.change((old) => ({ ...menu, priceYuan: old.priceYuan, note: old.note }))
            setCopying(false)
            showToast(`复制了${from}的菜，可以撤销`)
          }}
          onClose={() => setCopying(false)}
        />
      )}
      {isPublishing && (
        <PublishDialog
          data={data}
          desk={desk}
          weekStartsOn={weekStartsOn}
          findings={findings}
          onClose={() => setPublishing(false)}
        />
      )}
    </>
  )
}

const boardingMeals: MealKind[] = ['breakfast', 'lunch', 'supper']

const MealTabs = ({ meal, onMeal }: { meal: MealKind; onMeal: (meal: MealKind) => void }) => (
  <View className="menus__tabs">
    {boardingMeals.map((kind) => (
      <Button
        key={kind}
        id={`meal-${kind}`}
        size="small"
        kind={kind === meal ? 'quiet' : 'plain'}
        onPress={() => onMeal(kind)}
      >
        {mealNames[kind]}
      </Button>
    ))}
  </View>
)

/** The word that a finding is about. */
const wordOf = (menu: WeekMenu, { place }: Finding): string | null => {
  const dish = place.dishId === null ? undefined : findDish(menu, place.dishId)?.dish
  return place.ingredient === null ? null : (dish?.ingredients[place.ingredient]?.word ?? null)
}

const titleOf = (weekStartsOn: string): string => {
  const now = thisWeek(new Date())
  if (weekStartsOn === now) return '本周食谱'
  if (weekStartsOn === weekAfter(now)) return '下周食谱'
  return `${weekWords(weekStartsOn)}食谱`
}

const savingWords = (saving: Saving): string => {
  if (saving.state === 'saved')
    return saving.at === null
      ? '还没有草稿'
      : `草稿已保存 ${momentWords(saving.at, new Date()).replace('今天 ', '')}`
  if (saving.state === 'waiting') return '正在保存'
  if (saving.state === 'away') return '网络断开，内容在这台电脑里，连上后自动保存'
  return '草稿没有保存'
}

/** Copying a week: one's own or another school's of the district, of the week before or any other. */
import type { Kitchen } from '@contract/canteen/canteen'
import type { WeekMenu } from '@contract/canteen/menu'
import { weekAfter, weekWords } from '@contract/canteen/week'
import { stageNames } from '@contract/people'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import EmptyState from '@/components/empty-state'
import Icon from '@/components/icon'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'
import { copyMenu } from './copy-week'

export type CopySheetProps = {
  kitchen: Kitchen
  /** The week that is being written. */
  weekStartsOn: string
  /** The draft has dishes that would be replaced. */
  hasDishes: boolean
  onTake: (menu: WeekMenu, from: string) => void
  onClose: () => void
}

/** Schools beyond which a search is offered. */
const MANY = 8

export default function CopySheet({ kitchen, weekStartsOn, hasDishes, onTake, onClose }: CopySheetProps) {
  const { schoolId } = kitchen
  const [week, setWeek] = useState(weekAfter(weekStartsOn, -1))
  const [sought, setSought] = useState('')
  const loader = useLoad(
    () => call('canteen.listPublished', { schoolId, weekStartsOn: week }),
    [schoolId, week],
  )
  const deed = useDeed()
  const take = (from: { schoolId: number; schoolName: string; version: number }) =>
    deed.run(`copy ${from.schoolId} ${week}`, async () =>
      onTake(await copyMenu(kitchen, { ...from, weekStartsOn: week }, weekStartsOn), from.schoolName),
    )
  return (
    <Sheet
      id="copy-sheet"
      open
      title="复制一周食谱"
      sub={`复制到${weekWords(weekStartsOn)}${hasDishes ? '，会替换现有的菜，可以撤销' : ''}`}
      onClose={onClose}
    >
      <View className="stack">
        <View className="menus__head">
          <Text className="strong">{`${weekWords(week)}公布的`}</Text>
          <View className="menus__acts">
            <Pressable
              id="copy-before"
              className="menus__step"
              label="再往前一周"
              onPress={() => setWeek(weekAfter(week, -1))}
            >
              <Icon name="chevron-left" />
            </Pressable>
            <Pressable
              id="copy-after"
              className="menus__step"
              label="往后一周"
              onPress={() => setWeek(weekAfter(week))}
            >
              <Icon name="chevron-right" />
            </Pressable>
          </View>
        </View>
        {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
        <Loaded of={loader}>
          {({ menus }) => {
            const others = menus.filter((one) => one.schoolId !== schoolId || week !== weekStartsOn)
            const shown = others.filter(({ schoolName }) => schoolName.includes(sought.trim()))
            return (
              <>
                {others.length > MANY && (
                  <View id="copy-search">
                    <TextInput
                      value={sought}
                      onChange={setSought}
                      icon="search"
                      clearable
                      label="找学校"
                      placeholder="找学校"
                    />
                  </View>
                )}
                {shown.length === 0 && (
                  <EmptyState icon="bowl" title={sought.trim() ? '没有这所学校' : '这一周还没有学校公布'}>
                    {sought.trim() ? '换个名字找找。' : '用箭头看别的星期。'}
                  </EmptyState>
                )}
                <View className="bleed">
                  {shown.map((one) => (
                    <ListRow
                      key={one.schoolId}
                      id={`copy-${one.schoolId}`}
                      icon="bowl"
                      tone="canteen"
                      title={one.schoolId === schoolId ? `${one.schoolName}（本校）` : one.schoolName}
                      sub={`${one.stages.map((stage) => stageNames[stage]).join('、')}，${one.dishes} 道菜${one.canteenMode === 'delivered' ? '，配送' : ''}`}
                      disabled={deed.doing !== null}
                      onPress={() => void take(one)}
                    />
                  ))}
                </View>
              </>
            )
          }}
        </Loaded>
        <Text className="note">
          只复制菜、配料和克重，不复制价格和说明。别校年级不同的主食会改成全校一样。
        </Text>
      </View>
    </Sheet>
  )
}

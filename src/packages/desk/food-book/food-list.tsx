/** The foods of a dictionary, found by any of their words or by their group. */
import type { Dictionary } from '@contract/canteen/dictionary'
import { type Food, type FoodGroup, foodGroupNames, foodGroups } from '@contract/canteen/food'
import { Text, View } from '@tarojs/components'
import { useMemo, useState } from 'react'
import Card from '@/components/card'
import Chips from '@/components/chips'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import TextInput from '@/components/text-input'
import { useWide } from '../use-wide'
import FoodSheet from './food-sheet'
import { searchFoods } from './search-foods'
import { allergenWords, groupWords } from './words'

const MOST = 60
type Choice = FoodGroup | 'all'
const choices: { value: Choice; label: string }[] = [
  { value: 'all', label: '全部' },
  ...foodGroups.map((value) => ({ value, label: foodGroupNames[value] })),
]

export default function FoodList({ dictionary }: { dictionary: Dictionary }) {
  const wide = useWide()
  const [typed, setTyped] = useState('')
  const [group, setGroup] = useState<Choice>('all')
  const [opened, setOpened] = useState<Food | null>(null)
  const found = useMemo(
    () => searchFoods(dictionary, typed, group === 'all' ? null : group),
    [dictionary, typed, group],
  )
  return (
    <>
      <View className="stack">
        <TextInput
          id="book-search"
          icon="search"
          value={typed}
          onChange={setTyped}
          placeholder="食物的名字或叫法，如 大排、毛白菜"
          label="查食物"
          clearable
        />
        <Chips
          id="book-group"
          label="食物类"
          options={choices}
          value={group}
          wrap={wide}
          onChange={setGroup}
        />
        <Text id="book-count" className="sub">{`${found.length} 种食物`}</Text>
      </View>
      <Card flush>
        {found.length === 0 && (
          <EmptyState icon="search" title="词典里没有">
            换个说法再找。食堂写食谱时遇到词典没有的词，点“这是什么”就能记下来。
          </EmptyState>
        )}
        {found.slice(0, MOST).map(({ food, by }) => (
          <ListRow
            key={food.key}
            id={`food-${food.key}`}
            title={by === null ? food.key : `${food.key}（${by}）`}
            sub={`${groupWords(food)}，${allergenWords(food)}`}
            onPress={() => setOpened(food)}
          />
        ))}
      </Card>
      {found.length > MOST && (
        <Text className="note">{`还有 ${found.length - MOST} 种没有列出，输入名字或选一类就能找到。`}</Text>
      )}
      {opened && <FoodSheet food={opened} onClose={() => setOpened(null)} />}
    </>
  )
}

/** Picks one food of the dictionary: those that the word may mean first, the rest by typing. */
import type { Dictionary } from '@contract/canteen/dictionary'
import type { Food } from '@contract/canteen/food'
import { Text, View } from '@tarojs/components'
import { useMemo, useState } from 'react'
import PickChips from '@/components/pick-chips'
import TextInput from '@/components/text-input'
import { likelyFoods, searchFoods } from './search-foods'
import { allergenWords, groupWords } from './words'

const MOST = 8

export type FoodPickerProps = {
  /** The word that nobody knows. */
  word: string
  dictionary: Dictionary
  picked: string | null
  onPick: (key: string) => void
}

export default function FoodPicker({ word, dictionary, picked, onPick }: FoodPickerProps) {
  const [typed, setTyped] = useState('')
  const found = useMemo(() => {
    if (typed.trim() === '') return likelyFoods(dictionary, word, MOST)
    return searchFoods(dictionary, typed)
      .slice(0, MOST)
      .map(({ food }) => food)
  }, [dictionary, typed, word])
  const chosen = dictionary.get(picked)
  const shown = chosen && !found.includes(chosen) ? [chosen, ...found] : found
  return (
    <View className="stack">
      <TextInput
        id="food-search"
        icon="search"
        value={typed}
        onChange={setTyped}
        placeholder="输入食物的名字，如 土豆"
        label="在词典里找"
        clearable
      />
      {shown.length === 0 ? (
        <Text id="food-none" className="sub">
          {typed.trim() === ''
            ? '输入名字找一找；真的没有，就选“新的食物”。'
            : `词典里没有“${typed.trim()}”。换个说法再找，或选“新的食物”。`}
        </Text>
      ) : (
        <PickChips
          id="food-pick"
          columns={1}
          label="就是哪一样食物"
          options={shown.map((food: Food) => ({
            value: food.key,
            label: food.key,
            sub: `${groupWords(food)}，${allergenWords(food)}`,
          }))}
          picked={picked === null ? [] : [picked]}
          onChange={([key]) => key && onPick(key)}
        />
      )}
    </View>
  )
}

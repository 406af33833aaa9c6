/** The dishes of one cell: typed as a line or picked from what the district cooks, changed, moved, removed. */
import type { Dictionary } from '@contract/canteen/dictionary'
import { keyOfWord } from '@contract/canteen/food-keys'
import type { KnownDish } from '@contract/canteen/kitchen'
import { dishCategoryNames, type MenuDish, type WeekMenu } from '@contract/canteen/menu'
import { servedWords } from '@contract/canteen/week'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { newRequestId } from '@/api/call'
import Button from '@/components/button'
import Pressable from '@/components/pressable'
import TextInput from '@/components/text-input'
import { suggestDishes } from './completion'
import DishForm, { type GradeChoice } from './dish-form'
import {
  addDish,
  type Cell,
  changeDish,
  dayBeside,
  dishesOf,
  moveDish,
  parseDishLine,
  removeDish,
} from './edit-menu'

export type DishEditorProps = {
  /** Dishes that the district's schools have published. */
  known: readonly KnownDish[]
  dictionary: Dictionary
  menu: WeekMenu
  cell: Cell
  /** Grades of the school, for dishes that only some of them get. */
  spans: readonly GradeChoice[]
  change: (next: (menu: WeekMenu) => WeekMenu) => void
  /** Asks what a word is that the dictionary does not know. */
  onTeach: (word: string) => void
}

export default function DishEditor(props: DishEditorProps) {
  const { known, dictionary, menu, cell, spans, change, onTeach } = props
  const [line, setLine] = useState('')
  const day = menu.days.find(({ servedOn }) => servedOn === cell.servedOn)
  const dishes = day ? dishesOf(day, cell.meal).filter(({ category }) => category === cell.category) : []

  const suggestions = suggestDishes(known, cell.category, line)
  const put = (dish: Pick<MenuDish, 'name' | 'ingredients'>) => {
    const whole: MenuDish = { ...dish, dishId: newRequestId(), category: cell.category, grades: null }
    change((before) => addDish(before, cell, whole))
    setLine('')
  }
  /** A name that the district cooks brings its ingredients along. */
  const add = () => {
    const parsed = parseDishLine(line, (word) => keyOfWord(word, dictionary))
    if (!parsed) return
    const same = suggestions.find(({ name }) => name === parsed.name)
    put(parsed.ingredients.length === 0 && same ? pickOf(same) : parsed)
  }
  return (
    <View id="dish-editor" className="dish-editor">
      <View className="dish-editor__head">
        <Text className="title">{`${servedWords(cell.servedOn)} ${dishCategoryNames[cell.category]}`}</Text>
      </View>
      {dishes.map((dish) => (
        <DishForm
          key={dish.dishId}
          dish={dish}
          dictionary={dictionary}
          spans={spans}
          before={dayBeside(menu, cell.servedOn, -1)}
          after={dayBeside(menu, cell.servedOn, 1)}
          onChange={(next) => change((old) => changeDish(old, dish.dishId, next))}
          onMove={(servedOn) => change((old) => moveDish(old, dish.dishId, { ...cell, servedOn }))}
          onRemove={() => change((old) => removeDish(old, dish.dishId))}
          onTeach={onTeach}
        />
      ))}
      <View className="dish-editor__add">
        <View id="dish-line" className="grow">
          <TextInput
            value={line}
            onChange={setLine}
            placeholder="菜名 配料克重，如 番茄炒蛋 鸡蛋40 番茄70"
            label="加一道菜"
            onConfirm={add}
          />
        </View>
        <Button id="dish-add" size="small" kind="quiet" disabled={line.trim() === ''} onPress={add}>
          加菜
        </Button>
      </View>
      {suggestions.length > 0 && (
        <View id="dish-suggestions" className="dish-editor__picks">
          {suggestions.map((dish) => (
            <Pressable
              key={`${dish.category} ${dish.name}`}
              id={`pick-${dish.name}`}
              className="dish-editor__pick"
              onPress={() => put(pickOf(dish))}
            >
              <Text>{dish.name}</Text>
              <Text className="note">{dish.ingredients.map(({ word }) => word).join('、')}</Text>
            </Pressable>
          ))}
        </View>
      )}
    </View>
  )
}

const pickOf = ({ name, ingredients }: KnownDish): Pick<MenuDish, 'name' | 'ingredients'> => ({
  name,
  ingredients: [...ingredients],
})

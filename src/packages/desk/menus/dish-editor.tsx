/** The dishes of one cell: typed as a line or picked from what the district cooks, changed, moved, removed. */
import type { KnownDish } from '@contract/canteen/kitchen'
import { dishCategoryNames, type GradeSpan, type MenuDish, type WeekMenu } from '@contract/canteen/menu'
import { servedWords } from '@contract/canteen/week'
import { Text, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import { newRequestId } from '@/api/call'
import Button from '@/components/button'
import Chips from '@/components/chips'
import Icon from '@/components/icon'
import Pressable from '@/components/pressable'
import TextInput from '@/components/text-input'
import { foodKeyOf, suggestDishes, suggestFoods } from './completion'
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
  menu: WeekMenu
  cell: Cell
  /** Grades of the school, for dishes that only some of them get. */
  spans: readonly { label: string; span: GradeSpan }[]
  change: (next: (menu: WeekMenu) => WeekMenu) => void
}

export default function DishEditor({ known, menu, cell, spans, change }: DishEditorProps) {
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
    const parsed = parseDishLine(line, foodKeyOf)
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
          spans={spans}
          before={dayBeside(menu, cell.servedOn, -1)}
          after={dayBeside(menu, cell.servedOn, 1)}
          onChange={(next) => change((old) => changeDish(old, dish.dishId, next))}
          onMove={(servedOn) => change((old) => moveDish(old, dish.dishId, { ...cell, servedOn }))}
          onRemove={() => change((old) => removeDish(old, dish.dishId))}
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

type DishFormProps = {
  dish: MenuDish
  spans: DishEditorProps['spans']
  before: string | undefined
  after: string | undefined
  onChange: (next: (dish: MenuDish) => MenuDish) => void
  onMove: (servedOn: string) => void
  onRemove: () => void
}

const sameSpan = (left: GradeSpan | null, right: GradeSpan | null): boolean =>
  left?.from === right?.from && left?.to === right?.to

/** A word that may be empty while it is written, and then is not kept. */
function KeptInput({
  value,
  label,
  onKeep,
}: {
  value: string
  label: string
  onKeep: (value: string) => void
}) {
  const [typed, setTyped] = useState(value)
  const given = useRef(value)
  if (given.current !== value) {
    given.current = value
    if (typed.trim() !== value) setTyped(value)
  }
  return (
    <TextInput
      value={typed}
      maxLength={40}
      label={label}
      onChange={(next) => {
        setTyped(next)
        const kept = next.trim()
        if (kept === '' || kept === value) return
        given.current = kept
        onKeep(kept)
      }}
      onBlur={() => setTyped(given.current)}
    />
  )
}

type GramsInputProps = {
  grams: number | null
  placeholder: string
  label: string
  onChange: (grams: number | null) => void
}

/** A weight that may end in a point while it is written. */
function GramsInput({ grams, placeholder, label, onChange }: GramsInputProps) {
  const [typed, setTyped] = useState(grams === null ? '' : String(grams))
  if (gramsOf(typed) !== grams && !(grams === null && typed !== ''))
    setTyped(grams === null ? '' : String(grams))
  return (
    <TextInput
      value={typed}
      type="digit"
      maxLength={6}
      placeholder={placeholder}
      label={label}
      onChange={(next) => {
        setTyped(next)
        onChange(gramsOf(next))
      }}
    />
  )
}

/** Digits with at most one point; anything else means that no weight is known. */
const gramsOf = (typed: string): number | null => {
  const value = Number(typed)
  return typed.trim() !== '' && value > 0 && value <= 2_000 ? value : null
}

function DishForm({ dish, spans, before, after, onChange, onMove, onRemove }: DishFormProps) {
  const setIngredient = (index: number, part: Partial<MenuDish['ingredients'][number]>) =>
    onChange((old) => ({
      ...old,
      ingredients: old.ingredients.map((one, at) => (at === index ? { ...one, ...part } : one)),
    }))
  const dropIngredient = (index: number) =>
    onChange((old) => ({ ...old, ingredients: old.ingredients.filter((_, at) => at !== index) }))
  const current = spans.find(({ span }) => sameSpan(span, dish.grades))?.label ?? 'all'
  return (
    <View className="dish-form" id={`dish-${dish.dishId}`}>
      <View className="dish-form__line">
        <View className="grow">
          <KeptInput
            value={dish.name}
            label="菜名"
            onKeep={(name) => onChange((old) => ({ ...old, name }))}
          />
        </View>
        <Pressable
          className="dish-form__act"
          label={`${dish.name}移到前一天`}
          disabled={!before}
          onPress={() => before && onMove(before)}
        >
          <Icon name="chevron-left" size="s" />
        </Pressable>
        <Pressable
          className="dish-form__act"
          label={`${dish.name}移到后一天`}
          disabled={!after}
          onPress={() => after && onMove(after)}
        >
          <Icon name="chevron-right" size="s" />
        </Pressable>
        <Pressable className="dish-form__act" label={`去掉${dish.name}`} onPress={onRemove}>
          <Icon name="trash" size="s" />
        </Pressable>
      </View>
      {dish.ingredients.map((ingredient, index) => (
        // An ingredient has no name of its own: its place is what it is.
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are never reordered
        <View key={index} className="dish-form__line">
          <View className="grow">
            <KeptInput
              value={ingredient.word}
              label={`${dish.name}的配料`}
              onKeep={(word) => setIngredient(index, { word, foodKey: foodKeyOf(word) })}
            />
          </View>
          <View className="dish-form__grams">
            <GramsInput
              grams={ingredient.grams}
              placeholder={ingredient.measure ?? '克'}
              label={`${ingredient.word}的克重`}
              onChange={(grams) => setIngredient(index, { grams })}
            />
          </View>
          <Pressable
            className="dish-form__act"
            label={`去掉${ingredient.word}`}
            onPress={() => dropIngredient(index)}
          >
            <Icon name="close" size="s" />
          </Pressable>
        </View>
      ))}
      <AddIngredient
        onAdd={(words) => {
          const parsed = parseDishLine(`x ${words}`, foodKeyOf)
          if (parsed)
            onChange((old) => ({
              ...old,
              ingredients: [...old.ingredients, ...parsed.ingredients].slice(0, 40),
            }))
        }}
        label={`给${dish.name}加配料`}
      />
      {spans.length > 1 && (
        <Chips
          options={[
            { value: 'all', label: '全部年级' },
            ...spans.map(({ label }) => ({ value: label, label })),
          ]}
          value={current}
          wrap
          label={`${dish.name}给哪些年级`}
          onChange={(key) =>
            onChange((old) => ({ ...old, grades: spans.find(({ label }) => label === key)?.span ?? null }))
          }
        />
      )}
    </View>
  )
}

function AddIngredient({ onAdd, label }: { onAdd: (words: string) => void; label: string }) {
  const [words, setWords] = useState('')
  const add = () => {
    if (words.trim() === '') return
    onAdd(words)
    setWords('')
  }
  const foods = suggestFoods(words)
  return (
    <View className="dish-form__more">
      <TextInput
        value={words}
        onChange={setWords}
        placeholder="加配料，如 鸡蛋40"
        label={label}
        onConfirm={add}
        onBlur={foods.length > 0 ? undefined : add}
      />
      {foods.length > 0 && (
        <View className="dish-form__foods">
          {foods.map((food) => (
            <Pressable key={food} className="dish-form__food" onPress={() => setWords(`${food} `.trimEnd())}>
              {food}
            </Pressable>
          ))}
        </View>
      )}
    </View>
  )
}

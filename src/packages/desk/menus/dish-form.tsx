/** One dish on the desk: its name, its ingredients with their weights, its grades; a word nobody knows asks what it is. */
import type { Dictionary } from '@contract/canteen/dictionary'
import { keyOfWord } from '@contract/canteen/food-keys'
import type { GradeSpan, MenuDish } from '@contract/canteen/menu'
import { tidyWord } from '@contract/canteen/tidy-word'
import { Text, View } from '@tarojs/components'
import { useRef, useState } from 'react'
import Chips from '@/components/chips'
import Icon from '@/components/icon'
import Pressable from '@/components/pressable'
import TextInput from '@/components/text-input'
import { suggestFoods } from './completion'
import { parseDishLine } from './edit-menu'

export type GradeChoice = { label: string; span: GradeSpan }

export type DishFormProps = {
  dish: MenuDish
  dictionary: Dictionary
  spans: readonly GradeChoice[]
  before: string | undefined
  after: string | undefined
  onChange: (next: (dish: MenuDish) => MenuDish) => void
  onMove: (servedOn: string) => void
  onRemove: () => void
  onTeach: (word: string) => void
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

export default function DishForm(props: DishFormProps) {
  const { dish, dictionary, spans, before, after, onChange, onMove, onRemove, onTeach } = props
  const keyOf = (word: string) => keyOfWord(word, dictionary)
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
        <View key={index} className="dish-form__item">
          <View className="dish-form__line">
            <View className="grow">
              <KeptInput
                value={ingredient.word}
                label={`${dish.name}的配料`}
                onKeep={(word) => setIngredient(index, { word, foodKey: keyOf(word) })}
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
          {keyOf(ingredient.word) === null && (
            <Pressable
              id={`teach-${ingredient.word}`}
              className="dish-form__teach"
              onPress={() => onTeach(ingredient.word)}
            >
              <Icon name="question" size="s" />
              <Text className="grow">{`词典里没有“${ingredient.word}”`}</Text>
              <Text className="strong">这是什么</Text>
            </Pressable>
          )}
          {dictionary.unreviewed.some((word) => tidyWord(ingredient.word).includes(word)) && (
            <Text className="note">{`“${ingredient.word}”待审核，家长那里先标“不能确定”`}</Text>
          )}
        </View>
      ))}
      <AddIngredient
        dictionary={dictionary}
        onAdd={(words) => {
          const parsed = parseDishLine(`x ${words}`, keyOf)
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

type AddIngredientProps = { dictionary: Dictionary; onAdd: (words: string) => void; label: string }

function AddIngredient({ dictionary, onAdd, label }: AddIngredientProps) {
  const [words, setWords] = useState('')
  const add = () => {
    if (words.trim() === '') return
    onAdd(words)
    setWords('')
  }
  const foods = suggestFoods(words, dictionary)
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

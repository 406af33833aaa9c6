/** Says what a word means: another word for a food of the dictionary, or a food that it does not have yet. */
import type { Dictionary } from '@contract/canteen/dictionary'
import {
  type Allergen,
  allergenNames,
  allergens,
  type FoodGroup,
  foodGroupNames,
  foodGroups,
  type MeatKind,
  meatKinds,
  meatNames,
  nutrients,
} from '@contract/canteen/food'
import { nutrientNames, nutrientUnits } from '@contract/canteen/nutrition-words'
import { View } from '@tarojs/components'
import Chips from '@/components/chips'
import Field from '@/components/field'
import PickChips from '@/components/pick-chips'
import TextInput from '@/components/text-input'
import Toggle from '@/components/toggle'
import FoodPicker from './food-picker'
import { isMeatGroup, type MeaningDraft } from './meaning-draft'

export type MeaningFormProps = {
  word: string
  draft: MeaningDraft
  dictionary: Dictionary
  onChange: (draft: MeaningDraft) => void
}

export default function MeaningForm({ word, draft, dictionary, onChange }: MeaningFormProps) {
  const set = (part: Partial<MeaningDraft>) => onChange({ ...draft, ...part })
  return (
    <View className="stack">
      <PickChips
        id="meaning-kind"
        label={`“${word}”是什么`}
        options={[
          { value: 'synonym', label: '词典里有', sub: '只是叫法不同' },
          { value: 'food', label: '新的食物', sub: '词典里没有' },
        ]}
        picked={[draft.kind]}
        onChange={([kind]) => kind && set({ kind })}
      />
      {draft.kind === 'synonym' ? (
        <FoodPicker word={word} dictionary={dictionary} picked={draft.of} onPick={(of) => set({ of })} />
      ) : (
        <NewFood draft={draft} set={set} />
      )}
    </View>
  )
}

const groups = foodGroups.map((value): Choice<FoodGroup> => ({ value, label: foodGroupNames[value] }))
const meats = meatKinds.map((value): Choice<MeatKind> => ({ value, label: meatNames[value] }))
/** Nothing is chosen to begin with. */
type Choice<V extends string> = { value: V | ''; label: string }

type PartProps = { draft: MeaningDraft; set: (part: Partial<MeaningDraft>) => void }

function NewFood({ draft, set }: PartProps) {
  return (
    <>
      <Field label="属于哪一类" required>
        <Chips
          id="meaning-group"
          wrap
          label="属于哪一类"
          options={groups}
          value={draft.group ?? ''}
          onChange={(group) => group !== '' && set({ group, meat: null })}
        />
      </Field>
      {isMeatGroup(draft.group) && (
        <Field label="哪一种肉" required>
          <Chips
            id="meaning-meat"
            wrap
            label="哪一种肉"
            options={meats}
            value={draft.meat ?? ''}
            onChange={(meat) => meat !== '' && set({ meat })}
          />
        </Field>
      )}
      <Field label="过敏原" required hint="看包装上的配料表。不清楚就选不清楚，家长会看到“不能确定”。">
        <PickChips
          id="meaning-knows"
          label="过敏原知道吗"
          options={[
            { value: 'yes', label: '知道' },
            { value: 'no', label: '不清楚' },
          ]}
          picked={draft.knowsAllergens === null ? [] : [draft.knowsAllergens ? 'yes' : 'no']}
          onChange={([value]) => set({ knowsAllergens: value === 'yes' })}
        />
      </Field>
      {draft.knowsAllergens && <Allergens draft={draft} set={set} />}
      <Toggle
        id="meaning-figures"
        title="填写营养成分"
        sub="可以不填；不填就不算进营养里"
        on={draft.hasFigures}
        onChange={(hasFigures) => set({ hasFigures })}
      />
      {draft.hasFigures && <Figures draft={draft} set={set} />}
    </>
  )
}

const options = allergens.map((value) => ({ value, label: allergenNames[value] }))

function Allergens({ draft, set }: PartProps) {
  const without = (list: readonly Allergen[], taken: readonly Allergen[]) =>
    list.filter((one) => !taken.includes(one))
  return (
    <>
      <Field label="里面有" hint="一样也没有就都不选">
        <PickChips
          id="meaning-contains"
          multiple
          label="里面有"
          options={options}
          picked={draft.contains}
          onChange={(contains) => set({ contains, mayContain: without(draft.mayContain, contains) })}
        />
      </Field>
      <Field label="有的做法或牌子里有">
        <PickChips
          id="meaning-may"
          multiple
          label="可能有"
          options={options}
          picked={draft.mayContain}
          onChange={(mayContain) => set({ mayContain, contains: without(draft.contains, mayContain) })}
        />
      </Field>
    </>
  )
}

function Figures({ draft, set }: PartProps) {
  return (
    <>
      <Field label="从哪里看来的" required hint="食物成分表的名称和编码，或包装上的营养成分表">
        <TextInput
          id="meaning-source"
          label="从哪里看来的"
          maxLength={80}
          value={draft.source}
          onChange={(source) => set({ source })}
        />
      </Field>
      <View className="food-book__fields">
        <Field label="可食部（%）" optional>
          <TextInput
            id="meaning-edible"
            label="可食部，百分之几"
            type="digit"
            maxLength={5}
            value={draft.ediblePercent}
            onChange={(ediblePercent) => set({ ediblePercent })}
          />
        </Field>
        {nutrients.map((name) => (
          <Field key={name} label={`${nutrientNames[name]}（${nutrientUnits[name]}/100 g）`} optional>
            <TextInput
              id={`meaning-${name}`}
              label={nutrientNames[name]}
              type="digit"
              maxLength={8}
              value={draft.per100[name]}
              onChange={(typed) => set({ per100: { ...draft.per100, [name]: typed } })}
            />
          </Field>
        ))}
      </View>
    </>
  )
}

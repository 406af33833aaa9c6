/** What a rule asks, in fields that depend on its kind; what was written under one kind is kept under the others. */
import type { Severity } from '@contract/canteen/findings'
import { type FoodGroup, foodGroupNames, meatKinds, meatNames } from '@contract/canteen/food'
import { weekdayNames, weekdays } from '@contract/canteen/menu'
import { ruleKindNames } from '@contract/canteen/rules/words'
import { type Stage, stageNames } from '@contract/people'
import { View } from '@tarojs/components'
import Chips from '@/components/chips'
import Field from '@/components/field'
import PickChips from '@/components/pick-chips'
import TextInput from '@/components/text-input'
import { orderKinds, otherMeats, type RuleDraft } from './rule-draft'

export type RuleFormProps = {
  draft: RuleDraft
  stages: readonly Stage[]
  onChange: (draft: RuleDraft) => void
}
type PartProps = { draft: RuleDraft; set: (part: Partial<RuleDraft>) => void }

export default function RuleForm({ draft, stages, onChange }: RuleFormProps) {
  const set = (part: Partial<RuleDraft>) => onChange({ ...draft, ...part })
  return (
    <View className="stack">
      <Field label="哪一种规则" required>
        <Chips
          id="rule-kind"
          wrap
          label="哪一种规则"
          options={orderKinds.map((value) => ({ value, label: ruleKindNames[value] }))}
          value={draft.kind}
          onChange={(kind) => set({ kind })}
        />
      </Field>
      {draft.kind === 'day_without' && <Days draft={draft} set={set} />}
      {(draft.kind === 'banned_food' || draft.kind === 'banned_preparation') && (
        <Banned draft={draft} set={set} />
      )}
      {draft.kind === 'meat_uses' && <Meats draft={draft} set={set} />}
      {(draft.kind === 'meat_uses' || draft.kind === 'repeats') && (
        <Field label="每周最多几次" required hint={draft.kind === 'meat_uses' ? '一次也不用写 0' : undefined}>
          <TextInput
            id="rule-most"
            label="每周最多几次"
            type="number"
            maxLength={2}
            value={draft.most}
            onChange={(most) => set({ most })}
          />
        </Field>
      )}
      {draft.kind === 'price_band' && <Price draft={draft} stages={stages} set={set} />}
      <Field label="不符合时怎样" required>
        <PickChips<Severity>
          id="rule-severity"
          label="不符合时怎样"
          columns={1}
          options={[
            { value: 'block', label: '必须改', sub: '文件明确不许的，不改不能公布' },
            { value: 'warning', label: '建议', sub: '可以公布，教育局看得到条数' },
            { value: 'note', label: '知道就好', sub: '只提醒一声' },
          ]}
          picked={[draft.severity]}
          onChange={([severity]) => severity && set({ severity })}
        />
      </Field>
      <Field label="依据" required hint="文件名称、文号，或哪次会议的约定。检查时会和规则一起显示。">
        <TextInput
          id="rule-document"
          label="依据"
          maxLength={120}
          value={draft.document}
          onChange={(document) => set({ document })}
        />
      </Field>
    </View>
  )
}

const meatOptions = meatKinds.map((value) => ({ value, label: meatNames[value] }))
/** Groups that somebody may want to keep off a day. */
const groupOptions = (
  ['fish', 'egg', 'dairy', 'soy', 'bean', 'nut', 'mushroom', 'fruit', 'tuber', 'ready'] as FoodGroup[]
).map((value) => ({ value, label: foodGroupNames[value] }))

const Days = ({ draft, set }: PartProps) => (
  <>
    <Field label="星期几" required>
      <PickChips
        id="rule-days"
        multiple
        columns={3}
        label="星期几"
        options={weekdays.map((value) => ({ value, label: weekdayNames[value] }))}
        picked={draft.weekdays}
        onChange={(chosen) => set({ weekdays: chosen })}
      />
    </Field>
    <Field label="不安排哪一类食物">
      <PickChips
        id="rule-groups"
        multiple
        label="不安排哪一类食物"
        options={groupOptions}
        picked={draft.groups}
        onChange={(groups) => set({ groups })}
      />
    </Field>
    <Field label="不安排哪种肉">
      <PickChips
        id="rule-meats"
        multiple
        label="不安排哪种肉"
        options={meatOptions}
        picked={draft.meats}
        onChange={(meats) => set({ meats })}
      />
    </Field>
    <Words draft={draft} set={set} label="或者写出食物的名字" hint="几样之间用顿号，如 土豆、粉条" />
  </>
)

const Banned = ({ draft, set }: PartProps) => {
  const isFood = draft.kind === 'banned_food'
  return (
    <>
      <Words
        draft={draft}
        set={set}
        label={isFood ? '不用什么食物' : '不做什么做法'}
        hint={isFood ? '几样之间用顿号；菜名和配料里都会找' : '几样之间用顿号，如 油炸、烧烤；看菜名和做法'}
      />
      <Field label="怎样改" optional hint={isFood ? '如 换成山药' : '如 改成清蒸'}>
        <TextInput
          id="rule-remedy"
          label="怎样改"
          maxLength={60}
          value={draft.remedy}
          onChange={(remedy) => set({ remedy })}
        />
      </Field>
    </>
  )
}

type WordsProps = PartProps & { label: string; hint: string }

const Words = ({ draft, set, label, hint }: WordsProps) => (
  <Field label={label} hint={hint}>
    <TextInput
      id="rule-words"
      label={label}
      maxLength={200}
      value={draft.words}
      onChange={(words) => set({ words })}
    />
  </Field>
)

const Meats = ({ draft, set }: PartProps) => (
  <Field label="哪些肉" required hint={`“猪、牛、羊以外的肉”就是后面 ${otherMeats.length} 种都选`}>
    <PickChips
      id="rule-meats"
      multiple
      label="哪些肉"
      options={meatOptions}
      picked={draft.meats}
      onChange={(meats) => set({ meats })}
    />
  </Field>
)

const Price = ({ draft, stages, set }: PartProps & { stages: readonly Stage[] }) => (
  <>
    <Field label="学段" required>
      <Chips
        id="rule-stage"
        wrap
        label="学段"
        options={stages.map((value) => ({ value, label: stageNames[value] }))}
        value={draft.stage}
        onChange={(stage) => set({ stage })}
      />
    </Field>
    <View className="food-book__fields">
      <Field label="不低于（元）">
        <TextInput
          id="rule-from"
          label="不低于多少元"
          type="digit"
          maxLength={6}
          value={draft.from}
          onChange={(from) => set({ from })}
        />
      </Field>
      <Field label="不高于（元）">
        <TextInput
          id="rule-to"
          label="不高于多少元"
          type="digit"
          maxLength={6}
          value={draft.to}
          onChange={(to) => set({ to })}
        />
      </Field>
    </View>
  </>
)

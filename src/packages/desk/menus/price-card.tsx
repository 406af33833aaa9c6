/** What a lunch costs at each stage, and the week's note to families: kept with the draft, so that a typed week carries a price. */
import type { WeekMenu } from '@contract/canteen/menu'
import { type Stage, stageNames } from '@contract/people'
import { View } from '@tarojs/components'
import { useState } from 'react'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Field from '@/components/field'
import TextInput from '@/components/text-input'

const NOTE_LIMIT = 300
const PRICE_LIMIT_YUAN = 200

export type PriceCardProps = {
  menu: WeekMenu
  stages: readonly Stage[]
  change: (next: (menu: WeekMenu) => WeekMenu) => void
}

export default function PriceCard({ menu, stages, change }: PriceCardProps) {
  return (
    <Card id="price-card">
      <View className="stack">
        <CardHead icon="bowl" tone="canteen" title="价格和说明" sub="和食谱一起公布，家长看得到" />
        <View className="menus__fields">
          {stages.map((stage) => (
            <PriceField
              key={stage}
              stage={stage}
              yuan={menu.priceYuan[stage]}
              onChange={(yuan) =>
                change((old) =>
                  old.priceYuan[stage] === yuan
                    ? old
                    : { ...old, priceYuan: { ...old.priceYuan, [stage]: yuan } },
                )
              }
            />
          ))}
        </View>
        <Field label="这一周的说明" optional>
          <View id="week-note">
            <TextInput
              value={menu.note}
              maxLength={NOTE_LIMIT}
              label="这一周的说明"
              placeholder="如 周三停水，改由配送供餐"
              onChange={(note) => change((old) => (old.note === note ? old : { ...old, note }))}
            />
          </View>
        </Field>
      </View>
    </Card>
  )
}

type PriceFieldProps = { stage: Stage; yuan: number | null; onChange: (yuan: number | null) => void }

/** A price that may end in a point while it is written; what is no price is said and not kept. */
function PriceField({ stage, yuan, onChange }: PriceFieldProps) {
  const [typed, setTyped] = useState(yuan === null ? '' : String(yuan))
  const isWrong = typed.trim() !== '' && yuanOf(typed) === null
  if (yuanOf(typed) !== yuan && !(isWrong && yuan === null)) setTyped(yuan === null ? '' : String(yuan))
  const name = `${stageNames[stage]}午餐，元一份`
  return (
    <Field label={name} error={isWrong ? '请填 0 到 200 之间的价格，最多两位小数' : undefined}>
      <View id={`price-${stage}`}>
        <TextInput
          value={typed}
          type="digit"
          maxLength={6}
          label={name}
          placeholder="如 6.80"
          invalid={isWrong}
          onChange={(next) => {
            setTyped(next)
            onChange(yuanOf(next))
          }}
        />
      </View>
    </Field>
  )
}

const yuanOf = (typed: string): number | null => {
  const value = Number(typed)
  return /^\d{1,3}(\.\d{0,2})?$/.test(typed.trim()) && value > 0 && value <= PRICE_LIMIT_YUAN ? value : null
}

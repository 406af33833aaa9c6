/** A lunch against what this age needs: a sentence, bars with the need marked, and what supper can make good. */
import type { MenuFacts } from '@contract/canteen/facts'
import type { Allergen } from '@contract/canteen/food'
import { type AgeBand, ageBandNames } from '@contract/canteen/menu'
import type { MealNutrition } from '@contract/canteen/nutrition'
import {
  type Bar,
  lunchBars,
  lunchSentence,
  nutrientNames,
  nutrientUnits,
  supperFor,
} from '@contract/canteen/nutrition-words'
import { Text, View } from '@tarojs/components'
import Card from '@/components/card'
import { classNames } from '@/components/class-names'
import Notice from '@/components/notice'

export type NutritionCardProps = {
  nutrition: MenuFacts['meals'][number]['nutrition']
  band: AgeBand
  allergies: readonly Allergen[]
}

/** Bars end a quarter beyond the need, so that plenty is seen. */
const REACH = 1.25
const levels: Record<Bar['level'], string> = { low: '偏少', within: '合适', high: '偏多', unknown: '算不准' }

export default function NutritionCard({ nutrition, band, allergies }: NutritionCardProps) {
  const meal: MealNutrition = nutrition
  const supper = supperFor(meal, band, allergies)
  return (
    <>
      <Card id="nutrition">
        <View id="nutrition-sentence" className="strong">
          {lunchSentence(meal, band)}
        </View>
        <View className="note need__note">{`竖线是${ageBandNames[band]}一顿午餐的需要量，按生重和可食部分计算`}</View>
        <View className="need">
          {lunchBars(meal, band).map((bar) => (
            <BarRow key={bar.nutrient} bar={bar} />
          ))}
        </View>
      </Card>
      {supper && (
        <Notice id="supper" tone="brand" icon="moon">
          {supper.sentence}
        </Notice>
      )}
    </>
  )
}

const BarRow = ({ bar }: { bar: Bar }) => {
  const whole = bar.to * REACH
  const off = bar.level !== 'within'
  return (
    <View className="need__row">
      <Text>{nutrientNames[bar.nutrient]}</Text>
      <View className="need__track">
        <View
          className={classNames('need__bar', off && 'is-off')}
          style={{ width: `${Math.min(100, (100 * bar.value) / whole)}%` }}
        />
        <View className="need__line" style={{ left: `${(100 * bar.from) / whole}%` }} />
      </View>
      <Text className={classNames('need__value', off && 'tone-warning')}>
        {`${bar.value < 10 ? bar.value.toFixed(1) : Math.round(bar.value)} ${nutrientUnits[bar.nutrient]} ${levels[bar.level]}`}
      </Text>
    </View>
  )
}

/** The week's average lunch for each age at the school, against what a lunch should give. */
import type { Dictionary } from '@contract/canteen/dictionary'
import { type AgeBand, ageBandNames, ageBands, gradesOfBand, type WeekMenu } from '@contract/canteen/menu'
import { type MealNutrition, mealNutrition } from '@contract/canteen/nutrition'
import { type Bar, lunchBars, nutrientNames, nutrientUnits } from '@contract/canteen/nutrition-words'
import { type Stage, stageOfGrade } from '@contract/people'
import { Text, View } from '@tarojs/components'
import { useDeferredValue, useMemo } from 'react'
import { classNames } from '@/components/class-names'
import { dishesOf } from './edit-menu'

/** Bars run to a third more than the most that is needed. */
const REACH = 1.33

const meanOf = (meals: readonly MealNutrition[]): MealNutrition | null => {
  const [first] = meals
  if (!first) return null
  const mean = (pick: (meal: MealNutrition) => number) =>
    meals.reduce((sum, meal) => sum + pick(meal), 0) / meals.length
  return {
    ...first,
    grams: mean((meal) => meal.grams),
    nutrients: Object.fromEntries(
      (Object.keys(first.nutrients) as (keyof MealNutrition['nutrients'])[]).map((name) => [
        name,
        {
          value: mean((meal) => meal.nutrients[name].value),
          coverage: Math.min(...meals.map((meal) => meal.nutrients[name].coverage)),
        },
      ]),
    ) as MealNutrition['nutrients'],
  }
}

export type NutritionStripProps = { menu: WeekMenu; dictionary: Dictionary; stages: readonly Stage[] }

export default function NutritionStrip({ menu, dictionary, stages }: NutritionStripProps) {
  const settled = useDeferredValue(menu)
  const bands = ageBands.filter((band) => stages.includes(stageOfGrade(gradesOfBand[band].from)))
  return (
    <View className="strip">
      {bands.map((band) => (
        <BandCard key={band} menu={settled} dictionary={dictionary} band={band} />
      ))}
    </View>
  )
}

const words = (bars: readonly Bar[]): string => {
  const named = (level: Bar['level']) =>
    bars.filter((bar) => bar.level === level).map((bar) => nutrientNames[bar.nutrient])
  const [low, high, unknown] = [named('low'), named('high'), named('unknown')]
  const said = [
    ...(low.length > 0 ? [`${low.join('、')}偏低`] : []),
    ...(high.length > 0 ? [`${high.join('、')}偏高`] : []),
    ...(unknown.length > 0 ? [`${unknown.join('、')}算不准`] : []),
  ]
  return said.length === 0 ? '平均都在范围内' : said.join('，')
}

type BandCardProps = { menu: WeekMenu; dictionary: Dictionary; band: AgeBand }

function BandCard({ menu, dictionary, band }: BandCardProps) {
  const bars = useMemo(() => {
    const meals = menu.days
      .map((day) => dishesOf(day, 'lunch'))
      .filter((dishes) => dishes.length > 0)
      .map((dishes) => mealNutrition(dishes, band, dictionary))
    const mean = meanOf(meals)
    return mean ? lunchBars(mean, band) : []
  }, [menu, dictionary, band])
  return (
    <View className="strip__band">
      <View className="strong">{`${ageBandNames[band]}，${bars.length === 0 ? '还没有午餐' : words(bars)}`}</View>
      <View className="strip__bars">
        {bars.map((bar) => (
          <View key={bar.nutrient} className={classNames('strip__bar', bar.level !== 'within' && 'is-off')}>
            <Text>{nutrientNames[bar.nutrient]}</Text>
            <View className="strip__track">
              <View
                className="strip__range"
                style={{ left: share(bar.from, bar), width: share(bar.to - bar.from, bar) }}
              />
              <View className="strip__mark" style={{ left: share(bar.value, bar) }} />
            </View>
            <Text className="num">{`${round(bar.value)} ${nutrientUnits[bar.nutrient]}`}</Text>
          </View>
        ))}
      </View>
    </View>
  )
}

const share = (value: number, { to }: Bar): string =>
  `${Math.min(100, Math.round((100 * value) / (to * REACH)))}%`
const round = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)))

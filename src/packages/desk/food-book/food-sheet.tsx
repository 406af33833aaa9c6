/** One food of the dictionary: its other words, its allergens, what 100 g of it hold, and where each figure comes from. */
import { type Food, nutrients } from '@contract/canteen/food'
import { nutrientNames, nutrientUnits } from '@contract/canteen/nutrition-words'
import { Text, View } from '@tarojs/components'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import { allergenWords, groupWords, sourceWords } from './words'

export type FoodSheetProps = { food: Food; onClose: () => void }

export default function FoodSheet({ food, onClose }: FoodSheetProps) {
  const isOpen = food.hasUnknownAllergens || food.isUnreviewed
  return (
    <Sheet id="food-sheet" open title={food.key} sub={groupWords(food)} onClose={onClose}>
      <View className="stack">
        {food.synonyms.length > 0 && (
          <View className="food-book__words">{`也叫 ${food.synonyms.join('、')}`}</View>
        )}
        {food.guesses.length > 0 && (
          <View className="food-book__words sub">{`看到 ${food.guesses.join('、')} 时按它计算，并请食堂核对`}</View>
        )}
        <Notice tone={isOpen ? 'warning' : 'info'}>{allergenWords(food)}</Notice>
        <Text className="strong">
          {food.edibleShare === null
            ? '每 100 g 可食部'
            : `买来 100 g 能吃 ${Math.round(food.edibleShare * 100)} g；每 100 g 可食部`}
        </Text>
        <View className="food-book__figures">
          {nutrients.map((name) => (
            <View key={name} className="food-book__figure">
              <Text className="note">{nutrientNames[name]}</Text>
              <Text className="num">
                {food.per100[name] === null ? '不知道' : `${food.per100[name]} ${nutrientUnits[name]}`}
              </Text>
            </View>
          ))}
        </View>
        <Text id="food-source" className="note">{`以上数字的来源：${sourceWords(food.source)}`}</Text>
      </View>
    </Sheet>
  )
}

/** One dish as families read it: category, name, what is in it. */
import { dishCategoryNames, type MenuDish } from '@contract/canteen/menu'
import { Text, View } from '@tarojs/components'

const ingredientWords = (dish: MenuDish): string =>
  dish.ingredients
    .map(({ word, grams, measure }) => `${word}${grams === null ? (measure ?? '') : `${grams}g`}`)
    .join('、') || '配料没有公布'

export default function DishRow({ dish }: { dish: MenuDish }) {
  return (
    <View id={`dish-${dish.dishId}`} className="dish-row">
      <Text className="dish-row__kind">{dishCategoryNames[dish.category]}</Text>
      <View className="dish-row__words">
        <Text className="dish-row__name">{dish.name}</Text>
        <Text className="dish-row__inside">{ingredientWords(dish)}</Text>
      </View>
    </View>
  )
}

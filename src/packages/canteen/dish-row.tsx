/** One dish as families read it: category, name, what is in it, and what it is to this child. */
import { dishCategoryNames, type MenuDish } from '@contract/canteen/menu'
import { Text, View } from '@tarojs/components'
import { classNames } from '@/components/class-names'
import Tag from '@/components/tag'
import type { DishMark } from './marks'

const ingredientWords = (dish: MenuDish): string =>
  dish.ingredients
    .map(({ word, grams, measure }) => `${word}${grams === null ? (measure ?? '') : `${grams}g`}`)
    .join('、') || '配料没有公布'

export default function DishRow({ dish, mark }: { dish: MenuDish; mark: DishMark }) {
  return (
    <View
      id={`dish-${dish.dishId}`}
      className={classNames('dish-row', mark?.tone === 'danger' && 'dish-row--danger')}
    >
      <Text className="dish-row__kind">{dishCategoryNames[dish.category]}</Text>
      <View className="dish-row__words">
        <Text className="dish-row__name">{dish.name}</Text>
        <Text className="dish-row__inside">{ingredientWords(dish)}</Text>
        {mark && (
          <View className="dish-row__mark">
            <Tag tone={mark.tone} icon={mark.tone === 'danger' ? 'alert' : 'question'}>
              {mark.words}
            </Tag>
          </View>
        )}
      </View>
    </View>
  )
}

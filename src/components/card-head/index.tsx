/** First line of a card: what it is about, and where more of it is. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type CardHeadProps = {
  title: string
  /** A second line under the title. */
  sub?: ReactNode
  icon?: IconName | undefined
  /** Colour of the icon: the domain it stands for. Default `brand`. */
  tone?: 'brand' | 'canteen' | 'homework' | 'courses' | 'safety' | undefined
  /** A tag or the like, right after the title. */
  mark?: ReactNode
  /** At the far end: words, or with `onEnd` a link with an arrow. */
  end?: ReactNode
  endId?: string | undefined
  onEnd?: (() => void) | undefined
}

export default function CardHead({
  title,
  sub,
  icon,
  tone = 'brand',
  mark,
  end,
  endId,
  onEnd,
}: CardHeadProps) {
  return (
    <View className="card-head">
      {icon && <Icon name={icon} className={`tone-${tone}`} />}
      <View className="card-head__words">
        <View className="card-head__line">
          <Text className="card-head__title">{title}</Text>
          {mark}
        </View>
        {sub && <View className="card-head__sub">{sub}</View>}
      </View>
      {end && onEnd ? (
        <Pressable id={endId} className="card-head__end card-head__end--link" role="link" onPress={onEnd}>
          {end}
          <Icon name="chevron-right" size="s" />
        </Pressable>
      ) : (
        end && <View className={classNames('card-head__end')}>{end}</View>
      )}
    </View>
  )
}

/** The shape of what is coming, while it is loading. */
import { View } from '@tarojs/components'
import { classNames } from '../class-names'
import './index.scss'

export type SkeletonProps = {
  /** `cards` for a page, `rows` for a list, `lines` inside a card. Default `cards`. */
  kind?: 'cards' | 'rows' | 'lines' | undefined
  /** How many. Default 3. */
  count?: number | undefined
}

export default function Skeleton({ kind = 'cards', count = 3 }: SkeletonProps) {
  const role = process.env.TARO_ENV === 'h5' ? { role: 'status', 'aria-busy': true } : {}
  return (
    <View className={classNames('skeleton', `skeleton--${kind}`)} {...role} aria-label="正在载入">
      {Array.from({ length: count }, (_, index) => `piece-${index}`).map((key) => (
        <View key={key} className="skeleton__piece">
          <View className="skeleton__line skeleton__line--short" />
          {kind !== 'lines' && <View className="skeleton__line" />}
          {kind === 'cards' && <View className="skeleton__line skeleton__line--mid" />}
        </View>
      ))}
    </View>
  )
}

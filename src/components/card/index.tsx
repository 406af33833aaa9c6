/** A sheet of paper on the page: one subject each. */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import Pressable from '../pressable'
import './index.scss'

export type CardProps = {
  id?: string | undefined
  /** Without padding, for lists whose rows bring their own. */
  flush?: boolean | undefined
  /** `brand` is a tint for advice, `danger` for what must be seen first. Default plain. */
  tone?: 'plain' | 'brand' | 'danger' | undefined
  /** Makes the whole card one control. */
  onPress?: (() => void) | undefined
  /** Words for a screen reader when the whole card is pressed. */
  label?: string | undefined
  className?: string | undefined
  children?: ReactNode
}

export default function Card({ id, flush, tone = 'plain', onPress, label, className, children }: CardProps) {
  const names = classNames(
    'card',
    flush && 'card--flush',
    tone !== 'plain' && `card--${tone}`,
    onPress && 'card--press',
    className,
  )
  if (onPress) {
    return (
      <Pressable id={id} className={names} label={label} onPress={onPress}>
        {children}
      </Pressable>
    )
  }
  return (
    <View {...given({ id })} className={names}>
      {children}
    </View>
  )
}

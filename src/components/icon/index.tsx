/** One icon, in the colour of the words around it. */
import { View } from '@tarojs/components'
import { classNames } from '../class-names'
import { given } from '../given'
import type { IconName } from './names'
import './index.scss'

export type { IconName } from './names'

export type IconProps = {
  name: IconName
  /** `s` beside small words, `m` beside a title, `l` alone on a page. Default `m`. */
  size?: 's' | 'm' | 'l' | undefined
  /** Words for a screen reader; leave out where words stand beside it. */
  label?: string | undefined
  className?: string | undefined
}

const isWeb = process.env.TARO_ENV === 'h5'

export default function Icon({ name, size = 'm', label, className }: IconProps) {
  const role = label ? (isWeb ? { role: 'img' } : { 'aria-role': 'img' }) : { 'aria-hidden': true }
  return (
    <View
      {...given({ 'aria-label': label })}
      {...role}
      className={classNames('icon', `icon-${name}`, size !== 'm' && `icon--${size}`, className)}
    />
  )
}

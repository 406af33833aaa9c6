/** One line that must be read, with its icon. */
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type NoticeProps = {
  id?: string | undefined
  /** Default `quiet`. */
  tone?: 'danger' | 'warning' | 'ok' | 'info' | 'brand' | 'quiet' | undefined
  /** Default: the one that fits the tone. */
  icon?: IconName | undefined
  children: ReactNode
  /** Words of the one thing that can be done about it. */
  action?: string | undefined
  onAction?: (() => void) | undefined
  className?: string | undefined
}

const icons = {
  danger: 'alert',
  warning: 'alert',
  ok: 'check-circle',
  info: 'info',
  brand: 'bulb',
  quiet: 'info',
} as const

export default function Notice({
  id,
  tone = 'quiet',
  icon,
  children,
  action,
  onAction,
  className,
}: NoticeProps) {
  const role = tone === 'danger' && process.env.TARO_ENV === 'h5' ? { role: 'alert' } : {}
  return (
    <View {...given({ id })} {...role} className={classNames('notice', `notice--${tone}`, className)}>
      <Icon name={icon ?? icons[tone]} className="notice__icon" />
      <View className="notice__words">{children}</View>
      {action && (
        <Pressable id={id && `${id}-action`} className="notice__action" onPress={onAction}>
          {action}
        </Pressable>
      )}
    </View>
  )
}

/** Nothing here yet: says so, and what to do. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { given } from '../given'
import Icon, { type IconName } from '../icon'
import './index.scss'

export type EmptyStateProps = {
  id?: string | undefined
  /** Default `inbox`. */
  icon?: IconName | undefined
  title: string
  /** What to do, or when something will be here. */
  children?: ReactNode
  /** A button. */
  action?: ReactNode
}

export default function EmptyState({ id, icon = 'inbox', title, children, action }: EmptyStateProps) {
  return (
    <View {...given({ id })} className="empty-state">
      <View className="empty-state__mark">
        <Icon name={icon} size="l" />
      </View>
      <Text className="empty-state__title">{title}</Text>
      {children && <View className="empty-state__words">{children}</View>}
      {action && <View className="empty-state__action">{action}</View>}
    </View>
  )
}

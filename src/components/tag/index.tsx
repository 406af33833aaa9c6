/** A state in a word, with its mark. */
import { Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import Icon, { type IconName } from '../icon'
import './index.scss'

export type TagProps = {
  children: string
  /** Default `quiet`. */
  tone?: 'ok' | 'warning' | 'danger' | 'info' | 'quiet' | 'brand' | undefined
  icon?: IconName | undefined
  className?: string | undefined
}

export default function Tag({ children, tone = 'quiet', icon, className }: TagProps) {
  return (
    <View className={classNames('tag', `tag--${tone}`, className)}>
      {icon && <Icon name={icon} size="s" />}
      <Text>{children}</Text>
    </View>
  )
}

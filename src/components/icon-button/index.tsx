/** A control that is only an icon: always with words for who cannot see it. */
import { View } from '@tarojs/components'
import { classNames } from '../class-names'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type IconButtonProps = {
  id?: string | undefined
  icon: IconName
  /** What it does, in words. */
  label: string
  /** `solid` is the one that sends; `tint` stands on a card. Default bare. */
  kind?: 'bare' | 'tint' | 'solid' | undefined
  /** Something new waits there; the label should say so. */
  dot?: boolean | undefined
  disabled?: boolean | undefined
  /** For what opens and closes something. */
  expanded?: boolean | undefined
  onPress: () => void
}

export default function IconButton(props: IconButtonProps) {
  const { id, icon, label, kind = 'bare', dot, disabled, expanded, onPress } = props
  return (
    <Pressable
      id={id}
      className={classNames('icon-button', `icon-button--${kind}`)}
      label={label}
      disabled={disabled}
      expanded={expanded}
      onPress={onPress}
    >
      <Icon name={icon} />
      {dot && <View className="icon-button__dot" />}
    </Pressable>
  )
}

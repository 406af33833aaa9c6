/** Anything that can be pressed: finger, mouse, Enter and Space, with its role told to screen readers. */
import { View } from '@tarojs/components'
import type { CSSProperties, ReactNode } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import './index.scss'

export type PressableProps = {
  /** Passed through, so that tests and labels can find it. */
  id?: string | undefined
  className?: string | undefined
  style?: CSSProperties | undefined
  /** What it is to a screen reader. Default `button`. */
  role?: 'button' | 'tab' | 'radio' | 'checkbox' | 'switch' | 'link' | 'row' | 'menuitem' | undefined
  /** Words for a screen reader where the visible ones are not enough. */
  label?: string | undefined
  /** For radio, checkbox and switch. */
  checked?: boolean | undefined
  /** For tabs. */
  selected?: boolean | undefined
  /** For what opens and closes something. */
  expanded?: boolean | undefined
  /** Told to screen readers, skipped by the keyboard, and deaf. */
  disabled?: boolean | undefined
  onPress?: (() => void) | undefined
  children?: ReactNode
}

type Key = { key?: string; target?: unknown; currentTarget?: unknown; preventDefault?: () => void }

const isWeb = process.env.TARO_ENV === 'h5'

export default function Pressable(props: PressableProps) {
  const {
    id,
    className,
    style,
    role = 'button',
    label,
    checked,
    selected,
    expanded,
    disabled,
    onPress,
  } = props
  const press = () => {
    if (!disabled) onPress?.()
  }
  const onKeyDown = (event: Key) => {
    if (event.target !== event.currentTarget) return
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault?.()
    press()
  }
  const platform = isWeb
    ? { role, tabIndex: disabled ? -1 : 0, onKeyDown }
    : { 'aria-role': role, hoverClass: disabled ? 'none' : 'is-pressed', hoverStayTime: 80 }
  return (
    <View
      {...given({
        id,
        style,
        'aria-label': label,
        'aria-checked': checked,
        'aria-selected': selected,
        'aria-expanded': expanded,
        'aria-disabled': disabled,
      })}
      {...platform}
      className={classNames('pressable', disabled && 'is-disabled', className)}
      onClick={press}
    >
      {props.children}
    </View>
  )
}

/** A button: says what it does, shows that it is doing it. */
import { Button as NativeButton, type ButtonProps as NativeProps, Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import { given } from '../given'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type ButtonProps = {
  id?: string | undefined
  /** What it does, in a word or four. */
  children: string
  /**
   * `primary` once a page; `quiet` beside it; `outline` on the desk; `plain` is a link; `danger` for what cannot be
   * undone; `help` for the report button only. Default `primary`.
   */
  kind?: 'primary' | 'quiet' | 'outline' | 'plain' | 'danger' | 'help' | undefined
  /** `small` is as wide as its words (44 px by touch, 36 with a mouse). Default `large`, full width. */
  size?: 'large' | 'small' | undefined
  icon?: IconName | undefined
  /** Working: shows a turning ring and does not take another press. */
  loading?: boolean | undefined
  disabled?: boolean | undefined
  /** Words for a screen reader where the visible ones are not enough. */
  label?: string | undefined
  onPress?: (() => void) | undefined
  /** WeChat's own abilities, which need WeChat's own button; `onPress` follows once they are done. */
  openType?: 'share' | 'agreePrivacyAuthorization' | 'openSetting' | undefined
  className?: string | undefined
}

export default function Button(props: ButtonProps) {
  const { id, children, kind = 'primary', size = 'large', icon, loading, disabled, label, onPress } = props
  const names = classNames(
    'button',
    `button--${kind}`,
    size === 'small' && 'button--small',
    loading && 'is-loading',
    props.className,
  )
  const inside = (
    <>
      {loading ? (
        <View className="button__ring" />
      ) : (
        icon && <Icon name={icon} size={size === 'small' ? 's' : 'm'} />
      )}
      <Text className="button__words">{children}</Text>
    </>
  )
  if (props.openType && process.env.TARO_ENV === 'weapp') {
    return (
      <NativeButton
        {...given({ id, 'aria-label': label })}
        className={classNames('pressable', names, disabled && 'is-disabled')}
        hoverClass="is-pressed"
        openType={props.openType as NonNullable<NativeProps['openType']>}
        disabled={Boolean(disabled || loading)}
        onAgreePrivacyAuthorization={() => onPress?.()}
        onOpenSetting={() => onPress?.()}
        {...(props.openType === 'share' && onPress ? { onClick: onPress } : {})}
      >
        {inside}
      </NativeButton>
    )
  }
  return (
    <Pressable id={id} className={names} label={label} disabled={disabled || loading} onPress={onPress}>
      {inside}
    </Pressable>
  )
}

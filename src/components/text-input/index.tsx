/** One line of writing. */
import { Input, View } from '@tarojs/components'
import { useState } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type TextInputProps = {
  id?: string | undefined
  value: string
  onChange: (value: string) => void
  placeholder?: string | undefined
  /** Which keyboard comes up; `password` hides the words, with an eye to show them. Default `text`. */
  type?: 'text' | 'number' | 'idcard' | 'digit' | 'tel' | 'password' | undefined
  /** Most characters. Default 140. */
  maxLength?: number | undefined
  disabled?: boolean | undefined
  /** Draws the edge as wrong; the words stand in Field. */
  invalid?: boolean | undefined
  /** Brings the keyboard up at once. */
  autoFocus?: boolean | undefined
  icon?: IconName | undefined
  /** Shows a cross that empties it. */
  clearable?: boolean | undefined
  /** Words for a screen reader; the Field's label. */
  label?: string | undefined
  /** What the keyboard's big key says. Default `done`. */
  confirmType?: 'done' | 'next' | 'search' | 'send' | 'go' | undefined
  onConfirm?: (() => void) | undefined
  onBlur?: (() => void) | undefined
}

const keyboards = {
  text: 'text',
  password: 'text',
  number: 'number',
  idcard: 'idcard',
  digit: 'digit',
  tel: 'number',
} as const

export default function TextInput(props: TextInputProps) {
  const { id, value, onChange, type = 'text', disabled, invalid, icon, label } = props
  const [focused, setFocused] = useState(false)
  const [shown, setShown] = useState(false)
  return (
    <View
      className={classNames(
        'text-input',
        focused && 'is-focused',
        invalid && 'is-invalid',
        disabled && 'is-disabled',
      )}
    >
      {icon && <Icon name={icon} size="s" className="text-input__icon" />}
      <Input
        {...given({ id, placeholder: props.placeholder, 'aria-label': label })}
        className="text-input__control"
        placeholderClass="text-input__placeholder"
        value={value}
        type={keyboards[type]}
        password={type === 'password' && !shown}
        maxlength={props.maxLength ?? 140}
        disabled={Boolean(disabled)}
        focus={Boolean(props.autoFocus)}
        confirmType={props.confirmType ?? 'done'}
        onInput={(event) => onChange(event.detail.value)}
        onConfirm={() => props.onConfirm?.()}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false)
          props.onBlur?.()
        }}
      />
      {type === 'password' && (
        <Pressable
          id={id && `${id}-show`}
          className="text-input__end"
          label={shown ? '隐藏密码' : '显示密码'}
          onPress={() => setShown(!shown)}
        >
          <Icon name={shown ? 'eye-off' : 'eye'} />
        </Pressable>
      )}
      {props.clearable && value !== '' && !disabled && (
        <Pressable
          id={id && `${id}-clear`}
          className="text-input__end"
          label="清空"
          onPress={() => onChange('')}
        >
          <Icon name="close" size="s" />
        </Pressable>
      )}
    </View>
  )
}

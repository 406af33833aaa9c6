/** Several lines of writing, with a count, and a place that says where the words are kept. */
import { Text, Textarea, View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import Icon from '../icon'
import './index.scss'

export type TextAreaProps = {
  id?: string | undefined
  value: string
  onChange: (value: string) => void
  placeholder?: string | undefined
  /** Most characters. Default 1000. */
  maxLength?: number | undefined
  /** Lines that are seen while it is empty. Default 5. */
  rows?: number | undefined
  /** Where the words are kept, such as 已存在这部手机里; shown with a cloud and a check. */
  saved?: string | undefined
  /** Shows 34 / 1000. Default true. */
  counted?: boolean | undefined
  invalid?: boolean | undefined
  disabled?: boolean | undefined
  /** Words for a screen reader; the Field's label. */
  label?: string | undefined
  /** Under a line inside the box: hold to talk. */
  foot?: ReactNode
  onBlur?: (() => void) | undefined
}

export default function TextArea(props: TextAreaProps) {
  const {
    id,
    value,
    onChange,
    maxLength = 1000,
    rows = 5,
    saved,
    counted = true,
    invalid,
    disabled,
    foot,
  } = props
  const [focused, setFocused] = useState(false)
  return (
    <View
      className={classNames(
        'text-area',
        focused && 'is-focused',
        invalid && 'is-invalid',
        disabled && 'is-disabled',
      )}
    >
      <Textarea
        {...given({ id, placeholder: props.placeholder, 'aria-label': props.label })}
        className="text-area__control"
        placeholderClass="text-area__placeholder"
        style={{ height: `calc(${rows} * 1.5 * var(--t-body) + 18px)` }}
        value={value}
        maxlength={maxLength}
        disabled={Boolean(disabled)}
        disableDefaultPadding
        onInput={(event) => onChange(event.detail.value)}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false)
          props.onBlur?.()
        }}
      />
      {(saved || counted) && (
        <View className="text-area__under">
          {saved && (
            <View className="text-area__saved">
              <Icon name="cloud-check" className="text-area__cloud" />
              <Text>{saved}</Text>
            </View>
          )}
          {counted && <Text className="text-area__count">{`${value.length} / ${maxLength}`}</Text>}
        </View>
      )}
      {foot && <View className="text-area__foot">{foot}</View>}
    </View>
  )
}

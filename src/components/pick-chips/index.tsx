/** Large chips to pick one or several from, in a grid, each with its mark. */
import { Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import { given } from '../given'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type PickOption<V extends string> = {
  value: V
  label: string
  /** A second line, for what the label leaves open. */
  sub?: string | undefined
  icon?: IconName | undefined
  disabled?: boolean | undefined
}

export type PickChipsProps<V extends string> = {
  /** Each chip's id is this and its value, with a dash between. */
  id?: string | undefined
  options: readonly PickOption<V>[]
  picked: readonly V[]
  onChange: (picked: V[]) => void
  /** Several may be picked (square marks) instead of one (round marks). */
  multiple?: boolean | undefined
  /** Columns on a phone in normal text; always one in the largest. Default 2. */
  columns?: 1 | 2 | 3 | undefined
  /** Words for a screen reader: the question. */
  label?: string | undefined
}

export default function PickChips<V extends string>(props: PickChipsProps<V>) {
  const { id, options, picked, onChange, multiple = false, columns = 2, label } = props
  const toggle = (value: V) => {
    if (!multiple) return onChange([value])
    onChange(picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value])
  }
  const role = process.env.TARO_ENV === 'h5' ? { role: multiple ? 'group' : 'radiogroup' } : {}
  return (
    <View
      {...given({ id, 'aria-label': label })}
      {...role}
      className={classNames('pick-chips', `pick-chips--${columns}`)}
    >
      {options.map((option) => {
        const on = picked.includes(option.value)
        return (
          <Pressable
            key={option.value}
            id={id && `${id}-${option.value}`}
            className={classNames('pick-chips__one', on && 'is-on')}
            role={multiple ? 'checkbox' : 'radio'}
            checked={on}
            disabled={option.disabled}
            onPress={() => toggle(option.value)}
          >
            {option.icon && <Icon name={option.icon} className="pick-chips__icon" />}
            <View className="pick-chips__words">
              <Text>{option.label}</Text>
              {option.sub && <View className="pick-chips__sub">{option.sub}</View>}
            </View>
            <View className={classNames('pick-chips__mark', !multiple && 'pick-chips__mark--round')}>
              {on && <Icon name="check-bold" size="s" />}
            </View>
          </Pressable>
        )
      })}
    </View>
  )
}

/** One of a few: short words in a row that scrolls. */
import { ScrollView, Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import { given } from '../given'
import Pressable from '../pressable'
import './index.scss'

export type ChipsProps<V extends string> = {
  /** Each chip's id is this and its value, with a dash between. */
  id?: string | undefined
  options: readonly { value: V; label: string /** Shown after the words. */; count?: number | undefined }[]
  value: V
  onChange: (value: V) => void
  /** Breaks into lines instead of scrolling. */
  wrap?: boolean | undefined
  /** Words for a screen reader: what is being chosen. */
  label?: string | undefined
}

export default function Chips<V extends string>({
  id,
  options,
  value,
  onChange,
  wrap,
  label,
}: ChipsProps<V>) {
  const role = process.env.TARO_ENV === 'h5' ? { role: 'radiogroup' } : {}
  const row = (
    <View
      {...given({ id, 'aria-label': label })}
      {...role}
      className={classNames('chips', wrap && 'chips--wrap')}
    >
      {options.map((option) => (
        <Pressable
          key={option.value}
          id={id && `${id}-${option.value}`}
          className={classNames('chips__one', option.value === value && 'is-on')}
          role="radio"
          checked={option.value === value}
          onPress={() => onChange(option.value)}
        >
          <Text>{option.label}</Text>
          {option.count !== undefined && <Text className="chips__count">{String(option.count)}</Text>}
        </Pressable>
      ))}
    </View>
  )
  if (wrap) return row
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="chips-scroll">
      {row}
    </ScrollView>
  )
}

/** A number by tapping: a step more, a step less, or a usual one at once. */
import { mostMinutes } from '@contract/homework/homework'
import { View } from '@tarojs/components'
import Chips from '@/components/chips'
import Icon from '@/components/icon'
import Pressable from '@/components/pressable'

export type MinutesProps = {
  /** Default `minutes`; what can be pressed has it in front. */
  id?: string | undefined
  /** Null: not said. */
  value: number | null
  onChange: (minutes: number) => void
  usual?: readonly number[] | undefined
  step?: number | undefined
  least?: number | undefined
  most?: number | undefined
  /** Where the first step begins. */
  from?: number | undefined
  /** How a number is read: a clock, say. Default `20 分`. */
  words?: ((minutes: number) => string) | undefined
}

const usualMinutes = [10, 15, 20, 30, 45, 60]
const STEP = 5

export default function Minutes(props: MinutesProps) {
  const {
    id = 'minutes',
    value,
    onChange,
    usual = usualMinutes,
    step = STEP,
    least = 1,
    most = mostMinutes,
  } = props
  const { from = least, words } = props
  const move = (by: number) => onChange(value === null ? from : Math.min(most, Math.max(least, value + by)))
  return (
    <View className="stack">
      <View className="homework-minutes">
        <Pressable
          id={`${id}-less`}
          className="homework-minutes__step"
          label={`少 ${step} 分钟`}
          disabled={value !== null && value <= least}
          onPress={() => move(-step)}
        >
          <Icon name="minus" />
        </Pressable>
        <View id={id} className="homework-minutes__value">
          {value === null ? '–' : words ? words(value) : String(value)}
        </View>
        <Pressable
          id={`${id}-more`}
          className="homework-minutes__step"
          label={`多 ${step} 分钟`}
          disabled={value !== null && value >= most}
          onPress={() => move(step)}
        >
          <Icon name="plus" />
        </Pressable>
      </View>
      <Chips
        id={`${id}-usual`}
        label="常用的"
        wrap
        options={usual.map((minutes) => ({
          value: String(minutes),
          label: words ? words(minutes) : `${minutes} 分`,
        }))}
        value={String(value)}
        onChange={(minutes) => onChange(Number(minutes))}
      />
    </View>
  )
}

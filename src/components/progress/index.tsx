/** How much of it is done, as a bar and in words. */
import { Text, View } from '@tarojs/components'
import { given } from '../given'
import './index.scss'

export type ProgressProps = {
  id?: string | undefined
  done: number
  /** Nothing is drawn as full when this is 0. */
  total: number
  /** What is being counted: 人, 行, 张. */
  unit?: string | undefined
  /** What is known so far: 到目前全部一致. */
  words?: string | undefined
  /** Whether one may leave: 可以离开，算完会留在这里. */
  note?: string | undefined
}

const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

export default function Progress({ id, done, total, unit, words, note }: ProgressProps) {
  const percent = total > 0 ? Math.min(100, Math.max(0, (done / total) * 100)) : 0
  const count = `${grouped(done)} / ${grouped(total)}${unit ? ` ${unit}` : ''}`
  const web = { role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': total, 'aria-valuenow': done }
  return (
    <View {...given({ id })} className="progress">
      <View className="progress__track" {...(process.env.TARO_ENV === 'h5' ? web : {})} aria-label={count}>
        <View className="progress__fill" style={{ width: `${percent}%` }} />
      </View>
      <View className="progress__line">
        <Text className="progress__words">{words ?? ''}</Text>
        <Text className="progress__count">{count}</Text>
      </View>
      {note && <View className="progress__note">{note}</View>}
    </View>
  )
}

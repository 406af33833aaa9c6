/** A line of a list: what it is, a little more about it, and where it leads. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import Icon, { type IconName } from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type ListRowProps = {
  id?: string | undefined
  icon?: IconName | undefined
  /** Colour of the icon. Default `safety`. */
  tone?: 'brand' | 'canteen' | 'homework' | 'courses' | 'safety' | 'ok' | 'warning' | 'danger' | undefined
  title: ReactNode
  sub?: ReactNode
  /** At the far end, before the arrow. */
  end?: ReactNode
  /** An arrow at the end. Default: there is one if the row can be pressed. */
  chevron?: boolean | undefined
  /** On the page itself rather than inside a card: no line below. */
  bare?: boolean | undefined
  disabled?: boolean | undefined
  label?: string | undefined
  onPress?: (() => void) | undefined
}

export default function ListRow(props: ListRowProps) {
  const { id, icon, tone = 'safety', title, sub, end, onPress, chevron = Boolean(onPress), bare } = props
  const names = classNames('list-row', bare && 'list-row--bare')
  const inside = (
    <>
      <View className="list-row__main">
        {icon && <Icon name={icon} className={classNames('list-row__icon', `tone-${tone}`)} />}
        <View className="list-row__words">
          <View className="list-row__title">{title}</View>
          {sub && <View className="list-row__sub">{sub}</View>}
        </View>
      </View>
      {end && <View className="list-row__end">{typeof end === 'string' ? <Text>{end}</Text> : end}</View>}
      {chevron && <Icon name="chevron-right" size="s" className="list-row__chevron" />}
    </>
  )
  if (!onPress) {
    return (
      <View {...given({ id })} className={names}>
        {inside}
      </View>
    )
  }
  return (
    <Pressable id={id} className={names} label={props.label} disabled={props.disabled} onPress={onPress}>
      {inside}
    </Pressable>
  )
}

/** Which child this page is about; two side by side, more in a row that scrolls. */
import { ScrollView, Text, View } from '@tarojs/components'
import { classNames } from '../class-names'
import Icon from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type SwitchChild = {
  id: string
  name: string
  /** 四年级2班 */
  sub: string
}

export type ChildSwitchProps = {
  /** Each one's id is `child-` and its own. */
  items: readonly SwitchChild[]
  current: string
  onSelect: (id: string) => void
}

export default function ChildSwitch({ items, current, onSelect }: ChildSwitchProps) {
  const row = (
    <View
      className={classNames('child-switch', items.length > 2 && 'child-switch--many')}
      {...(process.env.TARO_ENV === 'h5' ? { role: 'tablist' } : {})}
      aria-label="选择孩子"
    >
      {items.map((child) => {
        const on = child.id === current
        return (
          <Pressable
            key={child.id}
            id={`child-${child.id}`}
            className={classNames('child-switch__one', on && 'is-on')}
            role="tab"
            selected={on}
            label={`${child.name}，${child.sub}`}
            onPress={() => onSelect(child.id)}
          >
            <View className="child-switch__face">
              <Text>{[...child.name].at(-1) ?? ''}</Text>
              {on && (
                <View className="child-switch__tick">
                  <Icon name="check-bold" size="s" />
                </View>
              )}
            </View>
            <View className="child-switch__words">
              <View className="child-switch__name">{child.name}</View>
              <View className="child-switch__sub">{child.sub}</View>
            </View>
          </Pressable>
        )
      })}
    </View>
  )
  if (items.length <= 2) return row
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className="child-switch-scroll">
      {row}
    </ScrollView>
  )
}

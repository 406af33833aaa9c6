/** Comes up over the page, which stays behind; a centred dialog on a wide screen. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import Icon from '../icon'
import Pressable from '../pressable'
import { useOverlay } from './use-overlay'
import './index.scss'

export type SheetProps = {
  id?: string | undefined
  open: boolean
  /** Shown as its heading and told to screen readers. */
  title: string
  /** Words under the title. */
  sub?: ReactNode
  /** Called by the cross, the shade and Escape. Leave out where a choice must be made. */
  onClose?: (() => void) | undefined
  /** Buttons that stay in sight while the rest scrolls. */
  foot?: ReactNode
  children?: ReactNode
}

const isWeb = process.env.TARO_ENV === 'h5'

export default function Sheet({ id, open, title, sub, onClose, foot, children }: SheetProps) {
  const panelId = useOverlay(open, onClose)
  if (!open) return null
  return (
    <View className="sheet">
      <View className="sheet__shade" catchMove onClick={() => onClose?.()} />
      <View
        {...given({ id })}
        {...(isWeb ? { role: 'dialog', 'aria-modal': true, tabIndex: -1 } : {})}
        aria-label={title}
        className={classNames('sheet__panel', panelId)}
      >
        <View className="sheet__head">
          <Text className="sheet__title">{title}</Text>
          {onClose && (
            <Pressable id={id && `${id}-close`} className="sheet__close" label="关闭" onPress={onClose}>
              <Icon name="close" />
            </Pressable>
          )}
        </View>
        <View className="sheet__body">
          {sub && <View className="sheet__sub">{sub}</View>}
          {children}
        </View>
        {foot && <View className="sheet__foot">{foot}</View>}
      </View>
    </View>
  )
}

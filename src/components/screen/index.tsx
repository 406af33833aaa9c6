/** Root of every page: tokens, text size, title, the part that scrolls and the part that stays. */
import { View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { type CSSProperties, type ReactNode, useEffect } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import './index.scss'

/** How large words are: normal, large, largest. */
export type TextScale = 1 | 1.2 | 1.4

export type ScreenProps = {
  id?: string | undefined
  /** Title of the navigation bar. */
  title?: string | undefined
  /** Size of words on the whole page. Default 1. */
  scale?: TextScale | undefined
  /** Stays at the bottom, padded: the page's one primary action. */
  foot?: ReactNode
  /** Stays at the bottom, above the tab bar, without padding: the help dock, a reply box. */
  dock?: ReactNode
  /** The tab bar, on tab pages. */
  tabBar?: ReactNode
  /** Desk layout: at 900 px and wider it fills the window and the navigation bar is hidden. */
  wide?: boolean | undefined
  /** No margin and no gaps around the content: for lists that touch the edges. */
  flush?: boolean | undefined
  className?: string | undefined
  children?: ReactNode
}

const isWeb = process.env.TARO_ENV === 'h5'

export default function Screen(props: ScreenProps) {
  const { id, title, scale = 1, foot, dock, tabBar, wide = false, flush = false, className, children } = props

  const announce = () => {
    if (title) void Taro.setNavigationBarTitle({ title })
    if (isWeb) document.documentElement.toggleAttribute('data-wide', wide)
  }
  useEffect(announce, [title, wide])
  useDidShow(announce)

  const stays = foot || dock || tabBar
  return (
    <View
      {...given({ id })}
      className={classNames(
        'screen',
        wide && 'screen--wide',
        scale > 1 && 'larger',
        scale > 1.2 && 'large',
        !stays && 'screen--footless',
        className,
      )}
      style={{ '--scale': String(scale) } as CSSProperties}
    >
      <View className={classNames('screen__body', flush && 'screen__body--flush')}>{children}</View>
      {stays && (
        <View className="screen__stays">
          {foot && <View className="screen__foot">{foot}</View>}
          {dock}
          {tabBar}
        </View>
      )}
    </View>
  )
}

/** A heading between cards, or the question at the top of a form's step. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'
import './index.scss'

export type SectionTitleProps = {
  title: string
  sub?: ReactNode
  /** At the far end: a link or a count. */
  end?: ReactNode
  /** As large as a page's own title: the question of a step. */
  large?: boolean | undefined
}

export default function SectionTitle({ title, sub, end, large }: SectionTitleProps) {
  const heading = process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': large ? 1 : 2 } : {}
  return (
    <View className={classNames('section-title', large && 'section-title--large')}>
      <View className="section-title__line">
        <View className="section-title__words" {...heading}>
          <Text>{title}</Text>
        </View>
        {end && <View className="section-title__end">{end}</View>}
      </View>
      {sub && <View className="section-title__sub">{sub}</View>}
    </View>
  )
}

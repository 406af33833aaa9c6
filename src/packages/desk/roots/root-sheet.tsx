/** The month on one sheet of A4, for a notice board: every root whole, and where a parent compares it. */
import { daysWords } from '@contract/report/check-words'
import type { RootMonth } from '@contract/report/root-month'
import { monthWords } from '@contract/report/root-words'
import { View } from '@tarojs/components'
import QrCode from '@/components/qr-code'
import './roots.scss'

export type RootSheetProps = {
  data: RootMonth
  /** Of the page on which everybody sees the roots. */
  address: string
}

export default function RootSheet({ data, address }: RootSheetProps) {
  return (
    <View id="root-sheet" className="root-sheet" aria-hidden>
      <View className="root-sheet__head">
        <View className="root-sheet__words">
          <View className="root-sheet__title">{`求助与举报记录的每日总根，${monthWords(data.month ?? '')}`}</View>
          <View>
            每天一行，由全区当天所有记录的指纹合成，看不出有几件事、是谁的事。家长扫码打开“每日总根”，和这张纸对一对，一个字都不该差；有不一样的，请打教育局的电话。
          </View>
        </View>
        <QrCode text={address} size={88} label="每日总根页面的二维码" />
      </View>
      {[...data.days].reverse().map(({ day, sealed }) => (
        <View key={day} className="root-sheet__day">
          <View className="root-sheet__date">{daysWords(day)}</View>
          <View className="root-sheet__root">{sealed?.root ?? '缺'}</View>
        </View>
      ))}
    </View>
  )
}

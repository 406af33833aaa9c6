/** How large all words are; the page around it changes at once, so that it is its own preview. */
import { View } from '@tarojs/components'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import PickChips from '@/components/pick-chips'
import { chooseTextScale, type TextScale, useSession } from '@/stores/session'

type Size = 'normal' | 'large' | 'largest'

const scales: Record<Size, TextScale> = { normal: '1', large: '1.2', largest: '1.4' }
const options = [
  { value: 'normal', label: '标准' },
  { value: 'large', label: '大' },
  { value: 'largest', label: '特大' },
] as const

export default function TextSize() {
  const textScale = useSession((session) => session.textScale)
  const size = options.find((option) => scales[option.value] === textScale)?.value ?? 'normal'
  return (
    <Card id="text-size-card">
      <CardHead icon="text-size" title="字的大小" />
      <View className="mine-preview">周老师给您留言：明天中午在办公室见。</View>
      <PickChips
        id="text-size"
        label="字的大小"
        columns={3}
        options={options}
        picked={[size]}
        onChange={([picked]) => picked && chooseTextScale(scales[picked])}
      />
    </Card>
  )
}

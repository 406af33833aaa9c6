/** One sentence worth knowing, another each day. */
import { daysFromNow } from '@contract/china-time'
import { Text, View } from '@tarojs/components'
import Icon from '@/components/icon'

const tips: readonly (readonly string[])[] = [
  ['看到同学被欺负，', '也能替他求助，', '名字会封存。'],
  ['查询码抄在纸上也行，', '换一部手机照样能看进度。'],
  ['说不准算不算欺凌，', '也可以先写下来。'],
  ['没有网络也能打热线，', '号码就在这部手机里。'],
  ['在“我的”里', '可以把字调大。'],
]

/** @param now decides which sentence it is; it stays the same all day */
export const tipOf = (now: Date): readonly string[] => tips[daysFromNow(now, new Date(0)) % tips.length] ?? []

export default function TipLine() {
  return (
    <View className="home-tip">
      <Icon name="bulb" className="tone-safety" />
      <View className="sub grow">
        {tipOf(new Date()).map((part) => (
          <Text key={part} className="keep">
            {part}
          </Text>
        ))}
      </View>
    </View>
  )
}

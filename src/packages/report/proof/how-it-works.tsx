/** How the check works and what it cannot tell, in words that a parent understands. */
import { View } from '@tarojs/components'
import { openPage } from '@/api/page-session'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ListRow from '@/components/list-row'

const does = [
  '每一条记录都有一个指纹，由这一条的内容和上一条的指纹一起算出来。改一个字、少一条、换个位置，后面的指纹就对不上。',
  '核对由这台设备自己算，再和收据上的、上次看到的指纹比，不用相信学校系统说的。',
  '照片、录音和视频也有指纹，写在带来它们的那条记录里。打开的时候，这台设备用收到的内容重新算一遍，再和记录里的比。',
  '每天零点以后，所有事情的最后一个指纹合成一个总根公布出来。整件事被删掉、被退回，总根里就对不上。',
]
const cannot = [
  '老师做过却没有记下来的事，核对不出来。',
  '老师之间的内部记录，只能核对它们的位置，看不到内容。',
  '还没有在这台设备上打开的照片、录音和视频，没有核对；早于核对功能的文件没有指纹，也核对不了。',
  '还没有在任何设备上看过、也还没有进总根的记录，如果连同后面的一起重写，只有收据上的第 1 条能看出来。',
  '这个页面也来自学校系统。想更放心，可以换一台设备再核对一次，或者和区教育局网站上的总根对一对。',
]

export default function HowItWorks() {
  return (
    <>
      <Card>
        <CardHead title="这是怎么核对的" />
        <View className="report-next">
          {does.map((words) => (
            <View key={words}>{words}</View>
          ))}
        </View>
      </Card>
      <Card>
        <CardHead title="核对不了什么" />
        <View className="report-next">
          {cannot.map((words) => (
            <View key={words} className="sub">
              {words}
            </View>
          ))}
        </View>
      </Card>
      <ListRow
        id="go-roots"
        bare
        icon="link"
        title="每天公布的总根"
        sub="和区教育局网站上的对一对"
        onPress={() => openPage('/packages/report/pages/roots/index')}
      />
    </>
  )
}

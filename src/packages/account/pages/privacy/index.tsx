/** Privacy in words a child understands: what is kept, who sees it, and what can be done about it. */
import { View } from '@tarojs/components'
import { openPage, usePageSession } from '@/api/page-session'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Icon, { type IconName } from '@/components/icon'
import ListRow from '@/components/list-row'
import Screen from '@/components/screen'
import SectionTitle from '@/components/section-title'
import '../../parts/account.scss'

type Part = { title: string; icon: IconName; points: readonly string[] }

const parts: readonly Part[] = [
  {
    title: '两把锁',
    icon: 'lock',
    points: [
      '你写的话和图片，锁在第一把锁里，只有学校里帮你的老师能打开。',
      '你的名字，锁在第二把锁里，帮你的老师打不开。',
      '只有身份保管人写清楚理由，才能打开第二把锁。每打开一次都会记下来，你也会看到。',
      '如果你在写的话里提到自己的名字，老师会看到。想保密，就别写名字。',
    ],
  },
  {
    title: '我们记下什么',
    icon: 'file',
    points: [
      '学校名册里的：名字、学校、班级、学籍号、家里的电话。',
      '你主动写的：求助的内容、图片、和老师说的话。',
      '用来认出你的：微信给的一个编号，在哪些设备上登录过。',
    ],
  },
  {
    title: '我们不记什么',
    icon: 'eye-off',
    points: ['不看通讯录，不看相册里你没有选的图片。', '不记你在哪里。', '不做广告，不把这些给任何公司。'],
  },
  {
    title: '谁能看到',
    icon: 'eye',
    points: [
      '你们学校负责这件事的老师，别的学校看不到。',
      '老师每看一次孩子的信息，都会留下记录。',
      '有人受伤或违法的事，学校要按法律告诉教育局或警察。',
    ],
  },
]

export default function PrivacyPage() {
  const { me, isPupil, scale } = usePageSession()
  return (
    <Screen title="隐私说明" scale={scale}>
      <SectionTitle large title="你的事，由你说了算" sub="写给孩子，大人也请读一读" />
      {parts.map((part) => (
        <Card key={part.title}>
          <CardHead icon={part.icon} tone="safety" title={part.title} />
          <View className="stack account-points account-points--last">
            {part.points.map((point) => (
              <View key={point} className="account-point account-point--large">
                <Icon name="check" size="s" className="tone-ok" />
                <View className="grow">{point}</View>
              </View>
            ))}
          </View>
        </Card>
      ))}
      <SectionTitle title={isPupil ? '你可以' : '您可以'} />
      <Card flush>
        <ListRow
          id="consent"
          icon="check-circle"
          title="看完整的说明，同意或撤回"
          sub={isPupil ? '由你的监护人同意' : '随时可以改主意'}
          onPress={() => openPage('/packages/account/pages/consent/index')}
        />
        {me && (
          <ListRow
            id="my-data"
            icon="download"
            title="查看、带走、删除我的数据"
            onPress={() => openPage('/packages/account/pages/my-data/index')}
          />
        )}
      </Card>
    </Screen>
  )
}

/** The desk's door on a phone: one card for each thing that this person's posts let them do. */

import { View } from '@tarojs/components'
import Taro, { useDidShow } from '@tarojs/taro'
import { goToSignIn, isWide, openPage, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import Card from '@/components/card'
import EmptyState from '@/components/empty-state'
import Icon from '@/components/icon'
import Screen from '@/components/screen'
import SectionTitle from '@/components/section-title'
import Skeleton from '@/components/skeleton'
import AppTabs from '../app-tabs'
import { postsByPlace } from '../posts-by-place'
import { type DeskEntry, deskEntries } from './entries'
import './index.scss'

const EntryCard = ({ entry }: { entry: DeskEntry }) => (
  <Card
    id={`desk-${entry.key}`}
    className="desk-entry"
    label={`${entry.title}，${entry.sub}`}
    onPress={() => openPage(entry.url)}
  >
    <View className="desk-entry__mark">
      <Icon name={entry.icon} />
    </View>
    <View className="title">{entry.title}</View>
    <View className="sub">{entry.sub}</View>
  </Card>
)

export default function WorkPage() {
  const { status, me, isStaff, scale } = usePageSession()
  const mine = deskEntries.filter((entry) => me?.posts.some((post) => entry.roles.includes(post.role)))
  const [first] = mine

  useDidShow(() => {
    if (first && isWide()) void Taro.reLaunch({ url: first.url })
  })

  return (
    <Screen title="工作台" scale={scale} tabBar={<AppTabs current="work" />}>
      {status === 'unknown' && me === null && <Skeleton count={3} />}
      {status !== 'unknown' && !isStaff && (
        <EmptyState
          icon="inbox"
          title="工作台给学校和教育局的工作人员用"
          action={
            me ? (
              <Button
                id="staff-invitation"
                onPress={() => openPage('/packages/account/pages/bind/index?as=staff')}
              >
                填写邀请码
              </Button>
            ) : (
              <Button id="sign-in" onPress={() => goToSignIn('/pages/work/index')}>
                登录
              </Button>
            )
          }
        >
          学校管理员发给您的邀请码，填好就能用。
        </EmptyState>
      )}
      {postsByPlace(me?.posts ?? []).map((place) => (
        <SectionTitle key={place.name} title={place.name} sub={place.roles} />
      ))}
      {isStaff && mine.length === 0 && (
        <EmptyState icon="clock" title="这个身份的工作台还没有开放">
          开放后会在这里看到，也会发消息告诉您。
        </EmptyState>
      )}
      <View className="desk-entries">
        {mine.map((entry) => (
          <EntryCard key={entry.key} entry={entry} />
        ))}
      </View>
    </Screen>
  )
}

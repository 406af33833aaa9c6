/** Home of a person without a child here yet: what can be done at once, and the one next step. */

import type { StaffPost } from '@contract/account/session'
import { View } from '@tarojs/components'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import ListRow from '@/components/list-row'
import { postsByPlace } from '../posts-by-place'

/** Nobody is signed in. */
export const SignInCard = ({ onSignIn }: { onSignIn: () => void }) => (
  <Card id="welcome">
    <View className="page-title">孩子在学校的事，有地方说</View>
    <View className="sub home-words">
      不登录也能求助、打热线、凭查询码看进度。登录后能绑定孩子，收到学校的每一步回复。
    </View>
    <View className="home-action">
      <Button id="sign-in" onPress={onSignIn}>
        登录
      </Button>
    </View>
  </Card>
)

/** Signed in, with no child bound. */
export const BindCard = ({ onBind }: { onBind: () => void }) => (
  <Card id="welcome">
    <CardHead
      icon="users"
      title="绑定第一个孩子"
      sub="用学校发的绑定单，一分钟就好；没有绑定单，也能按学籍信息申请。"
    />
    <View className="home-action">
      <Button id="bind" icon="scan" onPress={onBind}>
        绑定孩子
      </Button>
    </View>
  </Card>
)

/** Staff: the way to the desk. */
export const DeskCard = ({ posts, onOpen }: { posts: readonly StaffPost[]; onOpen: () => void }) => (
  <Card id="desk">
    <CardHead icon="inbox" title="工作台" end="进入" endId="open-desk" onEnd={onOpen} />
    <View className="bleed bleed--end home-list">
      {postsByPlace(posts).map((place) => (
        <ListRow key={place.name} title={place.name} sub={place.roles} />
      ))}
    </View>
  </Card>
)

/** Things that need no account. */
export const WithoutAccount = ({
  onReceipt,
  onHotlines,
}: {
  onReceipt: () => void
  onHotlines: () => void
}) => (
  <Card flush>
    <ListRow
      id="by-receipt"
      icon="search"
      title="凭查询码看进度"
      sub="提交求助时拿到的那串字母和数字"
      onPress={onReceipt}
    />
    <ListRow
      id="open-hotlines"
      icon="phone"
      title="求助电话"
      sub="报警、急救、青少年热线，没有网络也能看"
      onPress={onHotlines}
    />
  </Card>
)

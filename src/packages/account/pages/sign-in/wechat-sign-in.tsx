/** In the mini-program WeChat itself vouches: no password, no phone number. */

import type { Me } from '@contract/account/session'
import { View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Notice from '@/components/notice'
import { refreshSession, useSession } from '@/stores/session'

export default function WechatSignIn({ onReady }: { onReady: (me: Me) => void }) {
  const [now, setNow] = useState<'idle' | 'entering' | 'failed'>('idle')
  const enter = async () => {
    setNow('entering')
    await refreshSession()
    const { status, me } = useSession.getState()
    if (status === 'ready' && me) return onReady(me)
    setNow('failed')
  }
  return (
    <Card id="wechat-card">
      <CardHead
        icon="shield-check"
        title="微信登录"
        sub="由微信确认是您本人，不用密码，也不会要您的手机号、头像和昵称。"
      />
      {now === 'failed' && (
        <Notice id="wechat-problem" tone="danger" className="sign-in-action">
          没有登录成功。请检查网络，再试一次。求助和热线不用登录。
        </Notice>
      )}
      <View className="sign-in-action">
        <Button id="wechat-enter" loading={now === 'entering'} onPress={() => void enter()}>
          登录
        </Button>
      </View>
    </Card>
  )
}

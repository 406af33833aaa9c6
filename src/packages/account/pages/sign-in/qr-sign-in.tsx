/** The QR code that a phone scans, with how long it still works. */

import type { Me } from '@contract/account/session'
import { View } from '@tarojs/components'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import QrCode from '@/components/qr-code'
import Skeleton from '@/components/skeleton'
import { useWebSignIn, type WebSignIn } from './use-web-sign-in'

const leftWords = (seconds: number): string =>
  seconds >= 60 ? `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒后过期` : `${seconds} 秒后过期`

const ended = (state: WebSignIn): { title: string; words: string } | null => {
  if (state.step === 'expired') return { title: '二维码过期了', words: '点一下换一张新的，再扫。' }
  if (state.step === 'refused')
    return { title: '手机上点了拒绝', words: '没有登录。如果点错了，换一张新的再扫。' }
  if (state.step === 'failed') return { title: '没有取到二维码', words: state.words }
  return null
}

export default function QrSignIn({ onSession }: { onSession: (session: { token: string; me: Me }) => void }) {
  const { state, restart } = useWebSignIn(onSession)
  const over = ended(state)
  if (over)
    return (
      <EmptyState
        id="qr-over"
        icon="qr"
        title={over.title}
        action={
          <Button id="qr-refresh" kind="quiet" icon="refresh" onPress={restart}>
            换一张
          </Button>
        }
      >
        {over.words}
      </EmptyState>
    )
  if (state.step !== 'waiting') return <Skeleton kind="lines" count={2} />
  return (
    <View className="sign-in-qr">
      <QrCode
        id="sign-in-qr"
        text={`anxin:sign-in:${state.ticketId}`}
        size={200}
        label="登录二维码，用手机里的安心校园小程序扫"
      />
      <View id="qr-left" className="sub num">
        {state.isAway ? '网络断开了，连上后继续' : leftWords(state.secondsLeft)}
      </View>
      <View className="sign-in-ways">
        <View>1. 手机打开安心校园小程序</View>
        <View>2. 点“我的 → 扫码登录网页版”</View>
        <View>3. 扫这张码，在手机上点确认</View>
      </View>
    </View>
  )
}

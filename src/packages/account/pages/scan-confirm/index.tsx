/** A browser asks to be this person: who asks, from where, yes or no. */

import { momentWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { goBack, usePageSession } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import EmptyState from '@/components/empty-state'
import Icon from '@/components/icon'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import SignedIn from '../../parts/signed-in'
import './index.scss'

export default function ScanConfirmPage() {
  const { me, scale } = usePageSession()
  const { params } = useRouter<{ ticket?: string }>()
  const ticketId = params.ticket ?? ''
  const [answer, setAnswer] = useState<'accepted' | 'refused' | null>(null)
  const { load, reload } = useLoad(me ? () => call('account.describeWebSignIn', { ticketId }) : null, [
    ticketId,
    me?.userId,
  ])
  const { send, isSending, problem } = useSend('account.answerWebSignIn')

  const say = async (accept: boolean) => {
    if (await send({ ticketId, accept })) setAnswer(accept ? 'accepted' : 'refused')
  }

  return (
    <Screen title="扫码登录" scale={scale}>
      <SignedIn
        here={`/packages/account/pages/scan-confirm/index?ticket=${encodeURIComponent(ticketId)}`}
        why="确认登录要先知道您是谁。"
      >
        {(person) =>
          answer ? (
            <EmptyState
              id={`scan-${answer}`}
              icon={answer === 'accepted' ? 'check-circle' : 'shield-check'}
              title={answer === 'accepted' ? '网页版已登录' : '已拒绝'}
              action={
                <Button id="scan-done" onPress={goBack}>
                  好了
                </Button>
              }
            >
              {answer === 'accepted'
                ? '请回到那台电脑继续。用完记得退出，也可以在“登录设备”里让它退出。'
                : '那台设备没有登录。如果不是您扫的码，不用再做什么。'}
            </EmptyState>
          ) : (
            <LoadView id="scan" load={load} onRetry={() => void reload()} count={1}>
              {({ clientLabel, startedAt }) => (
                <>
                  <Card>
                    <View className="scan-confirm">
                      <View className="scan-confirm__mark">
                        <Icon name="phone-device" size="l" />
                      </View>
                      <View className="page-title">{`有人在 ${clientLabel || '浏览器'} 上请求登录您的账号`}</View>
                      <View className="sub">{`${momentWords(startedAt, new Date())}发起，登录后是 ${person.displayName || '您'}`}</View>
                    </View>
                  </Card>
                  <Notice tone="warning">
                    只有您自己正在那台电脑前，才点“确认登录”。别人发来的二维码，请拒绝。
                  </Notice>
                  {problem && (
                    <Notice id="scan-problem" tone="danger">
                      {problem.message}
                    </Notice>
                  )}
                  <Button id="scan-accept" loading={isSending} onPress={() => void say(true)}>
                    是我，确认登录
                  </Button>
                  <Button
                    id="scan-refuse"
                    kind="outline"
                    disabled={isSending}
                    onPress={() => void say(false)}
                  >
                    不是我，拒绝
                  </Button>
                </>
              )}
            </LoadView>
          )
        }
      </SignedIn>
    </Screen>
  )
}

/** Signing in: WeChat vouches in the mini-program; a browser shows a code, or the demo's people. */

import type { Me } from '@contract/account/session'
import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { isWide, usePageSession } from '@/api/page-session'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import SectionTitle from '@/components/section-title'
import { begin } from '@/stores/session'
import { leaveSignIn } from './after-sign-in'
import DemoPeople from './demo-people'
import QrSignIn from './qr-sign-in'
import SignInIntro from './sign-in-intro'
import WechatSignIn from './wechat-sign-in'
import './index.scss'

const hasToken = process.env.TARO_APP_TRANSPORT === 'http'
const isWeb = process.env.TARO_ENV === 'h5'

export default function SignInPage() {
  const { scale } = usePageSession()
  const { params } = useRouter<{ next?: string; link?: string }>()
  const [isQrOpen, setQrOpen] = useState(isWide)
  const [entering, setEntering] = useState<string | null>(null)
  const demo = useLoad(hasToken ? () => call('account.listDemoPeople', {}) : null, [])
  const asDemo = useSend('account.signInDemo')
  const byLink = useSend('account.signInWithLink')

  const enter = (session: { token: string; me: Me }) => {
    begin(session)
    leaveSignIn(session.me, params.next)
  }
  const enterAs = async (personKey: string) => {
    setEntering(personKey)
    const session = await asDemo.send({ personKey })
    setEntering(null)
    if (session) enter(session)
  }
  const enterByLink = async () => {
    const session = params.link ? await byLink.send({ secret: decodeURIComponent(params.link) }) : null
    if (session) enter(session)
  }
  const people = demo.load.state === 'ready' ? demo.load.data.people : []
  const isAway = demo.load.state === 'failed' && demo.load.problem.code === 'network.away'
  const hasSecond = people.length > 0 || isAway

  return (
    <Screen title="登录" scale={scale} wide className="sign-in-page">
      <View className="sign-in">
        <View className={hasSecond ? 'sign-in__columns' : 'sign-in__columns sign-in__columns--one'}>
          <View className="sign-in__first">
            <SignInIntro />
            {params.link && (
              <Card id="link-card">
                <CardHead icon="link" title="一次性登录链接" sub="只能用一次，用完即失效。" />
                {byLink.problem && (
                  <Notice id="link-problem" tone="danger" className="sign-in-action">
                    {byLink.problem.message}
                  </Notice>
                )}
                <View className="sign-in-action">
                  <Button id="link-enter" loading={byLink.isSending} onPress={() => void enterByLink()}>
                    用这个链接登录
                  </Button>
                </View>
              </Card>
            )}
            {isWeb && (
              <Card id="qr-card">
                <CardHead icon="qr" title="扫码登录" sub="用手机里的安心校园小程序，不用密码" />
                <View className="sign-in-action">
                  {isQrOpen ? (
                    <QrSignIn onSession={enter} />
                  ) : (
                    <Button id="qr-open" kind="quiet" onPress={() => setQrOpen(true)}>
                      显示二维码
                    </Button>
                  )}
                </View>
              </Card>
            )}
            {!isWeb && <WechatSignIn onReady={(me) => leaveSignIn(me, params.next)} />}
          </View>
          {hasSecond && (
            <View className="sign-in__second">
              {isAway && (
                <Notice
                  id="offline"
                  tone="warning"
                  icon="cloud-off"
                  action="重试"
                  onAction={() => void demo.reload()}
                >
                  网络断开了，连上后再登录。求助和热线不用登录。
                </Notice>
              )}
              {people.length > 0 && (
                <>
                  <SectionTitle
                    title="演示：选一个人进来看看"
                    sub="人名、学校和事情都是编的，改了什么都不要紧。"
                  />
                  {asDemo.problem && (
                    <Notice id="demo-problem" tone="danger">
                      {asDemo.problem.message}
                    </Notice>
                  )}
                  <DemoPeople people={people} entering={entering} onEnter={(key) => void enterAs(key)} />
                </>
              )}
            </View>
          )}
        </View>
      </View>
    </Screen>
  )
}

/** Mine: who I am, my children and family, how large the words are, and what is kept about me. */

import { relationNames, roleNames } from '@contract/people'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { goToSignIn, openPage, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import Card from '@/components/card'
import Dialog from '@/components/dialog'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import Skeleton from '@/components/skeleton'
import Tag from '@/components/tag'
import { refreshSession, signOut } from '@/stores/session'
import AppTabs from '../app-tabs'
import { scanSignIn } from './scan-sign-in'
import TextSize from './text-size'
import './index.scss'

const account = (page: string) => `/packages/account/pages/${page}/index`
const isWeapp = process.env.TARO_ENV === 'weapp'
/** WeChat itself vouches for the person there: nothing to sign out of. */
const hasToken = process.env.TARO_APP_TRANSPORT === 'http'

export default function MinePage() {
  const { status, me, isStaff, isPupil, you, scale } = usePageSession()
  const [leaving, setLeaving] = useState<'no' | 'asked' | 'doing'>('no')
  const wasShown = useRef(false)

  useDidShow(() => {
    if (wasShown.current) void refreshSession()
    wasShown.current = true
  })
  usePullDownRefresh(() => void refreshSession().finally(() => Taro.stopPullDownRefresh()))

  const leave = async () => {
    setLeaving('doing')
    await signOut()
    setLeaving('no')
  }
  const roles = me
    ? [
        ...(isPupil ? [roleNames.student] : me.children.length > 0 ? [roleNames.guardian] : []),
        ...new Set(me.posts.map((post) => roleNames[post.role])),
      ].join('、')
    : ''

  return (
    <Screen title="我的" scale={scale} tabBar={<AppTabs current="mine" />}>
      {status === 'away' && (
        <Notice
          id="offline"
          tone="warning"
          icon="cloud-off"
          action="重试"
          onAction={() => void refreshSession()}
        >
          网络断开了，{me ? '这里是上次的内容。' : '连上后可以登录。'}
        </Notice>
      )}
      {status === 'unknown' && me === null && <Skeleton kind="rows" count={3} />}
      {me && (
        <Card id="who">
          <View className="mine-who">
            <View className="mine-who__face">{[...me.displayName].at(-1) ?? '我'}</View>
            <View className="grow">
              <View className="title">{me.displayName || '还没有填姓名'}</View>
              <View className="sub">{roles || '还没有绑定孩子'}</View>
            </View>
            {me.isDemo && <Tag>演示</Tag>}
          </View>
        </Card>
      )}
      {(status === 'anonymous' || (status === 'away' && me === null)) && (
        <Card id="who">
          <View className="title">还没有登录</View>
          <View className="sub mine-words">求助、热线和查询码不登录也能用。</View>
          <Button id="sign-in" onPress={() => goToSignIn('/pages/mine/index')}>
            登录
          </Button>
        </Card>
      )}
      {me && !isPupil && (
        <Card flush>
          {me.children.map((one) => (
            <ListRow
              key={one.studentId}
              id={`mine-child-${one.studentId}`}
              icon="user"
              tone="brand"
              title={one.name}
              sub={`${one.schoolName} ${one.className} · 我是${relationNames[one.relation]}`}
              end={one.status === 'pending' && <Tag tone="warning">等待确认</Tag>}
              onPress={() => openPage(`${account('children')}?studentId=${one.studentId}`)}
            />
          ))}
          {me.children.length > 0 && (
            <ListRow
              id="family"
              icon="users"
              title="家人"
              sub="谁能看到孩子的消息，邀请和确认家人"
              onPress={() => openPage(account('children'))}
            />
          )}
          <ListRow
            id="bind"
            icon="plus"
            tone="brand"
            title="绑定孩子"
            onPress={() => openPage(account('bind'))}
          />
        </Card>
      )}
      <TextSize />
      <Card flush>
        {me && (
          <ListRow
            id="my-reports"
            icon="shield-check"
            title="我的求助"
            onPress={() => openPage('/packages/report/pages/mine/index')}
          />
        )}
        <ListRow
          id="by-receipt"
          icon="search"
          title="凭查询码查进度"
          onPress={() => openPage('/packages/report/pages/receipt/index')}
        />
        <ListRow
          id="open-hotlines"
          icon="phone"
          title="求助电话"
          onPress={() => openPage('/packages/safety/pages/hotlines/index')}
        />
      </Card>
      <Card flush>
        <ListRow id="privacy" icon="lock" title="隐私说明" onPress={() => openPage(account('privacy'))} />
        {me && (
          <>
            {me.children.length > 0 && (
              <ListRow
                id="consent"
                icon="check-circle"
                title="知情同意"
                onPress={() => openPage(account('consent'))}
              />
            )}
            <ListRow id="my-data" icon="file" title="我的数据" onPress={() => openPage(account('my-data'))} />
            <ListRow
              id="sessions"
              icon="phone-device"
              title="登录设备"
              onPress={() => openPage(account('sessions'))}
            />
            {isWeapp && (
              <ListRow
                id="scan-sign-in"
                icon="scan"
                title="扫码登录网页版"
                onPress={() => void scanSignIn()}
              />
            )}
            {!isPupil && (
              <ListRow
                id="staff-invitation"
                icon="school"
                title="我是教职工"
                sub={isStaff ? '用邀请码添加另一个身份' : '用学校给的邀请码加入工作台'}
                onPress={() => openPage(`${account('bind')}?as=staff`)}
              />
            )}
          </>
        )}
      </Card>
      {me && hasToken && (
        <Button id="sign-out" kind="outline" icon="log-out" onPress={() => setLeaving('asked')}>
          退出登录
        </Button>
      )}
      <View className="note center">
        <Text>{`安心校园 ${process.env.TARO_APP_VERSION}`}</Text>
      </View>
      <Dialog
        id="sign-out-dialog"
        open={leaving !== 'no'}
        title="退出登录"
        confirm="退出"
        loading={leaving === 'doing'}
        onConfirm={() => void leave()}
        onCancel={() => setLeaving('no')}
      >
        {`退出后，这台设备上看不到${you}的消息和求助。已经提交的内容都在，重新登录就能看到。`}
      </Dialog>
    </Screen>
  )
}

/** Family: for each child, who stands for them, who waits for a yes, and how to invite or leave. */
import Taro, { usePullDownRefresh, useRouter, useShareAppMessage } from '@tarojs/taro'
import { useState } from 'react'
import { openPage, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import Screen from '@/components/screen'
import { refreshSession } from '@/stores/session'
import SignedIn from '../../parts/signed-in'
import ChildCard from './child-card'
import InviteSheet, { type Invitation } from './invite-sheet'
import '../../parts/account.scss'
import './index.scss'

const BIND = '/packages/account/pages/bind/index'

export default function ChildrenPage() {
  const { scale } = usePageSession()
  const { params } = useRouter<{ studentId?: string }>()
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const [round, setRound] = useState(0)

  usePullDownRefresh(() => {
    setRound(round + 1)
    void refreshSession().finally(() => Taro.stopPullDownRefresh())
  })
  useShareAppMessage(() =>
    invitation
      ? {
          title: `请您一起看护${invitation.childName}`,
          path: `${BIND}?code=${encodeURIComponent(invitation.code)}`,
        }
      : { title: '安心校园', path: '/pages/home/index' },
  )

  return (
    <Screen title="家人" scale={scale}>
      <SignedIn here="/packages/account/pages/children/index" why="登录后能看到孩子和家人。">
        {(me) => {
          const first = Number(params.studentId)
          const children = [...me.children].sort(
            (left, right) => Number(right.studentId === first) - Number(left.studentId === first),
          )
          if (children.length === 0)
            return (
              <EmptyState
                id="no-children"
                icon="users"
                title="还没有绑定孩子"
                action={
                  <Button id="bind" onPress={() => openPage(BIND)}>
                    绑定孩子
                  </Button>
                }
              >
                用学校发的绑定单，一分钟就好。
              </EmptyState>
            )
          return (
            <>
              {children.map((child) => (
                <ChildCard key={child.studentId} child={child} round={round} onInvited={setInvitation} />
              ))}
              <Button id="bind" kind="quiet" icon="plus" onPress={() => openPage(BIND)}>
                再绑一个孩子
              </Button>
            </>
          )
        }}
      </SignedIn>
      <InviteSheet invitation={invitation} onClose={() => setInvitation(null)} />
    </Screen>
  )
}

/** A page about one child: whom its address names, else the chosen one; where there is none, what to do instead. */
import type { Child } from '@contract/account/session'
import { useRouter } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { goToSignIn, openPage, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import Screen from '@/components/screen'
import Skeleton from '@/components/skeleton'

export type ChildScreenProps = {
  title: string
  /** Path of the page, to come back to after signing in. */
  path: string
  /** A pupil's own account may be here too. */
  children: (child: Child) => ReactNode
}

export default function ChildScreen({ title, path, children }: ChildScreenProps) {
  const { params } = useRouter()
  const { status, me, child: chosen, scale } = usePageSession()
  const own = [...(me?.children ?? []), ...(me?.self ? [me.self] : [])].filter(
    (one) => one.status === 'active',
  )
  const named = params.child ? Number(params.child) : chosen?.studentId
  const child = own.find((one) => one.studentId === named)
  return (
    <Screen title={title} scale={scale}>
      {child ? (
        children(child)
      ) : me === null && status === 'unknown' ? (
        <Skeleton count={2} />
      ) : me === null ? (
        <EmptyState
          id="child-sign-in"
          icon="user"
          title="登录后再看"
          action={
            <Button id="go-sign-in" onPress={() => goToSignIn(path)}>
              去登录
            </Button>
          }
        >
          这一页是关于孩子的，先登录。
        </EmptyState>
      ) : (
        <EmptyState
          id="child-none"
          icon="user"
          title={params.child ? '没有找到这个孩子' : '绑定孩子后再看'}
          action={
            <Button id="child-bind" kind="quiet" onPress={() => openPage('/pages/mine/index')}>
              去“我的”
            </Button>
          }
        >
          {params.child ? '可能已经解除绑定。在“我的”里看看。' : '在“我的”里绑定孩子，就能用这一页。'}
        </EmptyState>
      )}
    </Screen>
  )
}

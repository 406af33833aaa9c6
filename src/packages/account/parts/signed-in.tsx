/** Shows a page to a person with a session, and to everyone else the way to one. */
import type { Me } from '@contract/account/session'
import type { ReactNode } from 'react'
import { goToSignIn, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import ErrorState from '@/components/error-state'
import Skeleton from '@/components/skeleton'
import { refreshSession } from '@/stores/session'

export type SignedInProps = {
  /** Where to come back to: this page's path with its query. */
  here: string
  /** What signing in is for. */
  why: string
  children: (me: Me) => ReactNode
}

export default function SignedIn({ here, why, children }: SignedInProps) {
  const { status, me } = usePageSession()
  if (me) return <>{children(me)}</>
  if (status === 'unknown') return <Skeleton />
  if (status === 'away') return <ErrorState id="session" offline onRetry={() => void refreshSession()} />
  return (
    <EmptyState
      icon="user"
      title="请先登录"
      action={
        <Button id="sign-in" onPress={() => goToSignIn(here)}>
          登录
        </Button>
      }
    >
      {why}
    </EmptyState>
  )
}

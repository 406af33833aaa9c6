/** What a page shows of data that is loading, failed, ready, or older than it could be. */
import type { ReactNode } from 'react'
import ErrorState from '../error-state'
import Notice from '../notice'
import Skeleton, { type SkeletonProps } from '../skeleton'

type Problem = { code: string; message: string }

export type LoadViewProps<T> = {
  /** The retry button's id is this with `-retry`. Default `load`. */
  id?: string | undefined
  load:
    | { state: 'loading' }
    | { state: 'failed'; problem: Problem }
    | { state: 'ready'; data: T; stale: Problem | null }
  onRetry: () => void
  /** Shape of what is coming. Default `cards`. */
  shape?: SkeletonProps['kind']
  count?: number | undefined
  children: (data: T) => ReactNode
}

export default function LoadView<T>({
  id = 'load',
  load,
  onRetry,
  shape,
  count,
  children,
}: LoadViewProps<T>) {
  if (load.state === 'loading') return <Skeleton kind={shape} count={count} />
  if (load.state === 'failed') {
    const isAway = load.problem.code === 'network.away'
    return (
      <ErrorState id={id} offline={isAway} onRetry={onRetry}>
        {isAway ? undefined : load.problem.message}
      </ErrorState>
    )
  }
  return (
    <>
      {load.stale && (
        <Notice id={`${id}-stale`} tone="warning" icon="cloud-off" action="重试" onAction={onRetry}>
          没有更新成功，下面是上一次的内容。
        </Notice>
      )}
      {children(load.data)}
    </>
  )
}

/** One piece of a page that depends on a loader: the shape of it, why not, or the thing itself. */
import type { ReactNode } from 'react'
import type { Loader } from '@/api/use-load'
import ErrorState from '@/components/error-state'
import Notice from '@/components/notice'
import Skeleton from '@/components/skeleton'

export type LoadedProps<T> = {
  of: Loader<T>
  kind?: 'cards' | 'rows' | 'lines' | undefined
  children: (data: T) => ReactNode
}

export default function Loaded<T>({ of: { load, reload }, kind = 'rows', children }: LoadedProps<T>) {
  if (load.state === 'loading') return <Skeleton kind={kind} count={4} />
  if (load.state === 'failed')
    return (
      <ErrorState offline={load.problem.code === 'network.away'} onRetry={() => void reload()}>
        {load.problem.message}
      </ErrorState>
    )
  return (
    <>
      {load.stale && <Notice tone="warning">{load.stale.message}</Notice>}
      {children(load.data)}
    </>
  )
}

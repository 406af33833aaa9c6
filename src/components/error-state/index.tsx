/** It did not load: what happened, that nothing is lost, and a way to try again. */
import Button from '../button'
import EmptyState from '../empty-state'

export type ErrorStateProps = {
  id?: string | undefined
  /** What happened. Default 没有载入成功. */
  title?: string | undefined
  /** What to do, and that nothing was lost. */
  children?: string | undefined
  /** Offline rather than failed: another icon. */
  offline?: boolean | undefined
  loading?: boolean | undefined
  onRetry: () => void
}

export default function ErrorState({ id, title, children, offline, loading, onRetry }: ErrorStateProps) {
  return (
    <EmptyState
      id={id}
      icon={offline ? 'cloud-off' : 'alert'}
      title={title ?? (offline ? '网络断开了' : '没有载入成功')}
      action={
        <Button
          id={id ? `${id}-retry` : 'retry'}
          kind="quiet"
          icon="refresh"
          loading={loading}
          onPress={onRetry}
        >
          重试
        </Button>
      }
    >
      {children ?? '内容没有丢。请检查网络，再试一次。'}
    </EmptyState>
  )
}

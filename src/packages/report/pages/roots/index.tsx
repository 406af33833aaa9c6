/** The root of each day, as published: for whoever wants to compare or to keep them. No account, the same for everybody. */
import { daysWords } from '@contract/report/check-words'
import { firstBrokenDay, type PublishedDay } from '@contract/report/daily-root'
import { sha256 } from '@contract/report/sha256'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useMemo } from 'react'
import { usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import EmptyState from '@/components/empty-state'
import ErrorState from '@/components/error-state'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import Skeleton from '@/components/skeleton'
import { showToast } from '@/components/toast'
import CompareCard from '../../proof/compare-card'
import { readSeenRoot } from '../../proof/kept'
import { useRoots } from '../../proof/use-roots'
import '../../report.scss'

/** The first day that does not follow, or is not what this device saw earlier, in words. */
const troubleIn = (days: readonly PublishedDay[]): string | null => {
  const broken = firstBrokenDay(sha256, [...days].reverse(), readSeenRoot())
  return (
    broken &&
    `${daysWords(broken)}的总根和前一天接不上，或者和这台设备以前看到的不一样。请截屏留着，打区教育局的电话问清楚。`
  )
}

const isBefore = (one: PublishedDay | undefined, day: string): boolean => one !== undefined && one.day <= day

export default function Page() {
  const { scale } = usePageSession()
  const { load, reload, more, loadBackTo, busy, isLoading } = useRoots()
  usePullDownRefresh(() => void reload().then(() => Taro.stopPullDownRefresh()))
  const days = load.state === 'ready' ? load.data.days : []
  const trouble = useMemo(() => troubleIn(days), [days])
  const copy = async () => {
    const lines = days.map(({ day, root }) => `${day} ${root}`)
    await Taro.setClipboardData({ data: lines.join('\n') }).catch(() => {})
    if (process.env.TARO_ENV === 'h5') showToast('已复制', { done: true })
  }
  return (
    <Screen
      id="roots"
      title="每日总根"
      scale={scale}
      foot={
        days.length > 0 ? (
          <Button id="copy-roots" kind="quiet" icon="copy" onPress={() => void copy()}>
            复制这些总根
          </Button>
        ) : undefined
      }
    >
      {load.state === 'loading' && <Skeleton count={3} />}
      {load.state === 'failed' && (
        <ErrorState offline={load.problem.code === 'network.away'} onRetry={() => void reload()}>
          {load.problem.message}
        </ErrorState>
      )}
      {load.state === 'ready' && load.stale && <Notice tone="warning">{load.stale.message}</Notice>}
      {load.state === 'ready' && days.length === 0 && (
        <EmptyState id="roots-empty" icon="clock" title="还没有公布过总根">
          每天零点以后公布前一天的，明天再来看。
        </EmptyState>
      )}
      {days.length > 0 && (
        <Notice>
          每天一个。它由全区当天所有记录的指纹合成，看不出有几件事、是谁的事。和别处公布的对一对，一个字都不该差。
        </Notice>
      )}
      {trouble && (
        <Notice id="roots-broken" tone="danger">
          {trouble}
        </Notice>
      )}
      {days.length > 0 && (
        <CompareCard
          isBusy={isLoading}
          run={busy}
          daysBackTo={(day) => loadBackTo((known) => day !== null && isBefore(known.days.at(-1), day))}
        />
      )}
      {days.map(({ day, root }) => (
        <Card key={day} id={`root-${day}`}>
          <CardHead title={daysWords(day)} />
          <View>
            <Text className="report-root" userSelect>
              {root}
            </Text>
          </View>
        </Card>
      ))}
      {load.state === 'ready' && !load.data.isAll && (
        <Button id="roots-more" kind="quiet" loading={isLoading} onPress={() => void more()}>
          看更早的
        </Button>
      )}
    </Screen>
  )
}

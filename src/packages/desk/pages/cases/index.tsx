/** The handlers' desk: the queue, and beside it where there is room the case that is open. */
import type { QueueItem } from '@contract/report/report'
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { openPage } from '@/api/page-session'
import Chips from '@/components/chips'
import EmptyState from '@/components/empty-state'
import CasePanel from '../../cases/case-panel'
import Queue from '../../cases/queue'
import { useCase } from '../../cases/use-case'
import { type QueueOf, useQueue } from '../../cases/use-queue'
import DeskFrame from '../../desk-frame'
import SchoolChoice from '../../school-choice'
import { useDeskSchool } from '../../use-desk-school'
import { useWide } from '../../use-wide'
import '../../cases/cases.scss'

export default function Page() {
  const { params } = useRouter()
  const wide = useWide()
  const choice = useDeskSchool('handler', 'bureau_officer')
  const [isOneSchool, setOneSchool] = useState(false)
  const schoolId = choice.school?.schoolId ?? null
  const queue = useQueue(queueOf(choice.isBureau, isOneSchool, schoolId))
  const [current, setCurrent] = useState<string | null>(params.case ?? null)
  const items = queue.loader.load.state === 'ready' ? queue.loader.load.data.items : []
  const shown = current ?? (wide ? (items[0]?.caseId ?? null) : null)

  const open = (item: QueueItem) => {
    if (wide) setCurrent(item.caseId)
    else openPage(`/packages/desk/pages/case/index?case=${item.caseId}`)
  }
  const reload = () => void queue.loader.reload()
  usePullDownRefresh(() => void queue.loader.reload().then(() => Taro.stopPullDownRefresh()))
  useKeys(wide, items, shown, setCurrent)

  return (
    <DeskFrame
      current="cases"
      title="个案"
      place={choice.isBureau ? '教育局' : (choice.school?.name ?? '')}
      bare
    >
      <View className="cases">
        <View className="cases__queue">
          {choice.isBureau && (
            <View className="queue__school">
              <Chips
                id="queue-schools"
                label="哪些学校"
                options={schoolOptions}
                value={isOneSchool ? 'one' : 'all'}
                onChange={(value) => setOneSchool(value === 'one')}
              />
            </View>
          )}
          {(choice.isBureau ? isOneSchool : choice.schools.length > 1) && (
            <View className="queue__school">
              <SchoolChoice choice={choice} />
            </View>
          )}
          <Queue queue={queue} current={wide ? shown : null} showsSchool={choice.isBureau} onOpen={open} />
        </View>
        {wide && (
          <View className="cases__case">
            {shown ? (
              <OpenCase key={shown} caseId={shown} onChanged={reload} />
            ) : (
              <EmptyState icon="inbox" title="选一件个案">
                在左边的列表里点开，或用 J、K 键上下移动，按 / 查找。
              </EmptyState>
            )}
          </View>
        )}
      </View>
    </DeskFrame>
  )
}

const schoolOptions = [
  { value: 'all', label: '全部学校' },
  { value: 'one', label: '只看一所' },
] as const

const queueOf = (isBureau: boolean, isOneSchool: boolean, schoolId: number | null): QueueOf | null => {
  if (isBureau) return { desk: 'bureau', schoolId: isOneSchool ? schoolId : null }
  return schoolId === null ? null : { desk: 'school', schoolId }
}

function OpenCase({ caseId, onChanged }: { caseId: string; onChanged: () => void }) {
  const desk = useCase(caseId, onChanged)
  return <CasePanel desk={desk} caseId={caseId} wide />
}

/** J and K or the arrows move in the queue, / goes to the search. */
const useKeys = (
  wide: boolean,
  items: QueueItem[],
  current: string | null,
  onMove: (caseId: string) => void,
): void => {
  const latest = useRef({ items, current, onMove })
  latest.current = { items, current, onMove }
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5' || !wide) return
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (target?.closest('input, textarea, [role=tab], [role=dialog]')) return
      if (event.key === '/') {
        event.preventDefault()
        document.querySelector<HTMLInputElement>('#queue-search input')?.focus()
        return
      }
      const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
      if (step === undefined) return
      const { items: list, current: now, onMove: move } = latest.current
      const next = list[list.findIndex(({ caseId }) => caseId === now) + step]
      if (!next) return
      event.preventDefault()
      move(next.caseId)
      document.getElementById(`queue-item-${next.number}`)?.scrollIntoView({ block: 'nearest' })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [wide])
}

/** The queue beside the case, or alone on a phone: tabs with counts, filters, search, pages. */
import type { Level, QueueItem, QueueTab, ReportKind } from '@contract/report/report'
import { levels, reportKinds } from '@contract/report/report'
import { kindNames, levelNames } from '@contract/report/words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Chips from '@/components/chips'
import EmptyState from '@/components/empty-state'
import Icon from '@/components/icon'
import Pressable from '@/components/pressable'
import Tabs from '@/components/tabs'
import TextInput from '@/components/text-input'
import Loaded from '../loaded'
import QueueRow from './queue-row'
import type { useQueue } from './use-queue'

export type QueueProps = {
  queue: ReturnType<typeof useQueue>
  current: string | null
  /** The bureau's queue holds cases of many schools. */
  showsSchool?: boolean
  onOpen: (item: QueueItem) => void
}

const tabs: { key: QueueTab; label: string }[] = [
  { key: 'new', label: '新到' },
  { key: 'mine', label: '我的' },
  { key: 'waiting', label: '待回复' },
  { key: 'asking', label: '征求意见' },
  { key: 'reviewing', label: '复核' },
  { key: 'late', label: '超时' },
  { key: 'closed', label: '已结案' },
]

const emptyWords: Record<QueueTab, string> = {
  new: '新的求助会出现在这里，并发消息提醒您。',
  mine: '接手后的个案在这里。先到“新到”里看看。',
  waiting: '等举报人答复的个案在这里。',
  asking: '结案说明发出后，等举报人说是否解决的个案在这里。',
  reviewing: '举报人申请教育局复核的个案在这里。',
  late: '没有超过时限的个案。',
  closed: '办结的个案在这里。',
  all: '还没有个案。',
}

const kindOptions = [
  { value: 'any', label: '全部类别' },
  ...reportKinds.map((kind) => ({ value: kind, label: kindNames[kind] })),
] as const
const levelOptions = [
  { value: 'any', label: '全部级别' },
  ...levels.map((level) => ({ value: level, label: levelNames[level] })),
] as const

export default function Queue({ queue, current, showsSchool = false, onOpen }: QueueProps) {
  const { filter, change, loader, more, isLoadingMore } = queue
  const [isFiltering, setFiltering] = useState(false)
  const now = new Date()
  const counts = loader.load.state === 'ready' ? loader.load.data.counts : null
  const isFiltered = filter.kind !== null || filter.level !== null || filter.search !== ''

  return (
    <View className="queue">
      <View className="queue__head">
        <View className="queue__search">
          <TextInput
            id="queue-search"
            icon="search"
            value={filter.search}
            onChange={(search) => change({ search })}
            placeholder="编号、地点、年级"
            label="查找个案"
            clearable
          />
        </View>
        <Pressable
          id="queue-filter"
          className={`queue__filter${filter.kind || filter.level ? ' is-on' : ''}`}
          label="筛选"
          expanded={isFiltering}
          onPress={() => setFiltering(!isFiltering)}
        >
          <Icon name="filter" />
        </Pressable>
      </View>
      {isFiltering && (
        <View className="queue__filters">
          <Chips
            id="queue-kind"
            label="类别"
            options={kindOptions}
            value={filter.kind ?? 'any'}
            onChange={(kind) => change({ kind: kind === 'any' ? null : (kind as ReportKind) })}
            wrap
          />
          <Chips
            id="queue-level"
            label="级别"
            options={levelOptions}
            value={filter.level ?? 'any'}
            onChange={(level) => change({ level: level === 'any' ? null : (level as Level) })}
            wrap
          />
        </View>
      )}
      <Tabs
        id="queue-tab"
        label="个案"
        items={tabs.map(({ key, label }) => ({ key, label, count: counts?.[key] }))}
        current={filter.tab}
        onSelect={(tab) => change({ tab })}
      />
      <View className="queue__list">
        <Loaded of={loader}>
          {({ items, nextCursor }) => (
            <>
              {items.map((item) => (
                <QueueRow
                  key={item.caseId}
                  item={item}
                  isCurrent={item.caseId === current}
                  now={now}
                  showsSchool={showsSchool}
                  onOpen={onOpen}
                />
              ))}
              {items.length === 0 && (
                <EmptyState
                  id="queue-empty"
                  icon="inbox"
                  title={isFiltered ? '没有符合的个案' : '这里没有个案'}
                  action={
                    isFiltered ? (
                      <Button
                        id="queue-clear"
                        kind="quiet"
                        size="small"
                        onPress={() => change({ kind: null, level: null, search: '' })}
                      >
                        清除筛选
                      </Button>
                    ) : undefined
                  }
                >
                  {isFiltered ? '换个条件再试，或者看看别的分类。' : emptyWords[filter.tab]}
                </EmptyState>
              )}
              {nextCursor !== null && (
                <View className="queue__more">
                  <Button
                    id="queue-more"
                    kind="plain"
                    size="small"
                    loading={isLoadingMore}
                    onPress={() => void more()}
                  >
                    再看 30 件
                  </Button>
                </View>
              )}
            </>
          )}
        </Loaded>
      </View>
    </View>
  )
}

/** The bureau over what is late at the schools: which clocks ran out, since when, and whom to remind. */
import { clockNames } from '@contract/report/clock-words'
import type { OverdueCase } from '@contract/report/overdue'
import { kindNames, levelNames } from '@contract/report/words'
import { dateClockWords, momentWords, spanWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { openPage } from '@/api/page-session'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import DataTable, { type DataColumn } from '@/components/data-table'
import EmptyState from '@/components/empty-state'
import Notice from '@/components/notice'
import Tag from '@/components/tag'
import { levelTones } from '../../cases/queue-row'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import SchoolsCard from '../../overdue/schools-card'
import { useOverdue } from '../../overdue/use-overdue'
import { useDeed } from '../../use-deed'

const EVERY = 'all'

const columnsAt = (
  now: Date,
): DataColumn<OverdueCase, 'number' | 'school' | 'what' | 'clock' | 'late' | 'climbed'>[] => [
  { key: 'number', title: '编号', width: '90px', cell: ({ number }) => number },
  { key: 'school', title: '学校', cell: ({ schoolName }) => schoolName },
  {
    key: 'what',
    title: '类别',
    width: '150px',
    cell: ({ kind, level }) => (
      <View className="overdue__what">
        <Text>{kindNames[kind]}</Text>
        <Tag tone={levelTones[level]}>{levelNames[level]}</Tag>
      </View>
    ),
  },
  {
    key: 'clock',
    title: '超过的时限',
    cell: ({ clock, dueAt }) => `${clockNames[clock]}，${dateClockWords(dueAt)}`,
  },
  {
    key: 'late',
    title: '已超过',
    width: '100px',
    cell: ({ dueAt }) => spanWords(Math.max(0, now.getTime() - new Date(dueAt).getTime())),
  },
  {
    key: 'climbed',
    title: '报到教育局',
    width: '140px',
    cell: ({ climbedAt }) => momentWords(climbedAt, now),
  },
]

export default function Page() {
  const [schoolId, setSchoolId] = useState<number | null>(null)
  const { loader, more, isLoadingMore } = useOverdue(schoolId)
  const deed = useDeed()
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))
  const now = new Date()
  return (
    <DeskFrame current="overdue" title="逾期个案" place="教育局">
      {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
      <Loaded of={loader}>
        {({ cases, schools, nextCursor }) => {
          const sum = schools.reduce((count, school) => count + school.cases, 0)
          if (sum === 0 && schoolId === null)
            return (
              <EmptyState id="overdue-none" icon="check" title="没有逾期的个案">
                学校的个案超过时限，又过了校长督促的时间，会列在这里。
              </EmptyState>
            )
          return (
            <>
              <Card id="overdue-sum">
                <CardHead
                  icon="clock"
                  title={`${schools.length} 所学校，${sum} 件个案超过了时限`}
                  sub="点开可以看内容、写备注、交给别的经办人；看不到名字，每次查看都有记录"
                />
              </Card>
              <SchoolsCard schools={schools} deed={deed} onReminded={() => void loader.reload()} />
              <Chips
                id="overdue-school"
                label="只看一所学校"
                options={[
                  { value: EVERY, label: '全部学校', count: sum },
                  ...schools.map((school) => ({
                    value: String(school.schoolId),
                    label: school.schoolName,
                    count: school.cases,
                  })),
                ]}
                value={schoolId === null ? EVERY : String(schoolId)}
                onChange={(value) => setSchoolId(value === EVERY ? null : Number(value))}
              />
              <Card flush>
                <DataTable
                  id="overdue"
                  label="超过时限的个案，最久的在前"
                  columns={columnsAt(now)}
                  rows={cases}
                  rowKey={(row) => `${row.schoolId}-${row.number}`}
                  onRowPress={({ caseId }) => openPage(`/packages/desk/pages/case/index?case=${caseId}`)}
                  empty={
                    <EmptyState icon="check" title="这所学校没有逾期的个案">
                      选“全部学校”看别的学校。
                    </EmptyState>
                  }
                />
              </Card>
              {nextCursor !== null && (
                <Button id="overdue-more" kind="quiet" loading={isLoadingMore} onPress={() => void more()}>
                  看更多
                </Button>
              )}
            </>
          )
        }}
      </Loaded>
    </DeskFrame>
  )
}

/** The bureau over all schools' courses: places per child, demand, waiting, and draws that families checked. */
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import DataTable, { type SortOrder } from '@/components/data-table'
import EmptyState from '@/components/empty-state'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'

type School = OutputOf<'course.getDistrict'>['schools'][number]
type Key = 'name' | 'children' | 'places' | 'capacity' | 'waiting' | 'byHand' | 'draws'

const perChild = ({ places, children }: School): number => (children === 0 ? 0 : places / children)
const values: Record<Key, (school: School) => number | string> = {
  name: ({ schoolName }) => schoolName,
  children: ({ children }) => children,
  places: perChild,
  capacity: ({ taken, capacity }) => (capacity === 0 ? 0 : taken / capacity),
  waiting: ({ waiting }) => waiting,
  byHand: ({ byHand }) => byHand,
  draws: ({ checks }) => checks,
}

export default function Page() {
  const loader = useLoad(() => call('course.getDistrict', { termId: null }), [])
  const [sort, setSort] = useState<SortOrder<Key>>({ key: 'name', direction: 'ascending' })
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))
  return (
    <DeskFrame current="course-district" title="各校课程" place="教育局">
      <Loaded of={loader}>
        {({ termName, schools }) => {
          const running = schools.filter(({ courses }) => courses > 0)
          const differing = schools.filter(({ checks, agreeing }) => agreeing < checks)
          const rows = [...schools].sort((a, b) => {
            const [one, other] = [values[sort.key](a), values[sort.key](b)]
            const order =
              typeof one === 'number' && typeof other === 'number'
                ? one - other
                : String(one).localeCompare(String(other), 'zh-CN')
            return sort.direction === 'ascending' ? order : -order
          })
          return (
            <>
              <Card id="course-district-sum">
                <CardHead
                  icon="bag"
                  tone="courses"
                  title={
                    termName === null
                      ? '还没有学期'
                      : `${termName}：${running.length} 所学校开了课程，${schools.length - running.length} 所还没有`
                  }
                  sub={
                    differing.length > 0
                      ? `有 ${differing.length} 所学校的摇号被手机算出不一致，请尽快查问`
                      : schools.some(({ checks }) => checks > 0)
                        ? '家长在手机上重算过的摇号，没有一次不一致'
                        : '还没有家长在手机上重算过摇号'
                  }
                />
              </Card>
              <Card flush>
                <DataTable<School, Key>
                  id="course-school"
                  label="各校课程"
                  sort={sort}
                  onSort={setSort}
                  columns={[
                    { key: 'name', title: '学校', sortable: true, cell: ({ schoolName }) => schoolName },
                    {
                      key: 'children',
                      title: '参加',
                      width: '110px',
                      end: true,
                      sortable: true,
                      cell: ({ children, without }) => (
                        <View>
                          <View>{`${children} 人`}</View>
                          <View className="note">{`${without} 人还没有课`}</View>
                        </View>
                      ),
                    },
                    {
                      key: 'places',
                      title: '每人几门',
                      width: '100px',
                      end: true,
                      sortable: true,
                      cell: (school) => perChild(school).toFixed(2),
                    },
                    {
                      key: 'capacity',
                      title: '名额',
                      width: '130px',
                      end: true,
                      sortable: true,
                      cell: ({ courses, taken, capacity }) => (
                        <View>
                          <View>{`${taken} / ${capacity}`}</View>
                          <View className="note">{`${courses} 门课程`}</View>
                        </View>
                      ),
                    },
                    {
                      key: 'waiting',
                      title: '候补',
                      width: '90px',
                      end: true,
                      sortable: true,
                      cell: ({ waiting }) => `${waiting} 人`,
                    },
                    {
                      key: 'byHand',
                      title: '人工名额',
                      width: '100px',
                      end: true,
                      sortable: true,
                      cell: ({ byHand }) => `${byHand} 个`,
                    },
                    {
                      key: 'draws',
                      title: '摇号核对',
                      width: '150px',
                      end: true,
                      sortable: true,
                      cell: ({ draws, checks, agreeing }) => (
                        <View>
                          <View>{`${draws} 次摇号`}</View>
                          <View className="note">{`${checks} 部手机重算，${agreeing} 部一致`}</View>
                        </View>
                      ),
                    },
                  ]}
                  rows={rows}
                  rowKey={({ schoolId }) => String(schoolId)}
                  empty={
                    <EmptyState icon="school" title="还没有学校">
                      在“学校与电话”里添加学校。
                    </EmptyState>
                  }
                />
              </Card>
            </>
          )
        }}
      </Loaded>
    </DeskFrame>
  )
}

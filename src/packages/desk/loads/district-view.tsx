/** The district: grades week by week for one subject at a time, and schools by how they answer, never by minutes. */
import type { DistrictSchool, HomeworkDistrict } from '@contract/homework/district'
import { homeworkLimit } from '@contract/homework/limits'
import { type Measure, measures } from '@contract/homework/published'
import { daysWords, measureName, timeOrMinutes } from '@contract/homework/published-words'
import { gradeName } from '@contract/people'
import { dateWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import { classNames } from '@/components/class-names'
import DataTable from '@/components/data-table'
import EmptyState from '@/components/empty-state'

export type DistrictViewProps = {
  district: HomeworkDistrict
  onOpen: (school: { schoolId: number; name: string }) => void
}

export default function DistrictView({ district, onOpen }: DistrictViewProps) {
  const { until, schools, weeks } = district
  const [measure, setMeasure] = useState<Measure>('evening')
  if (until === null)
    return (
      <EmptyState id="district-none" icon="chart" title="还没有公布过">
        每天的数在第二天早上 6 点公布一次，满 10 个孩子记录才显示。
      </EmptyState>
    )
  const asked = measures.filter((one) => weeks.some((week) => week.measure === one))
  const shown = weeks.filter((week) => week.measure === measure)
  const grades = [...new Set(shown.map(({ grade }) => grade))].sort((a, b) => a - b)
  const newest = shown
    .map(({ weekStartsOn }) => weekStartsOn)
    .sort()
    .at(-1)
  return (
    <>
      <Card id="district-grades">
        <CardHead
          title="各年级每周"
          sub={`公布到 ${dateWords(`${until}T12:00:00+08:00`)}，各上学日中位数的平均。`}
        />
        <View className="desk-gap" />
        <Chips
          id="district-measure"
          label="看什么"
          options={asked.map((value) => ({ value, label: measureName(value) }))}
          value={measure}
          onChange={setMeasure}
        />
        {grades.length === 0 && <View className="sub">这一项还没有满 10 人的年级。</View>}
        <View className="loads-trends">
          {grades.map((grade) => {
            const own = shown.filter((week) => week.grade === grade)
            const last = own.find(({ weekStartsOn }) => weekStartsOn === newest)
            const limit = measure === 'evening' ? (homeworkLimit(grade, true)?.minutes ?? 0) : 0
            const [low, top] =
              measure === 'bedtime'
                ? [18 * 60, 25 * 60]
                : [0, Math.max(30, limit * 1.3, ...own.map(({ p50 }) => p50))]
            return (
              <View key={grade} id={`district-grade-${grade}`} className="loads-trend">
                <View className="row row--between row--wrap">
                  <Text>{gradeName(grade)}</Text>
                  <Text className="note">
                    {last
                      ? `最近一周 ${timeOrMinutes(measure, last.p50)}（${daysWords(last.answers, last.children)}）`
                      : '最近一周没有数'}
                  </Text>
                </View>
                <View className="loads-trend__room">
                  {limit > 0 && (
                    <View className="loads-trend__limit" style={{ bottom: `${(100 * limit) / top}%` }} />
                  )}
                  {own.map(({ weekStartsOn, p50 }) => (
                    <View key={weekStartsOn} className="loads-trend__day">
                      <View
                        className={classNames('loads-trend__bar', limit > 0 && p50 > limit && 'is-over')}
                        style={{ height: `${Math.max(3, (100 * (p50 - low)) / (top - low))}%` }}
                      />
                    </View>
                  ))}
                </View>
              </View>
            )
          })}
        </View>
      </Card>
      <Card flush id="district-schools">
        <View className="desk-list-head">
          <CardHead
            title={`${schools.length} 所学校`}
            sub="按近四周的回应率、再按答复提醒的情况排列，不按分钟排列。点学校看它的班级。"
          />
        </View>
        <DataTable
          id="load-school"
          label="各校的回应和答复"
          columns={[
            { key: 'name', title: '学校', cell: ({ name }: DistrictSchool) => name },
            {
              key: 'response',
              title: '回应率',
              width: '110px',
              cell: ({ responsePercent }) =>
                responsePercent === null ? '不足 10 人' : `${responsePercent}%`,
            },
            {
              key: 'alerts',
              title: '提醒',
              width: '220px',
              cell: ({ alerts, answered, climbed }) =>
                alerts === 0
                  ? '没有'
                  : `${alerts} 条，答复 ${answered} 条${climbed > 0 ? `，过期 ${climbed} 条` : ''}`,
            },
          ]}
          rows={schools}
          rowKey={({ schoolId }) => String(schoolId)}
          onRowPress={onOpen}
        />
      </Card>
    </>
  )
}

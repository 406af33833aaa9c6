/** Numbers of reports for a school's head and handlers, and for the bureau, half a school year at a time. */
import type { Statistics } from '@contract/report/statistics'
import { dayWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import Chips from '@/components/chips'
import EmptyState from '@/components/empty-state'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import { saveTable } from '../../save-table'
import SchoolChoice from '../../school-choice'
import Published from '../../statistics/published'
import SchoolTable from '../../statistics/school-table'
import { useDeed } from '../../use-deed'
import { useDeskSchool } from '../../use-desk-school'
import '../../statistics/statistics.scss'

export default function Page() {
  const choice = useDeskSchool('handler', 'school_head', 'bureau_officer')
  const [opened, setOpened] = useState<{ schoolId: number; name: string } | null>(null)
  const [period, setPeriod] = useState<string | null>(null)
  const school = choice.isBureau ? opened : choice.school
  const schoolId = school?.schoolId ?? null
  const isKnown = choice.isBureau || choice.school !== null
  const loader = useLoad(isKnown ? () => call('report.getStatistics', { schoolId, period }) : null, [
    schoolId,
    period,
  ])
  const deed = useDeed()
  const save = (key: string) =>
    void deed.run(`excel ${schoolId} ${key}`, async () => {
      const file = await call('report.getStatisticsFile', { schoolId, period: key })
      const isSaved = await saveTable(file.fileName, file.base64)
      showToast(isSaved ? '表格已生成' : '没能保存，请再试一次', { done: isSaved })
    })
  const open = (id: number, rows: Statistics['rows']) => {
    const row = rows.find((one) => one.schoolId === id)
    if (row) setOpened({ schoolId: id, name: row.name })
  }

  return (
    <DeskFrame current="statistics" title="统计" place={school?.name ?? (choice.isBureau ? '全区' : '')}>
      {!choice.isBureau && <SchoolChoice choice={choice} />}
      <Loaded of={loader} kind="cards">
        {(data) => (
          <>
            <View className="statistics-head">
              <View className="statistics-head__title">
                {opened ? (
                  <Button
                    id="statistics-district"
                    kind="outline"
                    size="small"
                    icon="arrow-left"
                    onPress={() => setOpened(null)}
                  >
                    回到全区
                  </Button>
                ) : null}
                {opened && <Text className="title">{opened.name}</Text>}
              </View>
              {data.period && (
                <Button
                  id="statistics-excel"
                  kind="outline"
                  size="small"
                  icon="download"
                  loading={deed.doing !== null}
                  onPress={() => data.period && save(data.period)}
                >
                  {deed.doing === null ? '导出 Excel' : '正在生成'}
                </Button>
              )}
            </View>
            {deed.problem && (
              <Notice id="statistics-problem" tone="warning">
                {deed.problem.message}
              </Notice>
            )}
            {data.working && <Working working={data.working} isBureau={choice.isBureau} />}
            {data.periods.length > 1 && (
              <Chips
                id="statistics-period"
                label="哪个学期"
                options={data.periods.map(({ key, name }) => ({ value: key, label: name }))}
                value={data.period ?? ''}
                onChange={setPeriod}
              />
            )}
            {data.period ? (
              <Period data={data} isDistrict={schoolId === null} onOpen={(id) => open(id, data.rows)} />
            ) : (
              <Nothing data={data} />
            )}
          </>
        )}
      </Loaded>
    </DeskFrame>
  )
}

/** Work, not statistics: what lies open now, for those who may open it. */
const Working = ({ working, isBureau }: { working: { open: number; late: number }; isBureau: boolean }) => (
  <Card id="statistics-working">
    <View className="row row--wrap row--between">
      <Text>
        {isBureau ? '教育局手上' : '现在'}有 {working.open} 件在办
        {working.late > 0 ? `，其中 ${working.late} 件超过时限` : '，没有超过时限的'}
      </Text>
      <Text className="note">随时变化，只有能看个案的人看得到</Text>
    </View>
  </Card>
)

const Period = (props: { data: Statistics; isDistrict: boolean; onOpen: (schoolId: number) => void }) => {
  const { data, isDistrict, onOpen } = props
  const period = data.period ?? ''
  const shown = data.periods.find(({ key }) => key === period)
  const [first] = data.rows
  const bureau = data.rows.find(({ scope }) => scope === 'bureau')
  const together = data.rows.find(({ scope }) => scope === 'together')
  return (
    <>
      <View className="sub">
        {shown?.name}（{shown?.months}）提交的求助与举报。下一次公布{data.next.name}，在
        {dayWords(`${data.next.on}T00:00:00+08:00`, new Date())}。
      </View>
      {first && <Published row={first} period={period} apart={together?.total ?? 0} />}
      {isDistrict && first?.total != null && <SchoolTable rows={data.rows} period={period} onOpen={onOpen} />}
      {isDistrict && (
        <>
          <View className="title">由教育局直接办理、学校不知情的</View>
          {bureau ? (
            <Published row={bureau} period={period} apart={0} prefix="bureau-" />
          ) : (
            <View className="sub">还没有满 10 件，不显示。这些个案不在全区和各校的数字里。</View>
          )}
        </>
      )}
    </>
  )
}

const Nothing = ({ data }: { data: Statistics }) => (
  <EmptyState id="statistics-none" icon="chart" title="还没有公布过统计">
    每个学期结束 30 天后公布一次，让最后几件也有时间办完。{data.next.name}的在
    {dayWords(`${data.next.on}T00:00:00+08:00`, new Date())}公布。
  </EmptyState>
)

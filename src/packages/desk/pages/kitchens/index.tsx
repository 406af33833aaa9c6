/** The bureau over all kitchens in one week: who has published, what the checks still say, whom to remind. */
import type { DistrictSchool, MenuStatus } from '@contract/canteen/bureau'
import { monthWords } from '@contract/canteen/survey'
import { VISITS_A_MONTH } from '@contract/canteen/visits'
import { thisWeek, weekAfter, weekWords } from '@contract/canteen/week'
import { dayInChina } from '@contract/china-time'
import { dateWords, momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import DataTable from '@/components/data-table'
import EmptyState from '@/components/empty-state'
import Icon from '@/components/icon'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import Tag, { type TagProps } from '@/components/tag'
import { showToast } from '@/components/toast'
import DeskFrame from '../../desk-frame'
import DueCard from '../../kitchens/due-card'
import { saveDistrictSheet } from '../../kitchens/save-sheet'
import SchoolSheet from '../../kitchens/school-sheet'
import { statusNames } from '../../kitchens/words'
import Loaded from '../../loaded'
import { useDeed } from '../../use-deed'
import '../../menus/menus.scss'

const tones: Record<MenuStatus, TagProps['tone']> = {
  on_time: 'ok',
  late: 'warning',
  missing: 'danger',
  waiting: 'quiet',
}

export default function Page() {
  const [weekStartsOn, setWeek] = useState(thisWeek(new Date()))
  const loader = useLoad(() => call('canteen.getDistrict', { weekStartsOn }), [weekStartsOn])
  const deed = useDeed()
  const [opened, setOpened] = useState<DistrictSchool | null>(null)
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))
  const now = new Date()

  const remind = async (schools: readonly DistrictSchool[]) => {
    const schoolIds = schools.map(({ schoolId }) => schoolId)
    await deed.run(`remind ${weekStartsOn} ${schoolIds.join(' ')}`, async (requestId) => {
      const { reminded, skipped } = await call('canteen.remindSchools', {
        requestId,
        weekStartsOn,
        schoolIds,
      })
      const nobody = skipped.filter(({ why }) => why === 'nobody').length
      showToast(
        reminded.length > 0
          ? `提醒了 ${reminded.length} 所学校${nobody > 0 ? `，${nobody} 所没有食堂管理员` : ''}`
          : nobody > 0
            ? '这些学校还没有食堂管理员，请学校先安排'
            : '今天已经提醒过了',
      )
    })
    await loader.reload()
  }
  const excel = () =>
    deed.run('excel', async () => {
      const isSaved = await saveDistrictSheet(weekStartsOn)
      showToast(isSaved ? '已导出' : '没有存下来，请再试一次')
    })
  return (
    <DeskFrame current="kitchens" title="校园餐" place="教育局">
      <View className="menus__head">
        <Text className="title">{`${weekWords(weekStartsOn)}的食谱`}</Text>
        <View className="menus__acts">
          <Pressable
            id="week-before"
            className="menus__step"
            label="上一周"
            onPress={() => setWeek(weekAfter(weekStartsOn, -1))}
          >
            <Icon name="chevron-left" />
          </Pressable>
          <Pressable
            id="week-after"
            className="menus__step"
            label="下一周"
            onPress={() => setWeek(weekAfter(weekStartsOn))}
          >
            <Icon name="chevron-right" />
          </Pressable>
        </View>
      </View>
      {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
      <Loaded of={loader}>
        {({ schools, dueAt, due }) => {
          const missing = schools.filter(({ week }) => week.publishedAt === null)
          const callable = missing.filter(
            ({ remindedOn, hasKeeper }) => hasKeeper && remindedOn !== todayOf(now),
          )
          return (
            <>
              <Card id="kitchens-sum">
                <CardHead
                  icon="bowl"
                  tone="canteen"
                  title={
                    missing.length === 0
                      ? `${schools.length} 所学校都公布了`
                      : `${schools.length - missing.length} 所已公布，${missing.length} 所还没有`
                  }
                  sub={`应在${momentWords(dueAt, now)} 前公布`}
                />
                <View className="desk-acts desk-gap">
                  {missing.length > 0 && (
                    <Button
                      id="remind-all"
                      size="small"
                      icon="bell"
                      disabled={callable.length === 0}
                      loading={deed.doing !== null}
                      onPress={() => void remind(callable)}
                    >
                      {callable.length > 0 ? `提醒 ${callable.length} 所学校` : '今天都提醒过了'}
                    </Button>
                  )}
                  <Button
                    id="kitchens-excel"
                    size="small"
                    kind="outline"
                    icon="download"
                    loading={deed.doing === 'excel'}
                    onPress={() => void excel()}
                  >
                    导出 Excel
                  </Button>
                </View>
              </Card>
              <Card flush>
                <DataTable
                  id="kitchen"
                  label="各校食谱"
                  columns={[
                    {
                      key: 'name',
                      title: '学校',
                      cell: ({ schoolName, canteenMode, supplierName }) =>
                        `${schoolName}${canteenMode === 'delivered' ? `（配送：${supplierName || '没有填写'}）` : ''}`,
                    },
                    {
                      key: 'status',
                      title: '公布',
                      width: '150px',
                      cell: (school) => <Published school={school} now={now} />,
                    },
                    {
                      key: 'findings',
                      title: '检查',
                      width: '150px',
                      cell: ({ week }) => (week.publishedAt ? findingWords(week.findings) : '—'),
                    },
                    {
                      key: 'price',
                      title: '午餐价',
                      width: '120px',
                      cell: ({ week }) => priceWords(week.priceYuan),
                    },
                    {
                      key: 'satisfaction',
                      title: '满意度',
                      width: '150px',
                      cell: ({ satisfaction }) =>
                        satisfaction
                          ? `${monthWords(satisfaction.month)} ${satisfaction.means.overall?.toFixed(1)} 分，${satisfaction.answers} 份`
                          : '答卷不足',
                    },
                    {
                      key: 'visits',
                      title: '陪餐和家长到访',
                      width: '160px',
                      cell: (school) => <Watched school={school} />,
                    },
                  ]}
                  rows={schools}
                  rowKey={({ schoolId }) => String(schoolId)}
                  onRowPress={setOpened}
                  empty={
                    <EmptyState icon="school" title="还没有学校">
                      在“学校与电话”里添加学校。
                    </EmptyState>
                  }
                />
              </Card>
              <DueCard key={`${due.weekday} ${due.minutes}`} due={due} onSaved={() => void loader.reload()} />
            </>
          )
        }}
      </Loaded>
      {opened && (
        <SchoolSheet
          school={opened}
          onClose={() => setOpened(null)}
          onRemind={opened.week.publishedAt === null ? () => void remind([opened]) : undefined}
        />
      )}
    </DeskFrame>
  )
}

const todayOf = (now: Date): string => dayInChina(now)

const Published = ({ school: { week, remindedOn }, now }: { school: DistrictSchool; now: Date }) => (
  <View>
    <Tag tone={tones[week.status]}>{statusNames[week.status]}</Tag>
    <View className="note">
      {week.publishedAt
        ? `${momentWords(week.publishedAt, now)}${week.corrections > 0 ? `，更正 ${week.corrections} 次` : ''}`
        : remindedOn
          ? `${dateWords(`${remindedOn}T12:00:00+08:00`)}提醒过`
          : ''}
    </View>
  </View>
)

/** Whether leaders' companion meals are recorded, and how often guardians came. */
const Watched = ({ school: { companions, visits } }: { school: DistrictSchool }) => {
  const { servedDays, keptDays } = companions
  const isShort = keptDays < servedDays
  // Without a published menu nobody can say how many meals there were.
  const keptWords = servedDays === 0 ? `记了 ${keptDays} 天陪餐` : `${keptDays} 天都记了陪餐`
  return (
    <View>
      {servedDays === 0 && keptDays === 0 ? (
        <View className="note">还没有供餐</View>
      ) : (
        <Tag tone={isShort ? 'warning' : servedDays === 0 ? 'quiet' : 'ok'}>
          {isShort ? `${servedDays} 天有 ${keptDays} 天记了陪餐` : keptWords}
        </Tag>
      )}
      <View className="note">
        {`${monthWords(visits.month)}家长到访 ${visits.times} 次${visits.times < VISITS_A_MONTH ? `，至少 ${VISITS_A_MONTH} 次` : ''}${visits.unanswered > 0 ? `，${visits.unanswered} 条没回复` : ''}`}
      </View>
    </View>
  )
}

const findingWords = (findings: DistrictSchool['week']['findings']): string => {
  const warnings = findings
    .filter(({ severity }) => severity !== 'note')
    .reduce((sum, one) => sum + one.count, 0)
  return warnings === 0 ? '没有建议' : `${warnings} 条建议`
}

const priceWords = (price: DistrictSchool['week']['priceYuan']): string =>
  price
    ? [price.primary, price.junior, price.senior]
        .flatMap((yuan) => (yuan === null ? [] : [yuan.toFixed(2)]))
        .join(' / ') || '没有写'
    : '—'

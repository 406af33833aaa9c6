/** A school on one day: each class by subject, logged against set, with how many answered beside it; and its evenings before. */
import type { Grid, GridClass, GridGrade } from '@contract/homework/heads'
import type { Subject } from '@contract/homework/homework'
import { homeworkLimit } from '@contract/homework/limits'
import { responseWords, timeOrMinutes } from '@contract/homework/published-words'
import { subjectNames, subjectsOfGrade } from '@contract/homework/words'
import { gradeName } from '@contract/people'
import { dateWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import { classNames } from '@/components/class-names'
import DataTable from '@/components/data-table'
import EmptyState from '@/components/empty-state'

export type SchoolGridProps = { grid: Grid; onDay: (day: string) => void }

const NONE = '不足 10 人'

export default function SchoolGrid({ grid, onDay }: SchoolGridProps) {
  const { days, chosen, classes, grades } = grid
  if (chosen === null)
    return (
      <EmptyState id="grid-none" icon="chart" title="还没有公布过">
        每天的数在第二天早上 6 点公布一次，满 10 个孩子记录才显示。
      </EmptyState>
    )
  const shown = classes.filter(({ cells }) => cells.evening)
  const over = shown.filter(({ grade, cells }) => isOver(grade, cells.evening?.p50))
  const known = classes.filter(
    ({ cells, estimates }) => estimates.length > 0 || Object.keys(cells).length > 0,
  )
  const blank = classes.filter((one) => !known.includes(one))
  const subjects = [...new Set(classes.flatMap(({ grade }) => subjectsOfGrade(grade)))].filter((subject) =>
    classes.some(
      ({ cells, estimates }) => cells[subject] || estimates.some((one) => one.subject === subject),
    ),
  )
  return (
    <>
      <Chips
        id="grid-day"
        label="哪一天"
        options={[...days].reverse().map((value) => ({ value, label: dateWords(`${value}T12:00:00+08:00`) }))}
        value={chosen}
        onChange={onDay}
      />
      <Card flush id="grid-card">
        <View className="desk-list-head">
          <CardHead
            title={
              shown.length === 0
                ? '这天没有一个班满 10 人记录'
                : over.length === 0
                  ? `${shown.length} 个班有数，中位数都在上限以内`
                  : `${shown.length} 个班有数，${over.length} 个班的中位数超过上限`
            }
            sub="每格：孩子记录的中位数 / 老师公示。按 5 分钟一档，公布以后不再改动。"
          />
        </View>
        <DataTable
          id="grid"
          label="各班各科的时长"
          columns={[
            {
              key: 'name',
              title: '班级',
              width: '104px',
              cell: ({ className }) => <Text className="strong">{className}</Text>,
            },
            { key: 'response', title: '回应', width: '130px', cell: (one) => <Response of={one} /> },
            { key: 'evening', title: '全晚', width: '130px', cell: (one) => <Evening of={one} /> },
            ...subjects.map((subject) => ({
              key: subject,
              title: subjectNames[subject],
              cell: (one: GridClass) => <Cell of={one} subject={subject} />,
            })),
          ]}
          rows={known}
          rowKey={({ classId }) => String(classId)}
        />
        {grades.map((row) => (
          <View key={row.grade} className="loads-grade">
            <Text>{`${gradeName(row.grade)}合计`}</Text>
            <Text className="sub">{gradeWords(row)}</Text>
          </View>
        ))}
        {blank.length > 0 && (
          <View id="grid-blank" className="loads-grade sub">
            {`没有数也没有公示的班：${blank.map(({ className }) => className).join('、')}`}
          </View>
        )}
        <View className="loads-grade note">
          “不足 10 人”也可能是没有人记。合计只含显示的班，和人多到猜不出来的其余班。
        </View>
      </Card>
      <Card id="trend-card">
        <CardHead title="各班全晚的中位数" sub="一柱一个上学日，虚线是上限，空着是没有数。" />
        <View className="loads-trends">
          {classes
            .filter(({ medians }) => medians.some((median) => median !== null))
            .map((one) => (
              <Trend key={one.classId} of={one} days={days} />
            ))}
        </View>
      </Card>
    </>
  )
}

const isOver = (grade: number, minutes: number | undefined): boolean => {
  const limit = homeworkLimit(grade, true)
  return limit !== null && minutes !== undefined && minutes > limit.minutes
}

const Response = ({ of: { cells } }: { of: GridClass }) => (
  <Text className="sub">
    {cells.evening ? responseWords(cells.evening.answers, cells.evening.children) : NONE}
  </Text>
)

const Evening = ({ of: { cells, grade } }: { of: GridClass }) => {
  const evening = cells.evening
  if (!evening) return <Text className="note">—</Text>
  const tooLong = isOver(grade, evening.p50)
  return (
    <Text className={classNames(tooLong && 'loads-over')}>
      {`${evening.p50} 分钟${tooLong ? '，超上限' : ''}`}
    </Text>
  )
}

const Cell = ({ of: { cells, estimates }, subject }: { of: GridClass; subject: Subject }) => {
  const cell = cells[subject]
  const estimate = estimates.find((one) => one.subject === subject)
  if (!cell && !estimate) return <Text className="note">—</Text>
  const isLong = cell !== undefined && estimate !== undefined && cell.p50 > estimate.minutes * 1.25
  return (
    <Text className={classNames(isLong && 'loads-over')}>
      {`${cell ? cell.p50 : '—'} / ${estimate ? estimate.minutes : '未公示'}`}
    </Text>
  )
}

const gradeWords = ({ cells: { evening, bedtime } }: GridGrade): string => {
  if (!evening) return NONE
  const said = `全晚中位数 ${evening.p50} 分钟，四分之三在 ${evening.p75} 分钟以内（${responseWords(evening.answers, evening.children)}）`
  return bedtime ? `${said}；一半孩子 ${timeOrMinutes('bedtime', bedtime.p50)} 前上床` : said
}

const Trend = ({ of: { className, grade, medians }, days }: { of: GridClass; days: readonly string[] }) => {
  const limit = homeworkLimit(grade, true)?.minutes ?? 0
  const top = Math.max(30, limit * 1.3, ...medians.map((median) => median ?? 0))
  const known = medians.filter((median) => median !== null).length
  return (
    <View className="loads-trend" aria-label={`${className}，${days.length} 个上学日里 ${known} 天有数`}>
      <View className="row row--between">
        <Text>{className}</Text>
        <Text className="note">{known === 0 ? '没有数' : `${known} 天有数`}</Text>
      </View>
      <View className="loads-trend__room">
        {limit > 0 && <View className="loads-trend__limit" style={{ bottom: `${(100 * limit) / top}%` }} />}
        {medians.map((median, index) => (
          <View key={days[index] ?? index} className="loads-trend__day">
            {median !== null && (
              <View
                className={classNames('loads-trend__bar', isOver(grade, median) && 'is-over')}
                style={{ height: `${Math.max(3, (100 * median) / top)}%` }}
              />
            )}
          </View>
        ))}
      </View>
    </View>
  )
}

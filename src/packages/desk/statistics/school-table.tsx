/** Every school of the district side by side, by kind; a school is opened by pressing it. */
import { answersOf, type StatisticsRow } from '@contract/report/statistics'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import DataTable, { type DataColumn, type SortOrder } from '@/components/data-table'

export type SchoolTableProps = {
  rows: readonly StatisticsRow[]
  period: string
  onOpen: (schoolId: number) => void
}

const countOf = (row: StatisticsRow, key: string): number | null => {
  if (key === 'total') return row.total
  const cell = row.tables.kind?.[Number(key)]
  return typeof cell === 'number' ? cell : null
}

const Count = ({ value }: { value: number | null }) =>
  value === null ? (
    <Text className="note" aria-label="不显示">
      —
    </Text>
  ) : (
    <Text>{value}</Text>
  )

export default function SchoolTable({ rows, period, onOpen }: SchoolTableProps) {
  const [sort, setSort] = useState<SortOrder<string>>({ key: 'total', direction: 'descending' })
  const schools = rows.filter(({ scope }) => scope === 'school')
  const together = rows.find(({ scope }) => scope === 'together')
  const columns: DataColumn<StatisticsRow, string>[] = [
    {
      key: 'name',
      title: '学校',
      width: 'minmax(9em, 2fr)',
      sortable: true,
      cell: ({ name }) => <Text>{name}</Text>,
    },
    ...['total', ...answersOf('kind', period).keys()].map((index) => ({
      key: String(index),
      title: index === 'total' ? '合计' : (answersOf('kind', period)[Number(index)] ?? ''),
      end: true,
      sortable: true,
      cell: (row: StatisticsRow) => <Count value={countOf(row, String(index))} />,
    })),
  ]
  const turn = sort.direction === 'ascending' ? 1 : -1
  const sorted = [...schools].sort((a, b) =>
    sort.key === 'name'
      ? turn * a.name.localeCompare(b.name, 'zh')
      : turn * ((countOf(a, sort.key) ?? -1) - (countOf(b, sort.key) ?? -1)),
  )
  const all = together ? [...sorted, together] : sorted
  return (
    <Card flush id="school-table-card">
      <View className="desk-list-head">
        <CardHead title={`${schools.length} 所学校`} sub="各校各类求助与举报的件数。点学校看它的详情。" />
      </View>
      <DataTable
        id="statistics-school"
        columns={columns}
        rows={all}
        rowKey={({ scope, schoolId }) => (schoolId === null ? scope : String(schoolId))}
        label="各校按类别的件数"
        sort={sort}
        onSort={setSort}
        onRowPress={({ schoolId }) => schoolId !== null && onOpen(schoolId)}
      />
      {together && (
        <View className="statistics-members note">合并公布的学校：{together.members.join('、')}。</View>
      )}
    </Card>
  )
}

/** A month of roots, the newest day first; a day that is missing says so. */
import { daysWords } from '@contract/report/check-words'
import type { RootMonthDay } from '@contract/report/root-month'
import { atLeastWords } from '@contract/report/root-words'
import { dateClockWords } from '@contract/time-words'
import { Text } from '@tarojs/components'
import Button from '@/components/button'
import DataTable, { type DataColumn } from '@/components/data-table'
import Tag from '@/components/tag'
import './roots.scss'

export type RootTableProps = {
  days: readonly RootMonthDay[]
  onCopy: (day: RootMonthDay) => void
}

const columnsWith = (
  onCopy: RootTableProps['onCopy'],
): DataColumn<RootMonthDay, 'day' | 'root' | 'cases' | 'made' | 'copy'>[] => [
  { key: 'day', title: '日期', width: '80px', cell: ({ day }) => daysWords(day) },
  {
    key: 'root',
    title: '总根',
    cell: ({ sealed }) =>
      sealed ? (
        <Text className="root-hash" userSelect>
          {sealed.root}
        </Text>
      ) : (
        <Tag tone="danger" icon="alert">
          缺这一天
        </Tag>
      ),
  },
  { key: 'cases', title: '包含', width: '110px', cell: atLeastWords },
  {
    key: 'made',
    title: '生成时间',
    width: '120px',
    cell: ({ sealed }) => (sealed ? dateClockWords(sealed.madeAt) : ''),
  },
  {
    key: 'copy',
    title: '',
    width: '96px',
    cell: (one) =>
      one.sealed && (
        <Button
          id={`root-copy-${one.day}`}
          kind="plain"
          size="small"
          icon="copy"
          label={`复制${daysWords(one.day)}的总根`}
          onPress={() => onCopy(one)}
        >
          复制
        </Button>
      ),
  },
]

export default function RootTable({ days, onCopy }: RootTableProps) {
  return (
    <DataTable
      id="root"
      label="每天的总根，最近的在前"
      columns={columnsWith(onCopy)}
      rows={days}
      rowKey={({ day }) => day}
    />
  )
}

/** Rows to compare: sortable, keyboard usable; on a phone every row becomes a stack of label and value. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import Icon from '../icon'
import Pressable from '../pressable'
import './index.scss'

export type SortOrder<K extends string> = { key: K; direction: 'ascending' | 'descending' }

export type DataColumn<Row, K extends string> = {
  key: K
  title: string
  /** What stands in the cell. */
  cell: (row: Row) => ReactNode
  /** Width as in a CSS grid. Default `minmax(0, 1fr)`. */
  width?: string | undefined
  /** Numbers stand right. */
  end?: boolean | undefined
  sortable?: boolean | undefined
}

export type DataTableProps<Row, K extends string> = {
  /** A row's id is this and its key; a heading's is this with `-sort-` and its key. */
  id?: string | undefined
  columns: readonly DataColumn<Row, K>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Words for a screen reader: what the table holds. */
  label: string
  sort?: SortOrder<K> | undefined
  /** The page sorts, since it holds the rows. */
  onSort?: ((sort: SortOrder<K>) => void) | undefined
  onRowPress?: ((row: Row) => void) | undefined
  /** Key of the row that is open beside the table. */
  current?: string | undefined
  /** Instead of rows when there are none. */
  empty?: ReactNode
}

const isWeb = process.env.TARO_ENV === 'h5'
const role = (name: string) => (isWeb ? { role: name } : {})

/** Arrow keys go from row to row. */
const onRowKeys = {
  onKeyDown: (event: { key?: string; preventDefault?: () => void }) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    const row = document.activeElement?.closest('.data-table__row')
    const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
    if (!(next instanceof HTMLElement)) return
    event.preventDefault?.()
    next.focus()
  },
}

export default function DataTable<Row, K extends string>(props: DataTableProps<Row, K>) {
  const { id, columns, rows, rowKey, label, sort, onSort, onRowPress, current, empty } = props
  const template = { gridTemplateColumns: columns.map(({ width }) => width ?? 'minmax(0, 1fr)').join(' ') }

  const toggle = (key: K) => {
    const turned = sort?.key === key && sort.direction === 'ascending' ? 'descending' : 'ascending'
    onSort?.({ key, direction: turned })
  }

  const heading = (column: DataColumn<Row, K>) => {
    const sorted = sort?.key === column.key ? sort.direction : undefined
    const names = classNames('data-table__cell', column.end && 'data-table__cell--end')
    if (!column.sortable || !onSort) {
      return (
        <View key={column.key} {...role('columnheader')} className={classNames(names, 'data-table__fixed')}>
          <Text>{column.title}</Text>
        </View>
      )
    }
    const icon = sorted ? (sorted === 'ascending' ? 'arrow-up' : 'arrow-down') : 'sort'
    return (
      <View
        key={column.key}
        {...role('columnheader')}
        {...(isWeb ? { 'aria-sort': sorted ?? 'none' } : {})}
        className={names}
      >
        <Pressable
          id={id && `${id}-sort-${column.key}`}
          className={classNames('data-table__sort', sorted && 'is-on')}
          label={`按${column.title}排序${sorted ? (sorted === 'ascending' ? '，现在从小到大' : '，现在从大到小') : ''}`}
          onPress={() => toggle(column.key)}
        >
          <Text>{column.title}</Text>
          <Icon name={icon} size="s" />
        </Pressable>
      </View>
    )
  }

  const cells = (row: Row) =>
    columns.map((column) => (
      <View
        key={column.key}
        {...role('cell')}
        className={classNames('data-table__cell', column.end && 'data-table__cell--end')}
      >
        <Text className="data-table__name">{column.title}</Text>
        <View className="data-table__value">{column.cell(row)}</View>
      </View>
    ))

  return (
    <View {...given({ id })} {...role('table')} aria-label={label} className="data-table">
      <View {...role('row')} className="data-table__head" style={template}>
        {columns.map(heading)}
      </View>
      <View {...role('rowgroup')} {...(isWeb && onRowPress ? onRowKeys : {})} className="data-table__body">
        {rows.map((row) => {
          const key = rowKey(row)
          if (!onRowPress) {
            return (
              <View
                key={key}
                {...(id ? { id: `${id}-${key}` } : {})}
                {...role('row')}
                className="data-table__row"
                style={template}
              >
                {cells(row)}
              </View>
            )
          }
          return (
            <Pressable
              key={key}
              id={id && `${id}-${key}`}
              role="row"
              className={classNames(
                'data-table__row',
                'data-table__row--press',
                key === current && 'is-current',
              )}
              style={template}
              selected={current === undefined ? undefined : key === current}
              onPress={() => onRowPress(row)}
            >
              {cells(row)}
            </Pressable>
          )
        })}
      </View>
      {rows.length === 0 && empty}
    </View>
  )
}

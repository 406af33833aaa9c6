/** Chooses a school by name, for a report about nobody whose school is known. */
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import EmptyState from '@/components/empty-state'
import ErrorState from '@/components/error-state'
import ListRow from '@/components/list-row'
import Sheet from '@/components/sheet'
import Skeleton from '@/components/skeleton'
import TextInput from '@/components/text-input'

type School = OutputOf<'account.listSchools'>['schools'][number]

export type SchoolSheetProps = {
  open: boolean
  onClose: () => void
  onChoose: (school: School) => void
}

export default function SchoolSheet({ open, onClose, onChoose }: SchoolSheetProps) {
  const [search, setSearch] = useState('')
  const { load, reload } = useLoad(open ? () => call('account.listSchools', {}) : null, [open])
  const schools =
    load.state === 'ready' ? load.data.schools.filter(({ name }) => name.includes(search.trim())) : []
  return (
    <Sheet id="school-sheet" open={open} title="是哪所学校" onClose={onClose}>
      <View className="stack">
        <TextInput
          id="school-search"
          icon="search"
          value={search}
          onChange={setSearch}
          placeholder="输入学校名字里的几个字"
          label="查找学校"
          clearable
        />
        {load.state === 'loading' && <Skeleton kind="rows" count={4} />}
        {load.state === 'failed' && (
          <ErrorState offline={load.problem.code === 'network.away'} onRetry={() => void reload()}>
            {load.problem.message}
          </ErrorState>
        )}
        {load.state === 'ready' && schools.length === 0 && (
          <EmptyState icon="school" title="没有找到这所学校">
            换几个字再试试，比如只写“第一”。
          </EmptyState>
        )}
        <View>
          {schools.map((school) => (
            <ListRow
              key={school.schoolId}
              id={`school-${school.schoolId}`}
              icon="school"
              title={school.name}
              onPress={() => onChoose(school)}
            />
          ))}
        </View>
      </View>
    </Sheet>
  )
}

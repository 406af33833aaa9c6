/** On top of a page: which school it is about, where there is a choice. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import Card from '@/components/card'
import ListRow from '@/components/list-row'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'
import type { DeskSchoolChoice } from './use-desk-school'

export default function SchoolChoice({ choice }: { choice: DeskSchoolChoice }) {
  const [open, setOpen] = useState(false)
  const [search, setSearch] = useState('')
  const { school, schools, isBureau, choose } = choice
  if (schools.length < 2 && !isBureau) return null
  return (
    <>
      <Card flush>
        <ListRow
          id="choose-school"
          icon="school"
          title={school?.name ?? '选择学校'}
          sub={school ? '点这里换一所学校' : `共 ${schools.length} 所学校`}
          onPress={() => setOpen(true)}
        />
      </Card>
      <Sheet id="school-sheet" open={open} title="选择学校" onClose={() => setOpen(false)}>
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
          <View>
            {schools
              .filter(({ name }) => name.includes(search.trim()))
              .map(({ schoolId, name }) => (
                <ListRow
                  key={schoolId}
                  id={`school-${schoolId}`}
                  icon="school"
                  title={name}
                  onPress={() => {
                    choose(schoolId)
                    setOpen(false)
                  }}
                />
              ))}
          </View>
        </View>
      </Sheet>
    </>
  )
}

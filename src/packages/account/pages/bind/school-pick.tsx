/** One school of the district, found by a few words of its name. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import Card from '@/components/card'
import EmptyState from '@/components/empty-state'
import Icon from '@/components/icon'
import ListRow from '@/components/list-row'
import Pressable from '@/components/pressable'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'

export type SchoolPickProps = {
  schools: readonly { schoolId: number; name: string; kind: string }[]
  value: number | null
  onChange: (schoolId: number) => void
}

export default function SchoolPick({ schools, value, onChange }: SchoolPickProps) {
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const picked = schools.find((one) => one.schoolId === value)
  const found = schools.filter((one) => one.name.includes(words.trim()))
  return (
    <>
      <Pressable
        id="match-school"
        className="bind-school"
        label={picked ? `学校，${picked.name}` : '选择学校'}
        onPress={() => setOpen(true)}
      >
        <View className={picked ? 'grow' : 'grow tone-hint'}>{picked?.name ?? '选择学校'}</View>
        <Icon name="chevron-down" size="s" className="tone-hint" />
      </Pressable>
      <Sheet id="school-sheet" open={isOpen} title="选择学校" onClose={() => setOpen(false)}>
        <View className="stack">
          {schools.length > 6 && (
            <TextInput
              id="school-search"
              icon="search"
              label="学校名称"
              placeholder="学校名称里的几个字"
              value={words}
              onChange={setWords}
            />
          )}
          {found.length === 0 && (
            <EmptyState icon="search" title="没有这个学校">
              换几个字试试，或联系学校。
            </EmptyState>
          )}
          <Card flush>
            {found.map((one) => (
              <ListRow
                key={one.schoolId}
                id={`school-${one.schoolId}`}
                title={one.name}
                sub={one.kind}
                chevron={false}
                end={one.schoolId === value && <Icon name="check" className="tone-brand" />}
                onPress={() => {
                  onChange(one.schoolId)
                  setOpen(false)
                }}
              />
            ))}
          </Card>
        </View>
      </Sheet>
    </>
  )
}

/** Puts one entry right: other minutes, or taken back; a reason where the evening is long past. */

import { mendingOf } from '@contract/homework/evening'
import type { Evening } from '@contract/homework/homework'
import { kindNames, subjectNames } from '@contract/homework/words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CallError } from '@/api/call'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'
import Minutes from './minutes'

export type EntrySheetProps = {
  day: string
  when: string
  entry: Evening['entries'][number]
  isSaving: boolean
  problem: CallError | null
  /** Null takes it back. */
  onSave: (minutes: number | null, why: string) => void
  onClose: () => void
}

export default function EntrySheet(props: EntrySheetProps) {
  const { day, when, entry, isSaving, problem, onSave, onClose } = props
  const [minutes, setMinutes] = useState(entry.minutes)
  const [why, setWhy] = useState('')
  const asksWhy = mendingOf(day, new Date()) === 'why'
  const isBlocked = asksWhy && why.trim() === ''
  return (
    <Sheet
      id="entry-sheet"
      open
      title={`${when}的${subjectNames[entry.subject]}`}
      sub={kindNames[entry.kind]}
      onClose={onClose}
      foot={
        <>
          <Button
            id="entry-save"
            loading={isSaving}
            disabled={isBlocked || minutes === entry.minutes}
            onPress={() => onSave(minutes, why)}
          >
            {`改成 ${minutes} 分钟`}
          </Button>
          <Button
            id="entry-remove"
            kind="plain"
            disabled={isSaving || isBlocked}
            onPress={() => onSave(null, why)}
          >
            不记这一条了
          </Button>
        </>
      }
    >
      <View className="stack">
        {problem && (
          <Notice id="entry-problem" tone="warning">
            {problem.message}
          </Notice>
        )}
        <Minutes value={minutes} onChange={setMinutes} />
        {asksWhy && (
          <Field label="为什么现在才改" error={problem?.fields?.why}>
            <TextInput id="entry-why" label="为什么现在才改" value={why} onChange={setWhy} maxLength={100} />
          </Field>
        )}
      </View>
    </Sheet>
  )
}

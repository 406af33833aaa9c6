/** A round's rules as the office sets them. */
import type { OfficeRound } from '@contract/course/office'
import { type RoundKind, roundKindNames, roundKinds } from '@contract/course/words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'
import { useDeed } from '../use-deed'
import { readMoment, typedMoment } from './moments'

export type RoundFormProps = {
  schoolId: number
  termId: number
  round: OfficeRound | null
  onClose: () => void
  onSaved: () => void
}

export default function RoundForm({ schoolId, termId, round, onClose, onSaved }: RoundFormProps) {
  const [kind, setKind] = useState<RoundKind>(round?.kind ?? 'wishes')
  const [draft, setDraft] = useState({
    name: round?.name ?? '第一轮',
    opensAt: round ? typedMoment(round.opensAt) : '',
    closesAt: round ? typedMoment(round.closesAt) : '',
    mostPlaces: String(round?.mostPlaces ?? 2),
    mostWishes: String(round?.mostWishes ?? 8),
    offerHours: String(round?.offerHours ?? 24),
  })
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const deed = useDeed()
  const fields = { ...wrong, ...deed.problem?.fields }
  const isFixed = round?.isPublished === true
  const input = (name: keyof typeof draft, label: string, more: object = {}) => (
    <Field label={label} error={fields[name]}>
      <TextInput
        id={`round-${name}`}
        label={label}
        value={draft[name]}
        disabled={isFixed && name !== 'closesAt'}
        onChange={(value) => setDraft((before) => ({ ...before, [name]: value }))}
        {...more}
      />
    </Field>
  )
  const save = async () => {
    // The minute that is typed loses the seconds of a round that was ended early: what was not touched stays as it was.
    const moment = (name: 'opensAt' | 'closesAt'): string | null =>
      round && typedMoment(round[name]) === draft[name] ? round[name] : readMoment(draft[name])
    const [opensAt, closesAt] = [moment('opensAt'), moment('closesAt')]
    const typed = '请写成 2026-11-28 12:00'
    setWrong({ ...(opensAt ? {} : { opensAt: typed }), ...(closesAt ? {} : { closesAt: typed }) })
    if (!opensAt || !closesAt) return
    const isSaved = await deed.run(JSON.stringify([kind, draft]), async (requestId) => {
      await call('course.saveRound', {
        requestId,
        schoolId,
        termId,
        roundId: round?.roundId ?? null,
        kind,
        name: draft.name,
        opensAt,
        closesAt,
        mostPlaces: Number(draft.mostPlaces),
        mostWishes: Number(draft.mostWishes),
        offerHours: Number(draft.offerHours),
      })
    })
    if (isSaved) onSaved()
  }
  return (
    <Sheet
      id="round-form"
      open
      title={round ? `修改“${round.name}”` : '加一轮'}
      onClose={onClose}
      foot={
        <Button id="round-save" loading={deed.doing !== null} onPress={() => void save()}>
          保存
        </Button>
      }
    >
      <View className="stack">
        {isFixed && <Notice>这一轮已经公布，只能改截止时间。</Notice>}
        {deed.problem && (
          <Notice id="round-form-problem" tone="warning">
            {deed.problem.message}
          </Notice>
        )}
        {!isFixed && (
          <PickChips<RoundKind>
            id="round-kind"
            columns={3}
            label="怎么选"
            options={roundKinds.map((value) => ({ value, label: roundKindNames[value] }))}
            picked={[kind]}
            onChange={([next = 'wishes']) => setKind(next)}
          />
        )}
        <View className="desk-pair">
          {input('name', '名称', { maxLength: 20 })}
          {input('mostPlaces', kind === 'wishes' ? '每人最多录取几门' : '每人最多选几门', { type: 'number' })}
          {input('opensAt', '开始，例如 2026-11-28 12:00', { maxLength: 16 })}
          {input('closesAt', '截止', { maxLength: 16 })}
          {kind === 'wishes'
            ? input('mostWishes', '最多填几个志愿（1–8）', { type: 'number' })
            : input('offerHours', '候补到了几小时内确认', { type: 'number' })}
        </View>
      </View>
    </Sheet>
  )
}

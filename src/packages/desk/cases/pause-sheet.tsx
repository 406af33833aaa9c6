/** A case's clocks stand still until a day, for a reason that the reporter reads. */
import { dayInChina, inChina } from '@contract/china-time'
import { dateWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import { type CaseDesk, useKept } from './use-case'

const choices = [3, 5, 7, 10, 14]
const endsAfter = (days: number): string => dayInChina(inChina(Date.now()).add(days, 'day').valueOf())

export type PauseSheetProps = { desk: CaseDesk; caseId: string; onClose: () => void }

export default function PauseSheet({ desk, caseId, onClose }: PauseSheetProps) {
  const [reason, keep] = useKept(`desk-pause:${caseId}`, '')
  const [until, setUntil] = useState<string | null>(null)
  const fields = desk.problem?.fields ?? {}
  const said = desk.notice || desk.problem?.message
  const save = async () => {
    if (until === null || !(await desk.pause(until, reason))) return
    keep(null)
    onClose()
  }
  return (
    <Sheet
      id="pause-sheet"
      open
      title="暂停时限"
      sub="只在确实要等外面的结果时用。举报人会看到原因和到哪一天，到期自动继续。"
      onClose={onClose}
      foot={
        <Button
          id="pause-save"
          loading={desk.doing !== null}
          disabled={until === null || reason.trim().length < 4}
          onPress={() => void save()}
        >
          暂停时限
        </Button>
      }
    >
      <View className="stack">
        {said && (
          <Notice id="pause-problem" tone="warning">
            {said}
          </Notice>
        )}
        <Field label="暂停到哪一天" required error={fields.until}>
          <PickChips
            id="pause-until"
            label="暂停到哪一天"
            options={choices.map((days) => ({
              value: endsAfter(days),
              label: `${days} 天`,
              sub: `到 ${dateWords(`${endsAfter(days)}T04:00:00Z`)}`,
            }))}
            picked={until ? [until] : []}
            onChange={([one]) => one && setUntil(one)}
          />
        </Field>
        <Field
          label="为什么暂停"
          hint="例如：等医院的检查结果。不写别的孩子的名字。"
          required
          error={fields.reason}
        >
          <TextArea
            id="pause-reason"
            label="为什么暂停"
            value={reason}
            onChange={keep}
            maxLength={200}
            rows={3}
          />
        </Field>
      </View>
    </Sheet>
  )
}

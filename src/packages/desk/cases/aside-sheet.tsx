/** Standing aside: oneself, a colleague, or the school as a whole where its leadership is concerned. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import { showToast } from '@/components/toast'
import Loaded from '../loaded'
import DeedProblem, { type SheetProps } from './deed-problem'
import { useKept } from './use-case'

const LEADERSHIP = 'leadership'

export default function AsideSheet({ desk, caseId, onClose }: SheetProps & { caseId: string }) {
  const loader = useLoad(() => call('report.listHandlers', { caseId }), [caseId])
  const [who, setWho] = useState<string | null>(null)
  const [reason, keep] = useKept(`desk-aside:${caseId}`, '')
  const isSchools = desk.data?.heldBy === 'school'
  const save = async () => {
    if (who === null) return
    const isDone = await desk.standAside(who === LEADERSHIP ? null : who, reason, () => {
      showToast('已回避，这件个案您不再看到', { done: true })
    })
    if (!isDone) return
    keep(null)
    onClose()
  }
  return (
    <Sheet
      id="aside-sheet"
      open
      title="回避"
      sub="和这件事有关的人不能办理。回避以后，他再也看不到这件个案。"
      onClose={onClose}
      foot={
        <Button
          id="aside-save"
          loading={desk.doing !== null}
          disabled={who === null || reason.trim().length < 2}
          onPress={() => void save()}
        >
          回避
        </Button>
      }
    >
      <View className="stack">
        <DeedProblem desk={desk} />
        <Loaded of={loader} kind="lines">
          {({ handlers }) => (
            <PickChips
              id="aside"
              label="谁回避"
              columns={1}
              options={[
                ...handlers.map(({ postId, name }) => ({ value: postId, label: name })),
                ...(isSchools
                  ? [{ value: LEADERSHIP, label: '涉及校领导', sub: '整件移交教育局，学校不再看到' }]
                  : []),
              ]}
              picked={who ? [who] : []}
              onChange={([one]) => one && setWho(one)}
            />
          )}
        </Loaded>
        {who === LEADERSHIP && (
          <Notice tone="warning">移交以后，学校里没有人能再看到这件个案，包括您。不能撤回。</Notice>
        )}
        <Field
          label="为什么"
          hint="内部留存，举报人只看到“有关的老师已经回避”。"
          required
          error={desk.problem?.fields.reason}
        >
          <TextArea id="aside-reason" label="理由" value={reason} onChange={keep} maxLength={500} rows={3} />
        </Field>
      </View>
    </Sheet>
  )
}

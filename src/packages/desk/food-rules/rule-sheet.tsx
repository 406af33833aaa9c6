/** Adds a rule, or puts another in the place of one: the sentence that it will be stands above the button. */
import type { OwnRule } from '@contract/canteen/own'
import { ruleWords } from '@contract/canteen/rules/words'
import type { Stage } from '@contract/people'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import { showToast } from '@/components/toast'
import { useDeed } from '../use-deed'
import { draftOfRule, emptyRule, orderOf, type RuleDraft } from './rule-draft'
import RuleForm from './rule-form'

export type RuleSheetProps = {
  /** Null for the district. */
  schoolId: number | null
  stages: readonly Stage[]
  /** The rule that is changed; null for a new one. */
  before: OwnRule | null
  onSaved: () => Promise<unknown>
  onClose: () => void
}

export default function RuleSheet({ schoolId, stages, before, onSaved, onClose }: RuleSheetProps) {
  const [stage = 'primary'] = stages
  const [draft, setDraft] = useState<RuleDraft>(
    () => (before && draftOfRule(before.rule, stage)) ?? emptyRule(stage),
  )
  const [missing, setMissing] = useState<string | null>(null)
  const deed = useDeed()
  const order = orderOf(draft)
  const save = async () => {
    if (typeof order === 'string') return setMissing(order)
    setMissing(null)
    const isDone = await deed.run(JSON.stringify([before?.ruleId, order]), async (requestId) => {
      await call('canteen.saveRule', { requestId, schoolId, replaces: before?.ruleId ?? null, rule: order })
    })
    if (!isDone) return
    showToast(before ? '已改，旧的留在记录里' : '已加上', { done: true })
    await onSaved()
    onClose()
  }
  const problem = missing ?? (deed.problem && (Object.values(deed.problem.fields)[0] ?? deed.problem.message))
  return (
    <Sheet
      id="rule-sheet"
      open
      title={before ? '改规则' : '加规则'}
      sub={
        schoolId === null ? '全区各校从下一次检查起都按它' : '只管本校，和国家、市、区的规则一起算，取最严的'
      }
      onClose={onClose}
      foot={
        <Button id="rule-save" loading={deed.doing !== null} onPress={() => void save()}>
          {before ? '换成这一条' : '加上这一条'}
        </Button>
      }
    >
      <View className="stack">
        <RuleForm draft={draft} stages={stages} onChange={setDraft} />
        {typeof order !== 'string' && <Notice id="rule-sentence">{ruleWords(order)}</Notice>}
        {problem && (
          <Notice id="rule-problem" tone="warning">
            {problem}
          </Notice>
        )}
      </View>
    </Sheet>
  )
}

/** How long each thing may take, by which document; the bureau changes what is the district's own to set. */
import { clockNames } from '@contract/report/clock-words'
import { type ClockRule, type ClockUnit, clockUnits } from '@contract/report/clocks'
import { amountWords, aroundWords, scopeWords, unitNames } from '@contract/report/rule-words'
import { momentWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import Sheet from '@/components/sheet'
import Tag from '@/components/tag'
import TextInput from '@/components/text-input'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'

type Draft = { rule: ClockRule; amount: string; unit: ClockUnit; warn: string; climb: string; pause: string }

const draftOf = (rule: ClockRule): Draft => ({
  rule,
  amount: String(rule.amount),
  unit: rule.unit,
  warn: String(rule.warnMinutes / 60),
  climb: String(rule.climbMinutes / 60),
  pause: String(rule.pauseMostDays),
})
const minutesOf = (hours: string): number => Math.round(Number(hours) * 60)

export default function RulesCard() {
  const loader = useLoad(() => call('report.listClockRules', {}), [])
  const [draft, setDraft] = useState<Draft | null>(null)
  const deed = useDeed()
  const fields = deed.problem?.fields ?? {}
  const now = new Date()
  const change = (part: Partial<Draft>) => setDraft((before) => before && { ...before, ...part })
  const open = (rule: ClockRule) => {
    deed.forget()
    setDraft(draftOf(rule))
  }
  const save = async () => {
    if (!draft) return
    const { rule, amount, unit, warn, climb, pause } = draft
    const isSaved = await deed.run(JSON.stringify(draft), async (requestId) => {
      await call('report.saveClockRule', {
        requestId,
        ruleId: rule.ruleId,
        amount: Number(amount),
        unit,
        warnMinutes: minutesOf(warn),
        climbMinutes: minutesOf(climb),
        pauseMostDays: Number(pause),
      })
    })
    if (!isSaved) return
    setDraft(null)
    await loader.reload()
  }

  return (
    <Card>
      <View className="stack">
        <CardHead title="办理时限" icon="clock" sub="改动只管以后开始的时限，已经在走的不变" />
        <Loaded of={loader} kind="lines">
          {({ rules, changes }) => (
            <View className="stack">
              <View className="bleed">
                {rules.map((rule) => (
                  <ListRow
                    key={rule.ruleId}
                    id={`rule-${rule.ruleId}`}
                    icon="clock"
                    title={`${clockNames[rule.clock]}：${amountWords(rule)}`}
                    sub={`${scopeWords(rule)}。${aroundWords(rule)}。依据：${rule.document}`}
                    end={rule.isDefault ? <Tag tone="brand">本区可改</Tag> : <Tag>上级规定</Tag>}
                    onPress={() => open(rule)}
                  />
                ))}
              </View>
              {changes.slice(0, 5).map((one) => (
                <View key={`${one.ruleId} ${one.at}`} className="note">
                  {`${momentWords(one.at, now)} ${one.byName}：${one.before} → ${one.after}`}
                </View>
              ))}
            </View>
          )}
        </Loaded>
      </View>
      <Sheet
        id="rule-sheet"
        open={draft !== null}
        title={draft ? `${clockNames[draft.rule.clock]}时限` : ''}
        sub={draft ? `${scopeWords(draft.rule)}。依据：${draft.rule.document}` : ''}
        onClose={() => setDraft(null)}
        foot={
          <Button id="rule-save" loading={deed.doing !== null} onPress={() => void save()}>
            保存
          </Button>
        }
      >
        {draft && (
          <View className="stack">
            {deed.problem && (
              <Notice id="rule-problem" tone="warning">
                {deed.problem.message}
              </Notice>
            )}
            {draft.rule.isDefault ? (
              <>
                <Field label="多久" required error={fields.amount}>
                  <TextInput
                    id="rule-amount"
                    label="多久"
                    type="number"
                    value={draft.amount}
                    onChange={(amount) => change({ amount })}
                    maxLength={3}
                  />
                </Field>
                <PickChips
                  id="rule-unit"
                  label="单位"
                  columns={3}
                  options={clockUnits.map((value) => ({ value, label: unitNames[value].replace('个', '') }))}
                  picked={[draft.unit]}
                  onChange={([unit]) => unit && change({ unit })}
                />
              </>
            ) : (
              <Notice tone="info">{`${amountWords(draft.rule)}是上级规定的，不能改。提醒和上报可以改。`}</Notice>
            )}
            <Field label="到期前多少小时提醒" hint="半小时写 0.5，不提醒写 0" error={fields.warnMinutes}>
              <TextInput
                id="rule-warn"
                label="到期前多少小时提醒"
                value={draft.warn}
                onChange={(warn) => change({ warn })}
                maxLength={6}
              />
            </Field>
            {draft.rule.clock !== 'reply' && (
              <>
                <Field label="超时多少小时后报区教育局" error={fields.climbMinutes}>
                  <TextInput
                    id="rule-climb"
                    label="超时多少小时后报区教育局"
                    value={draft.climb}
                    onChange={(climb) => change({ climb })}
                    maxLength={6}
                  />
                </Field>
                <Field label="最多暂停几天" hint="不能暂停写 0" error={fields.pauseMostDays}>
                  <TextInput
                    id="rule-pause"
                    label="最多暂停几天"
                    type="number"
                    value={draft.pause}
                    onChange={(pause) => change({ pause })}
                    maxLength={2}
                  />
                </Field>
              </>
            )}
          </View>
        )}
      </Sheet>
    </Card>
  )
}

/** The district's terms: which one is running, and the next one before it begins. */
import type { Term } from '@contract/account/district'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import EmptyState from '@/components/empty-state'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import Tag from '@/components/tag'
import TextInput from '@/components/text-input'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'

type Draft = { termId: number | null; name: string; schoolYear: string; startsOn: string; endsOn: string }

const draftOf = (term: Term | null): Draft =>
  term
    ? { ...term, schoolYear: String(term.schoolYear) }
    : { termId: null, name: '', schoolYear: '', startsOn: '', endsOn: '' }

export default function TermsCard() {
  const loader = useLoad(() => call('account.listTerms', {}), [])
  const [draft, setDraft] = useState<Draft | null>(null)
  const deed = useDeed()
  const fields = deed.problem?.fields ?? {}
  const change = (part: Partial<Draft>) => setDraft((before) => before && { ...before, ...part })
  const close = () => {
    setDraft(null)
    deed.forget()
  }
  const save = async () => {
    if (!draft) return
    const isSaved = await deed.run(JSON.stringify(draft), async (requestId) => {
      await call('account.saveTerm', { requestId, ...draft, schoolYear: Number(draft.schoolYear) })
    })
    if (!isSaved) return
    close()
    await loader.reload()
  }

  return (
    <Card>
      <View className="stack">
        <CardHead title="学期" icon="calendar" sub="名册、选课和统计都按学期算" />
        <Loaded of={loader} kind="lines">
          {({ terms }) =>
            terms.length === 0 ? (
              <EmptyState icon="calendar" title="还没有学期">
                添加后，学校才能按学期安排。
              </EmptyState>
            ) : (
              <View className="bleed">
                {terms.map((term) => (
                  <ListRow
                    key={term.termId}
                    id={`term-${term.termId}`}
                    icon="calendar"
                    title={term.name}
                    sub={`${term.startsOn} 至 ${term.endsOn}`}
                    end={term.isCurrent ? <Tag tone="ok">进行中</Tag> : undefined}
                    onPress={() => setDraft(draftOf(term))}
                  />
                ))}
              </View>
            )
          }
        </Loaded>
        <View className="desk-acts">
          <Button
            id="term-add"
            kind="outline"
            size="small"
            icon="plus"
            onPress={() => setDraft(draftOf(null))}
          >
            加一个学期
          </Button>
        </View>
      </View>
      <Sheet
        id="term-sheet"
        open={draft !== null}
        title={draft?.termId ? '修改学期' : '添加学期'}
        onClose={close}
        foot={
          <Button id="term-save" loading={deed.doing !== null} onPress={() => void save()}>
            保存
          </Button>
        }
      >
        {draft && (
          <View className="stack">
            {deed.problem && (
              <Notice id="term-problem" tone="warning">
                {deed.problem.message}
              </Notice>
            )}
            <Field label="名称" required error={fields.name}>
              <TextInput
                id="term-name"
                label="名称"
                placeholder="2026—2027学年第一学期"
                value={draft.name}
                onChange={(name) => change({ name })}
                maxLength={40}
              />
            </Field>
            <Field label="学年" required hint="学年开始的那一年，例如 2026" error={fields.schoolYear}>
              <TextInput
                id="term-year"
                label="学年"
                type="number"
                value={draft.schoolYear}
                onChange={(schoolYear) => change({ schoolYear })}
                maxLength={4}
              />
            </Field>
            <Field label="开始日期" required hint="例如 2026-09-01" error={fields.startsOn}>
              <TextInput
                id="term-starts"
                label="开始日期"
                value={draft.startsOn}
                onChange={(startsOn) => change({ startsOn })}
                maxLength={10}
              />
            </Field>
            <Field label="结束日期" required hint="例如 2027-01-20" error={fields.endsOn}>
              <TextInput
                id="term-ends"
                label="结束日期"
                value={draft.endsOn}
                onChange={(endsOn) => change({ endsOn })}
                maxLength={10}
              />
            </Field>
          </View>
        )}
      </Sheet>
    </Card>
  )
}

/** A school's term of courses: the periods of an afternoon and the categories. */
import type { TermCourses } from '@contract/course/course'
import type { Period } from '@contract/course/slots'
import { defaultCategories } from '@contract/course/words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Field from '@/components/field'
import Notice from '@/components/notice'
import TextInput from '@/components/text-input'
import { useDeed } from '../use-deed'

export type TermFormProps = {
  schoolId: number
  termId: number
  termName: string
  /** Null before it is set up. */
  term: TermCourses | null
  onSaved: () => void
}

const words = (periods: readonly Period[]): string =>
  periods.map(({ startsAt, endsAt }) => `${startsAt}-${endsAt}`).join('，')
const read = (typed: string): Period[] =>
  typed
    .split(/[，,;；\s]+/)
    .filter((one) => one !== '')
    .map((one) => {
      const [startsAt = '', endsAt = ''] = one.split(/[-–—~]/)
      return { startsAt, endsAt }
    })

export default function TermForm({ schoolId, termId, termName, term, onSaved }: TermFormProps) {
  const [periods, setPeriods] = useState(term ? words(term.periods) : '16:30-17:20，17:30-18:20')
  const [categories, setCategories] = useState((term?.categories ?? defaultCategories).join('，'))
  const deed = useDeed()
  const save = async () => {
    const isSaved = await deed.run(`${periods} ${categories}`, async (requestId) => {
      await call('course.saveTerm', {
        requestId,
        schoolId,
        termId,
        periods: read(periods),
        categories: categories.split(/[，,、\s]+/).filter((one) => one !== ''),
      })
    })
    if (isSaved) onSaved()
  }
  const problem = deed.problem && (Object.values(deed.problem.fields)[0] ?? deed.problem.message)
  return (
    <Card id="term-setup">
      <View className="stack">
        <CardHead
          icon="calendar"
          tone="courses"
          title={`${termName}的课程安排`}
          sub="先定每天的节次和课程类别"
        />
        {problem && (
          <Notice id="term-setup-problem" tone="warning">
            {problem}
          </Notice>
        )}
        <View className="desk-pair">
          <Field label="每天的节次" hint="例如 16:30-17:20，17:30-18:20，最多六节">
            <TextInput id="term-periods" label="每天的节次" value={periods} onChange={setPeriods} />
          </Field>
          <Field label="课程类别" hint="用逗号隔开">
            <TextInput id="term-categories" label="课程类别" value={categories} onChange={setCategories} />
          </Field>
        </View>
        <View className="desk-acts">
          <Button id="term-setup-save" size="small" loading={deed.doing !== null} onPress={() => void save()}>
            保存
          </Button>
        </View>
      </View>
    </Card>
  )
}

/** Step 1: whose matter it is, and at which school. */
import type { Me } from '@contract/account/session'
import { gradeName } from '@contract/people'
import { View } from '@tarojs/components'
import { useState } from 'react'
import Card from '@/components/card'
import Chips from '@/components/chips'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import PickChips, { type PickOption } from '@/components/pick-chips'
import SectionTitle from '@/components/section-title'
import type { About, Draft } from '@/outbox/draft'
import SchoolSheet from '../school-sheet'

export type WhoProps = {
  draft: Draft
  me: Me | null
  you: '你' | '您'
  problem: string | undefined
  onChange: (change: Partial<Draft>) => void
}

const optionsFor = (me: Me | null): PickOption<About>[] =>
  me?.self
    ? [
        { value: 'me', label: '我自己', icon: 'user' },
        { value: 'someone_else', label: '别的同学', icon: 'users' },
      ]
    : [
        { value: 'my_child', label: '我的孩子', icon: 'heart-help' },
        { value: 'me', label: '我自己', icon: 'user' },
        { value: 'someone_else', label: '别的孩子', icon: 'users' },
      ]

const grades = [{ value: '0', label: '不清楚' }].concat(
  Array.from({ length: 9 }, (_, index) => ({ value: String(index + 1), label: gradeName(index + 1) })),
)

export default function Who({ draft, me, you, problem, onChange }: WhoProps) {
  const [choosing, setChoosing] = useState(false)
  const children = me?.children ?? []
  const own = me?.self ?? children[0] ?? null

  const chooseAbout = (about: About) => {
    const one = about === 'my_child' && children.length > 1 ? null : own
    onChange({
      about,
      studentId: about === 'someone_else' ? null : (one?.studentId ?? null),
      schoolId: one?.schoolId ?? null,
      schoolName: one?.schoolName ?? '',
      grade: about === 'someone_else' ? null : (one?.grade ?? null),
    })
  }
  const chooseChild = (studentId: string) => {
    const one = children.find((child) => String(child.studentId) === studentId)
    if (one)
      onChange({
        studentId: one.studentId,
        schoolId: one.schoolId,
        schoolName: one.schoolName,
        grade: one.grade,
      })
  }
  const picksChild = draft.about === 'my_child' && children.length > 0
  const picksSchool = draft.about !== null && !picksChild && !(draft.about === 'me' && me?.self)

  return (
    <>
      <SectionTitle large title="是谁的事" sub={`${you}可以替自己说，也可以替别人说。`} />
      <PickChips
        id="about"
        label="是谁的事"
        columns={1}
        options={optionsFor(me)}
        picked={draft.about === null ? [] : [draft.about]}
        onChange={([about]) => about && chooseAbout(about)}
      />
      {picksChild && (
        <Field label="哪个孩子">
          <PickChips
            id="child"
            label="哪个孩子"
            columns={1}
            options={children.map((child) => ({
              value: String(child.studentId),
              label: child.name,
              sub: `${child.schoolName} ${child.className}`,
            }))}
            picked={draft.studentId === null ? [] : [String(draft.studentId)]}
            onChange={([studentId]) => studentId && chooseChild(studentId)}
          />
        </Field>
      )}
      {picksSchool && (
        <Card flush>
          <ListRow
            id="choose-school"
            icon="school"
            title={draft.schoolName || '选择学校'}
            sub={draft.schoolName ? '点这里换一所' : '这件事发生在哪所学校，或者孩子在哪所学校上学'}
            onPress={() => setChoosing(true)}
          />
        </Card>
      )}
      {draft.about === 'someone_else' && draft.schoolId !== null && (
        <Field label="大概几年级" optional>
          <Chips
            id="grade"
            wrap
            label="大概几年级"
            options={grades}
            value={String(draft.grade ?? 0)}
            onChange={(grade) => onChange({ grade: grade === '0' ? null : Number(grade) })}
          />
        </Field>
      )}
      {problem && <View className="sub tone-danger">{problem}</View>}
      <SchoolSheet
        open={choosing}
        onClose={() => setChoosing(false)}
        onChoose={({ schoolId, name }) => {
          setChoosing(false)
          onChange({ schoolId, schoolName: name })
        }}
      />
    </>
  )
}

/** One course, written or changed; every refusal stands beside its field. */
import type { Course, CourseFacts, TermCourses } from '@contract/course/course'
import { gradeBits, gradesOf, slotBit, slotsOf, WEEKDAYS, weekdayName } from '@contract/course/slots'
import { type TeacherKind, teacherKindNames, teacherKinds } from '@contract/course/words'
import { gradeName } from '@contract/people'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Dialog from '@/components/dialog'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import TextInput from '@/components/text-input'
import { useDeed } from '../use-deed'

export type CourseFormProps = {
  schoolId: number
  term: TermCourses
  /** Grades that the school teaches. */
  grades: readonly number[]
  /** Null for a new one. */
  course: Course | null
  onClose: () => void
  onSaved: () => void
}

type Draft = Omit<CourseFacts, 'capacity' | 'minimum' | 'feeCents'> & {
  capacity: string
  minimum: string
  feeYuan: string
}

const draftOf = (course: Course | null, term: TermCourses, grades: readonly number[]): Draft =>
  course
    ? {
        ...course,
        capacity: String(course.capacity),
        minimum: String(course.minimum),
        feeYuan: String(course.feeCents / 100),
      }
    : {
        name: '',
        category: term.categories[0] ?? '',
        teacherKind: 'own',
        teacherName: '',
        room: '',
        startsOn: term.startsOn,
        endsOn: term.endsOn,
        slots: 0,
        grades: gradeBits(grades),
        capacity: '',
        minimum: '0',
        feeYuan: '0',
        feeBasis: '',
        about: '',
        materials: '',
        bring: '',
      }

const factsOf = ({ capacity, minimum, feeYuan, ...draft }: Draft): CourseFacts => ({
  name: draft.name,
  category: draft.category,
  teacherKind: draft.teacherKind,
  teacherName: draft.teacherName,
  room: draft.room,
  startsOn: draft.startsOn,
  endsOn: draft.endsOn,
  slots: draft.slots,
  grades: draft.grades,
  feeBasis: draft.feeBasis,
  about: draft.about,
  materials: draft.materials,
  bring: draft.bring,
  capacity: Number(capacity),
  minimum: Number(minimum),
  feeCents: Math.round(Number(feeYuan) * 100),
})

export default function CourseForm({ schoolId, term, grades, course, onClose, onSaved }: CourseFormProps) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(course, term, grades))
  const [isCancelling, setCancelling] = useState(false)
  const deed = useDeed()
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const problemOf = (field: string): string | undefined =>
    deed.problem?.fields[`facts.${field}`] ?? deed.problem?.fields[field]
  const save = async () => {
    const facts = factsOf(draft)
    const isSaved = await deed.run(JSON.stringify(facts), async (requestId) => {
      await call('course.saveCourse', {
        requestId,
        schoolId,
        termId: term.termId,
        courseId: course?.courseId ?? null,
        version: course?.version ?? 0,
        facts,
      })
    })
    if (isSaved) onSaved()
  }
  const cancel = async () => {
    if (!course) return
    const isDone = await deed.run('remove', async (requestId) => {
      await call('course.removeCourse', { requestId, schoolId, courseId: course.courseId })
    })
    setCancelling(false)
    if (isDone) onSaved()
  }
  const input = (name: keyof Draft & string, label: string, more: object = {}) => (
    <Field label={label} error={problemOf(name === 'feeYuan' ? 'feeCents' : name)}>
      <TextInput
        id={`course-${name}`}
        label={label}
        value={String(draft[name])}
        onChange={(value) => change({ [name]: value })}
        {...more}
      />
    </Field>
  )
  const slotKeys = WEEKDAYS.flatMap((weekday) =>
    term.periods.map((period, index) => ({
      value: `${weekday}-${index + 1}`,
      label: `${weekdayName(weekday)} ${period.startsAt}`,
    })),
  )
  return (
    <Sheet
      id="course-form"
      open
      title={course ? course.name : '加一门课程'}
      onClose={onClose}
      foot={
        <View className="desk-acts">
          <Button id="course-save" loading={deed.doing !== null} onPress={() => void save()}>
            保存
          </Button>
          {course?.isHeld && (
            <Button id="course-remove" kind="plain" onPress={() => setCancelling(true)}>
              停开或删除
            </Button>
          )}
        </View>
      }
    >
      <View className="stack">
        {deed.problem && (
          <Notice id="course-problem" tone="warning">
            {deed.problem.message}
          </Notice>
        )}
        <View className="desk-pair">
          {input('name', '课程名', { maxLength: 20 })}
          {input('room', '地点', { maxLength: 20 })}
          {input('teacherName', '老师', { maxLength: 20 })}
          {input('capacity', '名额', { type: 'number', maxLength: 3 })}
          {input('minimum', '最少几人开班（0 为不限）', { type: 'number', maxLength: 3 })}
          {input('feeYuan', '收费，元（0 为免费）', { type: 'digit', maxLength: 8 })}
        </View>
        {Number(draft.feeYuan) > 0 && input('feeBasis', '收费依据的文件', { maxLength: 60 })}
        <Field label="类别" error={problemOf('category')}>
          <PickChips
            id="course-category"
            columns={3}
            options={term.categories.map((value) => ({ value, label: value }))}
            picked={[draft.category]}
            onChange={([category = '']) => change({ category })}
          />
        </Field>
        <Field label="老师的身份">
          <PickChips<TeacherKind>
            id="course-teacher-kind"
            columns={3}
            options={teacherKinds.map((value) => ({ value, label: teacherKindNames[value] }))}
            picked={[draft.teacherKind]}
            onChange={([teacherKind = 'own']) => change({ teacherKind })}
          />
        </Field>
        <Field label="上课时间" error={problemOf('slots')}>
          <PickChips
            id="course-slots"
            multiple
            columns={3}
            options={slotKeys}
            picked={slotsOf(draft.slots).map(({ weekday, period }) => `${weekday}-${period}`)}
            onChange={(picked) =>
              change({
                slots: picked.reduce((mask, key) => {
                  const [weekday = 1, period = 1] = key.split('-').map(Number)
                  return mask | slotBit({ weekday, period })
                }, 0),
              })
            }
          />
        </Field>
        <Field label="哪些年级可以报" error={problemOf('grades')}>
          <PickChips
            id="course-grades"
            multiple
            columns={3}
            options={grades.map((grade) => ({ value: String(grade), label: gradeName(grade) }))}
            picked={gradesOf(draft.grades).map(String)}
            onChange={(picked) => change({ grades: gradeBits(picked.map(Number)) })}
          />
        </Field>
        <View className="desk-pair">
          {input('startsOn', '开始日期', { maxLength: 10 })}
          {input('endsOn', '结束日期', { maxLength: 10 })}
          {input('materials', '学校提供什么', { maxLength: 100 })}
          {input('bring', '孩子自己带什么', { maxLength: 100 })}
        </View>
        <Field label="介绍" error={problemOf('about')}>
          <TextArea
            id="course-about"
            label="介绍"
            value={draft.about}
            maxLength={300}
            onChange={(about) => change({ about })}
          />
        </Field>
      </View>
      <Dialog
        id="course-removing"
        open={isCancelling}
        title={`停开《${course?.name ?? ''}》？`}
        confirm="停开"
        danger
        loading={deed.doing === 'remove'}
        onCancel={() => setCancelling(false)}
        onConfirm={() => void cancel()}
      >
        还没有人选、没有人填志愿的课会直接删掉。已经有孩子的课会停开：名额和时间退回给孩子，家长会收到消息。
      </Dialog>
    </Sheet>
  )
}

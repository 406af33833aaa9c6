/** Who sits in a course and who waits, to print at its door; and a place by hand, with a reason that all families see. */
import type { Course } from '@contract/course/course'
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'

export type RosterSheetProps = {
  schoolId: number
  course: Course
  onEdit: () => void
  onClose: () => void
  onChanged: () => void
}
type Child = OutputOf<'course.getRoster'>['children'][number]
type Pupil = OutputOf<'course.findPupils'>['pupils'][number]

const wayNames: Record<Child['way'], string> = {
  draw: '摇号',
  first_come: '先到先得',
  waiting_list: '候补递补',
  by_hand: '人工',
}
const statusNames: Record<Child['status'], string> = {
  seated: '已录取',
  offered: '等家长确认',
  waiting: '候补',
}

export default function RosterSheet({ schoolId, course, onEdit, onClose, onChanged }: RosterSheetProps) {
  const { courseId } = course
  const loader = useLoad(() => call('course.getRoster', { schoolId, courseId }), [schoolId, courseId])
  const [isGiving, setGiving] = useState(false)
  return (
    <Sheet
      id="roster-sheet"
      open
      title={course.name}
      sub={`${course.room}，${course.teacherName}，${course.taken} / ${course.capacity} 个名额，候补 ${course.waiting} 人`}
      onClose={onClose}
      foot={
        <View className="desk-acts">
          <Button id="roster-edit" kind="quiet" icon="edit" onPress={onEdit}>
            修改课程
          </Button>
          <Button id="roster-give" kind="plain" onPress={() => setGiving((before) => !before)}>
            人工给名额
          </Button>
        </View>
      }
    >
      <View className="stack">
        {isGiving && (
          <GivePlace
            schoolId={schoolId}
            courseId={courseId}
            onGiven={() => {
              setGiving(false)
              void loader.reload()
              onChanged()
            }}
          />
        )}
        {course.byHand.length > 0 && (
          <Notice tone="info">{`人工给过 ${course.byHand.length} 个名额，理由家长都能看到。`}</Notice>
        )}
        <Loaded of={loader}>
          {({ children }) =>
            children.length === 0 ? (
              <EmptyState icon="users" title="还没有孩子">
                有孩子录取或候补后，会列在这里。
              </EmptyState>
            ) : (
              <View className="bleed">
                {children.map((child, index) => (
                  <ListRow
                    key={child.studentId}
                    id={`roster-${child.studentId}`}
                    title={`${index + 1}. ${child.name}`}
                    sub={`${child.className}，${wayNames[child.way]}`}
                    end={statusNames[child.status]}
                  />
                ))}
              </View>
            )
          }
        </Loaded>
      </View>
    </Sheet>
  )
}

type GivePlaceProps = { schoolId: number; courseId: number; onGiven: () => void }

function GivePlace({ schoolId, courseId, onGiven }: GivePlaceProps) {
  const [words, setWords] = useState('')
  const [pupils, setPupils] = useState<Pupil[] | null>(null)
  const [pupil, setPupil] = useState<Pupil | null>(null)
  const [reason, setReason] = useState('')
  const deed = useDeed()
  const find = () =>
    deed.run(`find ${words}`, async () => {
      setPupils((await call('course.findPupils', { schoolId, words })).pupils)
    })
  const give = async () => {
    if (!pupil) return
    const { studentId } = pupil
    const isGiven = await deed.run(`give ${studentId} ${reason}`, async (requestId) => {
      await call('course.givePlace', { requestId, schoolId, courseId, studentId, reason })
    })
    if (isGiven) onGiven()
  }
  return (
    <View className="stack" id="give-place">
      <Notice tone="warning">
        人工给的名额和理由，本校家长都能看到（不显示孩子的名字）。不能超出名额，也不能和孩子已有的课冲突。
      </Notice>
      {deed.problem && (
        <Notice id="give-problem" tone="warning">
          {Object.values(deed.problem.fields)[0] ?? deed.problem.message}
        </Notice>
      )}
      <Field label="孩子">
        <TextInput
          id="give-words"
          label="孩子的姓名"
          icon="search"
          value={words}
          onChange={setWords}
          confirmType="search"
          onConfirm={() => void find()}
          maxLength={20}
        />
      </Field>
      <Button
        id="give-find"
        kind="outline"
        size="small"
        disabled={words.trim() === ''}
        loading={deed.doing?.startsWith('find') ?? false}
        onPress={() => void find()}
      >
        查找
      </Button>
      {pupils?.length === 0 && <View className="sub">没有找到这个名字的孩子。</View>}
      {pupils?.map((one) => (
        <ListRow
          key={one.studentId}
          id={`give-${one.studentId}`}
          title={one.name}
          sub={one.className}
          end={pupil?.studentId === one.studentId ? '已选' : ''}
          onPress={() => setPupil(one)}
        />
      ))}
      {pupil && (
        <>
          <Field label="理由，家长会看到" error={deed.problem?.fields.reason}>
            <TextInput id="give-reason" label="理由" value={reason} onChange={setReason} maxLength={100} />
          </Field>
          <Button
            id="give-confirm"
            loading={deed.doing?.startsWith('give') ?? false}
            disabled={reason.trim().length < 4}
            onPress={() => void give()}
          >
            {`给${pupil.name}一个名额`}
          </Button>
        </>
      )}
    </View>
  )
}

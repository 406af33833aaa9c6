/** The guardian's word for this term: take part, or choose nothing. Nothing counts before it. */
import { COURSE_CONSENT } from '@contract/course/consent'
import type { ChildCourses } from '@contract/course/course'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import { showToast } from '@/components/toast'

export type ConsentCardProps = { child: ChildCourses; termId: number; termName: string; onDone: () => void }

export default function ConsentCard({ child, termId, termName, onDone }: ConsentCardProps) {
  const [isOpen, setOpen] = useState(child.consent === null)
  const { send, isSending, problem } = useSend('course.saveConsent')
  const say = async (takesPart: boolean) => {
    const { version } = COURSE_CONSENT
    if (!(await send({ studentId: child.studentId, termId, takesPart, version }))) return
    showToast(takesPart ? '已同意，可以选课了' : '已记下：本学期不参加', { done: true })
    setOpen(false)
    onDone()
  }
  if (!child.mayConsent && child.consent?.takesPart !== true)
    return (
      <Notice id="consent-waits" tone="info">
        {`《${termName}》要先由家长点“同意参加”，之后你就可以选课。现在可以先看课程。`}
      </Notice>
    )
  if (!child.mayConsent) return null
  if (!isOpen && child.consent)
    return (
      <Pressable id="consent-open" className="course-consent" onPress={() => setOpen(true)}>
        {child.consent.takesPart ? `已同意${child.name}本学期参加，可改` : `${child.name}本学期不参加，可改`}
      </Pressable>
    )
  return (
    <Card id="consent">
      <CardHead
        icon="shield-check"
        title={`${child.name}本学期参加课后服务吗`}
        sub={`${termName}，监护人书面同意后，选课才算数`}
      />
      <View className="course-terms">
        {COURSE_CONSENT.words.map((words) => (
          <View key={words} className="course-terms__one">
            {words}
          </View>
        ))}
      </View>
      {problem && <Notice tone="warning">{problem.message}</Notice>}
      <View className="course-pair">
        <Button id="consent-no" kind="quiet" disabled={isSending} onPress={() => void say(false)}>
          本学期不参加
        </Button>
        <Button id="consent-yes" loading={isSending} onPress={() => void say(true)}>
          同意参加
        </Button>
      </View>
    </Card>
  )
}

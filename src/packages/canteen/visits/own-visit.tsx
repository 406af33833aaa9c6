/** A time that this person booked: ahead it can be given up, afterwards what was seen is written down and answered. */
import { type FamilyVisit, type VisitRecord, visitAspectNames, visitAspects } from '@contract/canteen/visits'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Dialog from '@/components/dialog'
import Notice from '@/components/notice'
import Tag, { type TagProps } from '@/components/tag'
import { showToast } from '@/components/toast'
import { visitTime, visitWords } from './words'
import WriteForm from './write-form'

export type OwnVisitProps = { studentId: number; visit: FamilyVisit; now: Date; onChanged: () => void }

type Stage = 'ahead' | 'over' | 'cancelled'
const marks: Record<Stage, { tone: TagProps['tone']; words: string }> = {
  ahead: { tone: 'brand', words: '已约好' },
  over: { tone: 'quiet', words: '去过' },
  cancelled: { tone: 'warning', words: '学校取消了' },
}

export default function OwnVisit({ studentId, visit, now, onChanged }: OwnVisitProps) {
  const [isWriting, setWriting] = useState(false)
  const { slotId, record, cancelled } = visit
  const stage: Stage = cancelled !== null ? 'cancelled' : new Date(visit.startsAt) > now ? 'ahead' : 'over'
  const { tone, words } = marks[stage]
  const mayWrite = stage === 'over' && (record === null || record.answer === '')
  return (
    <Card id={`visit-${slotId}`}>
      <View className="stack">
        <CardHead
          icon="calendar-check"
          tone="canteen"
          title={visitWords(visit)}
          sub={visit.mine ? `来的人：${visit.mine.visitorName}` : undefined}
          mark={<Tag tone={tone}>{words}</Tag>}
        />
        {visit.note !== '' && stage === 'ahead' && <Notice>{visit.note}</Notice>}
        {cancelled !== null && <Notice tone="warning">{`原因：${cancelled}。可以另约一个时间。`}</Notice>}
        {record && !isWriting && <Written record={record} />}
        {stage === 'ahead' && <Leave studentId={studentId} visit={visit} onLeft={onChanged} />}
        {mayWrite && !isWriting && (
          <Button
            id={`write-${slotId}`}
            kind={record ? 'plain' : 'quiet'}
            icon="edit"
            onPress={() => setWriting(true)}
          >
            {record ? '再改改' : '写下看到的'}
          </Button>
        )}
        {mayWrite && isWriting && (
          <WriteForm
            studentId={studentId}
            slotId={slotId}
            record={record}
            onWritten={() => {
              setWriting(false)
              onChanged()
            }}
          />
        )}
      </View>
    </Card>
  )
}

const Written = ({ record }: { record: VisitRecord }) => {
  const of = (mark: string) =>
    visitAspects.filter((aspect) => record.marks[aspect] === mark).map((aspect) => visitAspectNames[aspect])
  const [good, poor] = [of('good'), of('poor')]
  return (
    <View className="stack stack--tight">
      {poor.length > 0 && <View>{`要改进：${poor.join('；')}`}</View>}
      {good.length > 0 && <View className="sub">{`好：${good.join('；')}`}</View>}
      {record.words !== '' && <View>{record.words}</View>}
      {record.answer === '' ? (
        <View className="note">学校看过后会回复您</View>
      ) : (
        <Notice tone="ok" icon="message">{`${record.answeredBy ?? '学校'}回复：${record.answer}`}</Notice>
      )}
    </View>
  )
}

type LeaveProps = { studentId: number; visit: FamilyVisit; onLeft: () => void }

function Leave({ studentId, visit, onLeft }: LeaveProps) {
  const [asking, setAsking] = useState(false)
  const { send, isSending, problem } = useSend('canteen.leaveVisit')
  const leave = async () => {
    if (!(await send({ studentId, slotId: visit.slotId }))) return
    setAsking(false)
    showToast('已取消，名额给别的家长', { done: true })
    onLeft()
  }
  return (
    <>
      <Button id={`leave-${visit.slotId}`} kind="plain" onPress={() => setAsking(true)}>
        去不了，取消
      </Button>
      <Dialog
        id="leave-dialog"
        open={asking}
        title="取消这次预约？"
        confirm="取消预约"
        loading={isSending}
        onConfirm={() => void leave()}
        onCancel={() => setAsking(false)}
      >
        {problem
          ? problem.message
          : `${visitTime(visit)}的名额会让给别的家长。开始前还可以再约，只要还有名额。`}
      </Dialog>
    </>
  )
}

/** Guardians' visits at this school: what waits for an answer first, then who comes when. */
import { type HostedVisit, type VisitRecord, visitKindNames } from '@contract/canteen/visits'
import { servedWords } from '@contract/canteen/week'
import { inChina } from '@contract/china-time'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import Field from '@/components/field'
import Notice from '@/components/notice'
import Tag from '@/components/tag'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import { useDeed } from '../use-deed'
import RecordWords from './record-words'

export type VisitListProps = {
  schoolId: number
  visits: readonly HostedVisit[]
  onChanged: () => void
}

const timeOf = ({ servedOn, startsAt }: HostedVisit): string =>
  `${servedWords(servedOn)} ${inChina(startsAt).format('HH:mm')}`

export default function VisitList({ schoolId, visits, onChanged }: VisitListProps) {
  const now = new Date()
  const waiting = visits.flatMap((visit) =>
    visit.visitors.flatMap(({ visitorName, record }) =>
      record !== null && record.answer === '' ? [{ visit, visitorName, record }] : [],
    ),
  )
  const ahead = visits.filter(({ startsAt, cancelled }) => new Date(startsAt) > now && cancelled === null)
  const over = visits
    .filter(
      ({ startsAt, visitors, cancelled }) => new Date(startsAt) <= now && visitors.length > 0 && !cancelled,
    )
    .reverse()
  return (
    <View className="stack" id="visit-list">
      <Card id="visits-waiting">
        <View className="stack">
          <CardHead
            icon="message"
            tone="canteen"
            title={waiting.length > 0 ? `${waiting.length} 条到访记录等回复` : '没有等回复的到访记录'}
            sub="家长写下看到的，学校回复；教育局看得到内容和回复"
          />
          {waiting.map(({ visit, visitorName, record }) => (
            <Answer
              key={record.recordId}
              schoolId={schoolId}
              title={`${timeOf(visit)} ${visitKindNames[visit.kind]}，${visitorName || '已注销的家长'}`}
              record={record}
              onAnswered={onChanged}
            />
          ))}
        </View>
      </Card>
      <Card id="visits-ahead">
        <View className="stack">
          <CardHead icon="calendar-check" tone="canteen" title="接下来谁来" />
          {ahead.length === 0 && (
            <EmptyState icon="calendar" title="还没有开放时间">
              在“开放时间给家长约”里选几天。
            </EmptyState>
          )}
          {ahead.map((visit) => (
            <Ahead key={visit.slotId} schoolId={schoolId} visit={visit} onCancelled={onChanged} />
          ))}
        </View>
      </Card>
      {over.length > 0 && (
        <Card id="visits-over">
          <View className="stack">
            <CardHead icon="clock" tone="canteen" title="来过的" sub="最近 30 天" />
            {over.map((visit) => (
              <View key={visit.slotId} className="stack stack--tight visits-desk__one">
                <View className="strong">{`${timeOf(visit)} ${visitKindNames[visit.kind]}`}</View>
                {visit.visitors.map(({ visitorName, relation, record }) => (
                  <View key={`${visitorName} ${record?.recordId ?? ''}`} className="stack stack--tight">
                    <View className="sub">
                      {`${visitorName || '已注销的家长'}${relation ? `（${relation}）` : ''}${record ? '' : '，没有写记录'}`}
                    </View>
                    {record && record.answer !== '' && <RecordWords record={record} />}
                  </View>
                ))}
              </View>
            ))}
          </View>
        </Card>
      )}
    </View>
  )
}

type AnswerProps = { schoolId: number; title: string; record: VisitRecord; onAnswered: () => void }

function Answer({ schoolId, title, record, onAnswered }: AnswerProps) {
  const [answer, setAnswer] = useState('')
  const deed = useDeed()
  const { recordId } = record
  const send = async () => {
    const isDone = await deed.run(`answer ${recordId} ${answer}`, async (requestId) => {
      await call('canteen.answerVisit', { requestId, schoolId, recordId, answer })
    })
    if (!isDone) return
    showToast('已回复', { done: true })
    onAnswered()
  }
  return (
    <View className="stack stack--tight visits-desk__one" id={`record-${recordId}`}>
      <View className="note">{title}</View>
      <RecordWords record={record} />
      {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
      <View className="visits-desk__line">
        <View className="grow" id={`answer-${recordId}`}>
          <TextInput
            value={answer}
            onChange={setAnswer}
            maxLength={500}
            placeholder="怎么改，什么时候改好"
            label="回复"
          />
        </View>
        <Button
          id={`answer-send-${recordId}`}
          size="small"
          kind="outline"
          disabled={answer.trim() === ''}
          loading={deed.doing !== null}
          onPress={() => void send()}
        >
          回复
        </Button>
      </View>
    </View>
  )
}

type AheadProps = { schoolId: number; visit: HostedVisit; onCancelled: () => void }

function Ahead({ schoolId, visit, onCancelled }: AheadProps) {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const deed = useDeed()
  const { slotId, seats, seatsLeft, visitors } = visit
  const cancel = async () => {
    const isDone = await deed.run(`cancel ${slotId} ${reason}`, async (requestId) => {
      await call('canteen.cancelVisit', { requestId, schoolId, slotId, reason })
    })
    if (!isDone) return
    setAsking(false)
    showToast('已取消，约了的家长会收到消息', { done: true })
    onCancelled()
  }
  return (
    <View className="visits-desk__one" id={`ahead-${slotId}`}>
      <View className="visits-desk__line">
        <View className="grow stack stack--tight">
          <View className="strong">{`${timeOf(visit)} ${visitKindNames[visit.kind]}`}</View>
          <View className="sub">
            {visitors.length > 0
              ? visitors.map(({ visitorName, relation }) => `${visitorName}（${relation}）`).join('、')
              : '还没有人约'}
          </View>
        </View>
        <Tag tone={seatsLeft === 0 ? 'ok' : 'quiet'}>{`${seats - seatsLeft}/${seats}`}</Tag>
        <Button id={`cancel-${slotId}`} size="small" kind="plain" onPress={() => setAsking(true)}>
          取消
        </Button>
      </View>
      <Dialog
        id="cancel-dialog"
        open={asking}
        title="取消这个时间？"
        confirm="取消这个时间"
        danger
        loading={deed.doing !== null}
        onConfirm={() => void cancel()}
        onCancel={() => setAsking(false)}
      >
        <View className="stack">
          <View>{`${timeOf(visit)}，${visitors.length > 0 ? `${visitors.length} 位家长约了，会收到消息。` : '还没有人约。'}`}</View>
          <Field label="为什么取消" required error={deed.problem?.fields.reason ?? deed.problem?.message}>
            <View id="cancel-reason">
              <TextInput
                value={reason}
                onChange={setReason}
                maxLength={100}
                label="为什么取消"
                placeholder="如 食堂检修"
              />
            </View>
          </Field>
        </View>
      </Dialog>
    </View>
  )
}

/** Notices with the evidence they rest on, and the school's one reply to each. */
import type { HomeworkAlert } from '@contract/homework/heads'
import { alertSentence, responseWords, timeOrMinutes } from '@contract/homework/published-words'
import { dateWords, momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Sheet from '@/components/sheet'
import Tag from '@/components/tag'
import TextArea from '@/components/text-area'

export type AlertListProps = {
  alerts: readonly HomeworkAlert[]
  isBureau: boolean
  isSending: boolean
  /** Null where one only reads. */
  onReply: ((alert: HomeworkAlert, text: string) => Promise<boolean>) | null
}

const dayOf = (day: string): string => dateWords(`${day}T12:00:00+08:00`)
const SHOWN = 3

export default function AlertList({ alerts, isBureau, isSending, onReply }: AlertListProps) {
  const [isLong, setLong] = useState(false)
  const [replying, setReplying] = useState<HomeworkAlert | null>(null)
  const [text, setText] = useState('')
  const waiting = alerts.filter(({ reply }) => reply === null).length
  const send = async () => {
    if (replying && onReply && (await onReply(replying, text))) setReplying(null)
  }
  if (alerts.length === 0)
    return (
      <Card id="alerts">
        <CardHead
          icon="bell"
          tone="homework"
          title="没有需要答复的提醒"
          sub="连着几天超过规定或公示时长的班级，会在这里出现。"
        />
      </Card>
    )
  return (
    <Card id="alerts">
      <CardHead
        icon="bell"
        tone="homework"
        title={waiting === 0 ? '提醒都答复了' : `${waiting} 条提醒等学校答复`}
        sub="根据公布过的数，不涉及任何一个孩子。5 个上学日没有答复，会报到教育局。"
      />
      {(isLong ? alerts : alerts.slice(0, SHOWN)).map((alert) => (
        <View key={alert.alertId} id={`alert-${alert.kind}`} className="loads-alert">
          <View className="row row--between row--wrap">
            <Text className="strong">{`${isBureau ? `${alert.schoolName} ` : ''}${alertSentence(alert)}`}</Text>
            <State alert={alert} />
          </View>
          <View className="loads-alert__days">
            {alert.evidence.map(({ day, value, bar, answers, children }) => (
              <View key={day} className="sub">
                {`${dayOf(day)}：${timeOrMinutes(alert.measure, value)}，${
                  alert.kind === 'estimate' ? '公示' : '规定'
                } ${timeOrMinutes(alert.measure, bar)}（${responseWords(answers, children)}）`}
              </View>
            ))}
          </View>
          <View className="note">{alert.document}</View>
          {alert.reply ? (
            <View className="loads-alert__reply">
              <View>{alert.reply.text}</View>
              <View className="note">{`${alert.reply.byName}，${momentWords(alert.reply.at, new Date())}`}</View>
            </View>
          ) : (
            onReply && (
              <Button
                id={`reply-${alert.kind}`}
                kind="outline"
                size="small"
                onPress={() => {
                  setText('')
                  setReplying(alert)
                }}
              >
                答复
              </Button>
            )
          )}
        </View>
      ))}
      {alerts.length > SHOWN && !isLong && (
        <Button id="alerts-all" kind="plain" size="small" onPress={() => setLong(true)}>
          {`看全部 ${alerts.length} 条`}
        </Button>
      )}
      {replying && (
        <Sheet
          id="reply-sheet"
          open
          title="答复这条提醒"
          onClose={() => setReplying(null)}
          foot={
            <Button
              id="reply-send"
              loading={isSending}
              disabled={text.trim().length < 4}
              onPress={() => void send()}
            >
              答复
            </Button>
          }
        >
          <View className="stack">
            <View>{alertSentence(replying)}</View>
            <TextArea
              id="reply-text"
              label="查到了什么，做了什么"
              placeholder="查到了什么，做了什么"
              value={text}
              onChange={setText}
              maxLength={500}
            />
            <View className="note">只能答复一次，教育局看得到。</View>
          </View>
        </Sheet>
      )}
    </Card>
  )
}

const State = ({ alert }: { alert: HomeworkAlert }) => {
  if (alert.reply) return <Tag tone="ok">已答复</Tag>
  if (alert.climbedAt) return <Tag tone="danger">过期，已报教育局</Tag>
  return <Tag tone="warning">{`${momentWords(alert.dueAt, new Date())} 前答复`}</Tag>
}

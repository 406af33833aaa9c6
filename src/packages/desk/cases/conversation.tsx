/** What the reporter and the school said to each other, with the notes that only handlers see. */
import type { TimelineEntry } from '@contract/report/report'
import { answerNames } from '@contract/report/words'
import { momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { useEffect } from 'react'
import { showCaseFile } from '@/api/case-file'
import ChatMessage from '@/components/chat-message'
import FetchedFiles from '@/components/fetched-files'
import Notice from '@/components/notice'
import { isTalk } from './step-words'
import type { CaseData } from './use-case'

const isTheirs = ({ kind }: TimelineEntry): boolean =>
  kind === 'reporter_message' ||
  kind === 'filed' ||
  kind === 'satisfied' ||
  kind === 'unsatisfied' ||
  kind === 'appealed'

const prefix: Partial<Record<TimelineEntry['kind'], string>> = {
  waiting_reporter: '请举报人补充',
  asking: '结案说明',
  closed: '结案说明',
  satisfied: '说解决了',
  unsatisfied: '说没有解决',
  appealed: '申请复核',
  reopened: '重新办理',
}

/** What was asked beside the story; nothing where nobody answered. */
function Answers({ data }: { data: CaseData }) {
  const told = (['since', 'howOften', 'witnesses'] as const).filter((name) => data[name] !== '')
  return told.length > 0 ? (
    <View id="case-answers" className="conversation__answers">
      {told.map((name) => (
        <View key={name} className="sub">
          <Text className="tone-hint">{`${answerNames[name]}：`}</Text>
          <Text userSelect>{data[name]}</Text>
        </View>
      ))}
    </View>
  ) : null
}

export default function Conversation({ data }: { data: CaseData }) {
  const now = new Date()
  const talk = data.timeline.filter((entry) => isTalk(entry) && (entry.text !== '' || entry.files.length > 0))
  const last = talk[talk.length - 1]?.seq
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5' || last === undefined) return
    const end = document.getElementById('conversation-end')
    const stream = end?.closest('.conversation')
    if (stream && stream.scrollHeight > stream.clientHeight) stream.scrollTop = stream.scrollHeight
  }, [last])

  const pictures = (files: TimelineEntry['files']) =>
    files.length > 0 && (
      <View className="conversation__pictures">
        <FetchedFiles
          id="case-file"
          files={files}
          fetch={async (fileId) =>
            (await showCaseFile({ caseId: data.caseId, fileId, receiptCode: null })).src
          }
        />
      </View>
    )

  return (
    <View className="conversation">
      {data.isFlagged && (
        <Notice id="case-flagged" tone="quiet">
          微信的自动检查认为这段话里有敏感词。被欺负的人常常要引用这些话，请以内容为准。
        </Notice>
      )}
      <ChatMessage
        id="case-details"
        kind="theirs"
        from={data.reporterName ?? '举报人'}
        time={momentWords(data.filedAt, now)}
      >
        {data.state === 'withdrawn' && (
          <Text>举报人在没有人看过之前撤回了。内容已经封存，工作台看不到。</Text>
        )}
        {data.details !== '' && (
          <Text className="conversation__words" userSelect>
            {data.details}
          </Text>
        )}
        {pictures(data.files)}
        <Answers data={data} />
      </ChatMessage>
      {talk.map((entry) => {
        const kind = entry.kind === 'note' ? 'note' : isTheirs(entry) ? 'theirs' : 'mine'
        const seen = kind === 'mine' && entry.isSeen ? ' · 已读' : ''
        return (
          <ChatMessage
            key={entry.seq}
            id={`message-${entry.seq}`}
            kind={kind}
            from={entry.actorName}
            time={`${momentWords(entry.at, now)}${seen}`}
            isNew={kind === 'theirs' && entry.isNew}
          >
            {prefix[entry.kind] && <View className="strong">{prefix[entry.kind]}</View>}
            <Text className="conversation__words" userSelect>
              {entry.text}
            </Text>
            {pictures(entry.files)}
          </ChatMessage>
        )
      })}
      <View id="conversation-end" />
    </View>
  )
}

/** One request to see an identity, as a custodian reads it. */
import { roleNames } from '@contract/people'
import type { IdentityRequestState } from '@contract/report/identity'
import { kindNames, levelNames } from '@contract/report/words'
import type { OutputOf } from '@contract/routes'
import { momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Button from '@/components/button'
import Card from '@/components/card'
import Tag, { type TagProps } from '@/components/tag'

export type IdentityRequest = OutputOf<'report.listIdentityRequests'>['items'][number]

export type RequestCardProps = { request: IdentityRequest; onAnswer: (approve: boolean) => void }

const stateWords: Record<IdentityRequestState, { words: string; tone: TagProps['tone'] }> = {
  waiting: { words: '待答复', tone: 'warning' },
  approved: { words: '已批准，还没看', tone: 'info' },
  refused: { words: '没有批准', tone: 'quiet' },
  opened: { words: '已批准，看过一次', tone: 'ok' },
  lapsed: { words: '已批准，过期没看', tone: 'quiet' },
}

export default function RequestCard({ request, onAnswer }: RequestCardProps) {
  const now = new Date()
  const { identityRequestId: id, state, caseNumber, schoolName, kind, level } = request
  const { words, tone } = stateWords[state]
  return (
    <Card id={`request-${id}`}>
      <View className="stack">
        <View className="stack stack--tight">
          <View className="row row--wrap">
            <Text className="strong">{`${schoolName} 个案 ${caseNumber}`}</Text>
            <Tag tone={tone}>{words}</Tag>
          </View>
          <Text className="sub">{`${kindNames[kind]} · ${levelNames[level]}`}</Text>
          <Text className="note">
            {`${request.askedBy}（${roleNames[request.askedRole]}）${momentWords(request.askedAt, now)} 申请`}
          </Text>
        </View>
        <View>
          <View className="note">理由</View>
          <Text userSelect>{request.reason}</Text>
        </View>
        {request.decidedAt !== null && (
          <View>
            <View className="note">
              {`${request.decidedBy ?? ''} ${momentWords(request.decidedAt, now)} ${state === 'refused' ? '没有批准' : '批准'}`}
            </View>
            {request.answer !== '' && <Text userSelect>{request.answer}</Text>}
            {state === 'approved' && request.expiresAt && (
              <View className="note">{`${momentWords(request.expiresAt, now)} 前可以看一次`}</View>
            )}
            {request.openedAt && (
              <View className="note">{`${momentWords(request.openedAt, now)} 看过一次`}</View>
            )}
          </View>
        )}
        {state === 'waiting' &&
          (request.isOwn ? (
            <Text className="sub">这是您自己的申请，要由另一位身份保管人答复。</Text>
          ) : (
            <View className="desk-acts">
              <Button id={`approve-${id}`} size="small" onPress={() => onAnswer(true)}>
                批准看一次
              </Button>
              <Button id={`refuse-${id}`} kind="outline" size="small" onPress={() => onAnswer(false)}>
                不批准
              </Button>
            </View>
          ))}
      </View>
    </Card>
  )
}

/** Head of a case: what it is, how serious, that the name is sealed, and its clocks. */
import { clockNames, clockNote, clockView } from '@contract/report/clock-words'
import { caseTitle, levelNames, stateNames } from '@contract/report/words'
import { dateWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import ClockBar from '@/components/clock-bar'
import Icon from '@/components/icon'
import Tag from '@/components/tag'
import SealLine from '../identity/seal-line'
import { levelTones } from './queue-row'
import type { CaseData } from './use-case'

const aboutWords = { me: '替自己反映', my_child: '监护人反映', someone_else: '替别人反映' } as const

const nameWords = (data: CaseData): string =>
  ['举报人', data.reporterName ?? '', data.reporterContact ?? ''].filter(Boolean).join(' ')

export default function CaseHead({ data, actions }: { data: CaseData; actions?: ReactNode }) {
  const now = new Date()
  const facts = [data.gradeName, aboutWords[data.about], data.occurredWhen, data.place].filter(Boolean)
  return (
    <View className="case-head">
      <View className="case-head__line">
        <Text className="case-head__title">{caseTitle(data.kind, data.acts)}</Text>
        {actions && <View className="case-head__actions">{actions}</View>}
      </View>
      <View className="case-head__meta">
        <Tag tone={levelTones[data.level]}>{levelNames[data.level]}</Tag>
        {data.heldBy === 'bureau' && (
          <Tag tone="info">{data.isHidden ? '教育局办理，学校看不到' : '教育局复核'}</Tag>
        )}
        {data.heldBy === 'bureau' && <Text>{data.schoolName}</Text>}
        <Text>{`个案 ${data.number}`}</Text>
        <Text>{`${dateWords(data.filedAt)}收到`}</Text>
        <Text>
          {data.handler ? `${stateNames[data.state]}，${data.handler.name}办理` : stateNames[data.state]}
        </Text>
        <View className="case-head__name">
          <Icon name={data.isNamed ? 'user' : 'lock'} size="s" />
          {data.seat !== 'desk' ? (
            <Text>{data.isNamed ? '名字只给经办人看' : '未公开身份，由身份保管人封存'}</Text>
          ) : data.isNamed ? (
            <Text>{nameWords(data)}</Text>
          ) : (
            <SealLine caseId={data.caseId} events={data.events} canAsk={data.handler?.isMe === true} />
          )}
        </View>
      </View>
      {facts.length > 0 && <View className="case-head__facts">{facts.join(' · ')}</View>}
      <View className="case-head__clocks">
        {data.clocks.map((clock) => {
          const view = clockView(clock, now)
          return (
            <ClockBar
              key={`${clock.kind} ${clock.startedAt}`}
              label={clockNames[clock.kind]}
              words={view.words}
              tone={view.tone}
              percent={view.percent}
              note={clockNote(clock)}
            />
          )
        })}
      </View>
    </View>
  )
}

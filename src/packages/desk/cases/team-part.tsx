/** Beside a case: which colleagues were asked in, and what became of it. */
import { roleNames } from '@contract/people'
import type { TeamMember } from '@contract/report/report'
import { Text, View } from '@tarojs/components'
import Icon from '@/components/icon'
import Pressable from '@/components/pressable'
import SectionTitle from '@/components/section-title'
import type { CaseData } from './use-case'

export const memberWords: Record<TeamMember['state'], string> = {
  invited: '等答复',
  joined: '在一起处理',
  declined: '没有接受',
}

export type TeamPartProps = { data: CaseData; onOpen: () => void }

/** Only the handler who holds the case asks colleagues in, and ends their part. */
const mayLead = ({ heldBy, handler, seat, state }: CaseData): boolean =>
  seat === 'desk' &&
  heldBy === 'school' &&
  handler?.isMe === true &&
  state !== 'filed' &&
  state !== 'withdrawn'

export default function TeamPart({ data, onOpen }: TeamPartProps) {
  const isLead = mayLead(data)
  if (!isLead && data.team.length === 0) return null
  return (
    <View id="team" className="side__part">
      <SectionTitle title="一起处理的同事" />
      <View className="next-steps">
        {data.team.map(({ memberId, name, role, state, isMe }) => (
          <View key={memberId} className="next-steps__one">
            <View className="next-steps__icon">
              <Icon name="user" size="s" />
            </View>
            <View className="grow">
              <Text>{isMe ? `${name}（您）` : name}</Text>
              <View className="note">{`${roleNames[role]} · ${memberWords[state]}`}</View>
            </View>
          </View>
        ))}
        {isLead && (
          <Pressable id="team-open" className="next-steps__one" onPress={onOpen}>
            <View className="next-steps__icon">
              <Icon name="users" size="s" />
            </View>
            <View className="grow">请同事一起处理</View>
            <Icon name="chevron-right" size="s" className="tone-hint" />
          </Pressable>
        )}
      </View>
    </View>
  )
}

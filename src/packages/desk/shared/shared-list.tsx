/** Beside the case that is open, or alone on a phone: invitations first, then what is late, then what one helps with. */
import type { SharedCase } from '@contract/report/team'
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import Notice from '@/components/notice'
import SectionTitle from '@/components/section-title'
import QueueRow from '../cases/queue-row'
import type { Deed } from '../use-deed'
import InvitationCard from './invitation-card'
import './shared.scss'

export type SharedListProps = {
  data: OutputOf<'report.listShared'>
  deed: Deed
  current: string | null
  isLoadingMore: boolean
  onOpen: (caseId: string) => void
  onAnswer: (invitationId: string, accepts: boolean) => void
  onMore: () => void
}

const groups: { seat: SharedCase['seat']; title: string }[] = [
  { seat: 'above', title: '超过时限报到您这里的' },
  { seat: 'team', title: '您一起处理的' },
]

export default function SharedList(props: SharedListProps) {
  const { data, deed, current, isLoadingMore, onOpen, onAnswer, onMore } = props
  const { invitations, cases, nextCursor } = data
  const now = new Date()
  const answering = (invitationId: string): boolean | null =>
    deed.doing === `${invitationId} true` ? true : deed.doing === `${invitationId} false` ? false : null
  if (invitations.length === 0 && cases.length === 0)
    return (
      <EmptyState id="shared-none" icon="users" title="现在没有请您一起处理的事">
        经办人请您帮忙，或者有个案超过时限报到您这里，会列在这里，并发消息提醒您。
      </EmptyState>
    )
  return (
    <>
      {deed.problem && (
        <Notice id="shared-problem" tone="warning">
          {deed.problem.message}
        </Notice>
      )}
      {invitations.length > 0 && (
        <View className="shared__invitations">
          {invitations.map((invitation) => (
            <InvitationCard
              key={invitation.invitationId}
              invitation={invitation}
              answering={answering(invitation.invitationId)}
              onAnswer={(accepts) => onAnswer(invitation.invitationId, accepts)}
            />
          ))}
        </View>
      )}
      {groups.map(({ seat, title }) => {
        const rows = cases.filter((one) => one.seat === seat)
        return rows.length === 0 ? null : (
          <View key={seat} id={`shared-${seat}`}>
            <View className="shared__group">
              <SectionTitle title={title} />
            </View>
            {rows.map((item) => (
              <QueueRow
                key={item.caseId}
                item={item}
                isCurrent={item.caseId === current}
                now={now}
                showsSchool={false}
                onOpen={({ caseId }) => onOpen(caseId)}
              />
            ))}
          </View>
        )
      })}
      {nextCursor !== null && (
        <View className="queue__more">
          <Button id="shared-more" kind="plain" size="small" loading={isLoadingMore} onPress={onMore}>
            再看 30 件
          </Button>
        </View>
      )}
    </>
  )
}

/** A handler asks this colleague in: who asks, what kind of case it is, and what a yes means; nothing of its words yet. */
import type { Invitation } from '@contract/report/team'
import { kindNames, levelNames } from '@contract/report/words'
import { momentWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import './shared.scss'

export type InvitationCardProps = {
  invitation: Invitation
  /** Which of the two answers is on its way; null while none is. */
  answering: boolean | null
  onAnswer: (accepts: boolean) => void
}

export default function InvitationCard({ invitation, answering, onAnswer }: InvitationCardProps) {
  const { caseNumber, kind, level, schoolName, invitedByName, invitedAt } = invitation
  return (
    <Card id={`invitation-${caseNumber}`}>
      <CardHead
        icon="users"
        title={`${invitedByName}请您一起处理`}
        sub={[
          schoolName,
          kindNames[kind],
          levelNames[level],
          caseNumber,
          momentWords(invitedAt, new Date()),
        ].join(' · ')}
      />
      <View className="sub invitation__words">
        接受以后，您能看写的内容和附件，能写备注；看不到举报人的名字。举报人会知道您加入。和您有关的事，请不要接受。
      </View>
      <View className="invitation__answers">
        <Button
          id={`decline-${caseNumber}`}
          kind="outline"
          size="small"
          loading={answering === false}
          disabled={answering !== null}
          onPress={() => onAnswer(false)}
        >
          不接受
        </Button>
        <Button
          id={`accept-${caseNumber}`}
          size="small"
          loading={answering === true}
          disabled={answering !== null}
          onPress={() => onAnswer(true)}
        >
          接受
        </Button>
      </View>
    </Card>
  )
}

/** One child: their guardians, the ones who wait, and what this person may do. */

import type { Child } from '@contract/account/session'
import { relationNames } from '@contract/people'
import type { OutputOf } from '@contract/routes'
import { dayWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Dialog from '@/components/dialog'
import ListRow from '@/components/list-row'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import Tag from '@/components/tag'
import { showToast } from '@/components/toast'
import { refreshSession } from '@/stores/session'
import type { Invitation } from './invite-sheet'
import LeaveDialog from './leave-dialog'

type Guardian = OutputOf<'account.listGuardians'>['guardians'][number]

export type ChildCardProps = {
  child: Child
  /** Another number asks again. */
  round: number
  onInvited: (invitation: Invitation) => void
}

export default function ChildCard({ child, round, onInvited }: ChildCardProps) {
  const isActive = child.status === 'active'
  const [refused, setRefused] = useState<Guardian | null>(null)
  const [isLeaving, setLeaving] = useState(false)
  const { load, reload } = useLoad(
    isActive ? () => call('account.listGuardians', { studentId: child.studentId }) : null,
    [child.studentId, round],
  )
  const answer = useSend('account.answerGuardian')
  const invite = useSend('account.inviteGuardian')

  const sayTo = async (guardian: Guardian, accept: boolean) => {
    const done = await answer.send({ guardianshipId: guardian.guardianshipId, accept })
    setRefused(null)
    if (done) showToast(accept ? '已同意' : '已拒绝', { done: true })
    await reload()
  }
  const makeInvitation = async () => {
    const made = await invite.send({ studentId: child.studentId })
    if (made) onInvited({ ...made, childName: child.name })
  }
  const problem = answer.problem ?? invite.problem

  const row = (guardian: Guardian) => {
    const who = guardian.name || relationNames[guardian.relation]
    if (guardian.status === 'pending' && !guardian.isMe)
      return (
        <View key={guardian.guardianshipId} className="family-asks">
          <View className="strong">{`${who}想成为${child.name}的监护人`}</View>
          <View className="sub">
            {`${relationNames[guardian.relation]}，${dayWords(guardian.since, new Date())}申请。同意后，对方能看到孩子的消息。不认识就请拒绝。`}
          </View>
          <View className="account-buttons">
            <Button
              id={`refuse-${guardian.guardianshipId}`}
              kind="outline"
              onPress={() => setRefused(guardian)}
            >
              拒绝
            </Button>
            <Button
              id={`accept-${guardian.guardianshipId}`}
              loading={answer.isSending}
              onPress={() => void sayTo(guardian, true)}
            >
              同意
            </Button>
          </View>
        </View>
      )
    return (
      <ListRow
        key={guardian.guardianshipId}
        title={who}
        sub={`${relationNames[guardian.relation]}，${dayWords(guardian.since, new Date())}起`}
        end={guardian.isMe ? <Tag tone="brand">我</Tag> : undefined}
      />
    )
  }

  return (
    <Card id={`family-${child.studentId}`}>
      <CardHead
        icon="user"
        title={child.name}
        sub={`${child.schoolName} ${child.className}`}
        mark={!isActive && <Tag tone="warning">等待确认</Tag>}
      />
      <View className="family-list">
        {isActive ? (
          <LoadView
            id={`guardians-${child.studentId}`}
            load={load}
            onRetry={() => void reload()}
            shape="lines"
            count={2}
          >
            {({ guardians }) => (
              <>
                {guardians.filter((one) => one.status === 'pending').map(row)}
                <View className="bleed">{guardians.filter((one) => one.status === 'active').map(row)}</View>
              </>
            )}
          </LoadView>
        ) : (
          <View className="sub">{child.name}的监护人或学校点“同意”后，这里会显示家人。</View>
        )}
      </View>
      {problem && (
        <Notice id={`family-problem-${child.studentId}`} tone="danger">
          {problem.message}
        </Notice>
      )}
      <View className="account-buttons">
        {isActive && (
          <Button
            id={`invite-${child.studentId}`}
            kind="quiet"
            icon="plus"
            loading={invite.isSending}
            onPress={() => void makeInvitation()}
          >
            邀请家人
          </Button>
        )}
        <Button id={`leave-${child.studentId}`} kind="outline" onPress={() => setLeaving(true)}>
          {isActive ? '解除绑定' : '撤回申请'}
        </Button>
      </View>
      <Dialog
        id="refuse-dialog"
        open={refused !== null}
        title="拒绝这位家人"
        confirm="拒绝"
        danger
        loading={answer.isSending}
        onConfirm={() => refused && void sayTo(refused, false)}
        onCancel={() => setRefused(null)}
      >
        {`拒绝后，${refused?.name || '对方'}看不到${child.name}的任何消息。以后想加入，需要新的邀请。`}
      </Dialog>
      <LeaveDialog
        child={child}
        open={isLeaving}
        onClose={() => setLeaving(false)}
        onLeft={() => {
          setLeaving(false)
          void refreshSession()
        }}
      />
    </Card>
  )
}

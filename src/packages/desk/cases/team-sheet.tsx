/** The handler asks colleagues in and ends their part; few at a time, because each one reads what a child wrote. */
import { roleNames } from '@contract/people'
import type { TeamMember } from '@contract/report/report'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import PickChips from '@/components/pick-chips'
import Sheet from '@/components/sheet'
import Loaded from '../loaded'
import DeedProblem, { type SheetProps } from './deed-problem'
import { memberWords } from './team-part'

export default function TeamSheet({ desk, caseId, onClose }: SheetProps & { caseId: string }) {
  const loader = useLoad(() => call('report.listColleagues', { caseId }), [caseId, desk.data?.events])
  const [postId, setPostId] = useState<string | null>(null)
  const team = (desk.data?.team ?? []).filter(({ state }) => state !== 'declined')
  const isOpen = desk.data?.state !== 'closed'
  const invite = async () => {
    if (postId && (await desk.invite(postId))) onClose()
  }
  return (
    <Sheet
      id="team-sheet"
      open
      title="请同事一起处理"
      sub="对方接受以后才能看内容、写备注，看不到举报人的名字。举报人会知道谁加入。"
      onClose={onClose}
      foot={
        isOpen && (
          <Button
            id="team-invite"
            loading={desk.doing?.startsWith('invite') ?? false}
            disabled={postId === null || desk.doing !== null}
            onPress={() => void invite()}
          >
            发出邀请
          </Button>
        )
      }
    >
      <View className="stack">
        <DeedProblem desk={desk} />
        {team.map((member) => (
          <Member
            key={member.memberId}
            member={member}
            isBusy={desk.doing !== null}
            onEnd={() => void desk.removeMember(member.memberId)}
          />
        ))}
        {isOpen && (
          <Loaded of={loader} kind="lines">
            {({ colleagues }) =>
              colleagues.length === 0 ? (
                <EmptyState icon="users" title="没有别的同事可以请">
                  请学校管理员先在“教职工”里邀请同事。经办人本来就能看，不用另请。
                </EmptyState>
              ) : (
                <PickChips
                  id="colleague"
                  label="请谁"
                  columns={1}
                  options={colleagues.map(({ postId: value, name, role }) => ({
                    value,
                    label: name,
                    sub: roleNames[role],
                  }))}
                  picked={postId ? [postId] : []}
                  onChange={([one]) => one && setPostId(one)}
                />
              )
            }
          </Loaded>
        )}
      </View>
    </Sheet>
  )
}

type MemberProps = { member: TeamMember; isBusy: boolean; onEnd: () => void }

/** Ending is undone by asking again, so it is asked in one breath: the second press does it. */
function Member({ member, isBusy, onEnd }: MemberProps) {
  const [isAsked, setAsked] = useState(false)
  const { memberId, name, role, state } = member
  const deed = state === 'invited' ? '收回邀请' : '请他退出'
  return (
    <ListRow
      id={`member-${memberId}`}
      bare
      icon="user"
      title={name}
      sub={
        isAsked && state === 'joined'
          ? '退出以后他看不到这件个案，举报人会知道'
          : `${roleNames[role]} · ${memberWords[state]}`
      }
      end={
        <Button
          id={`end-${memberId}`}
          kind={isAsked ? 'danger' : 'outline'}
          size="small"
          disabled={isBusy}
          onPress={() => (isAsked ? onEnd() : setAsked(true))}
        >
          {isAsked ? `确认${deed}` : deed}
        </Button>
      }
    />
  )
}

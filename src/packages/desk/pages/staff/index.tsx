/** Who works here and as what: a list, invitations with a code, and the end of a post. */
import { bureauRoles, roleNames, type StaffRole, staffRoles } from '@contract/people'
import type { OutputOf } from '@contract/routes'
import { dateWords, momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import Tag from '@/components/tag'
import { showToast } from '@/components/toast'
import Toggle from '@/components/toggle'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import SchoolChoice from '../../school-choice'
import InviteSheet from '../../staff/invite-sheet'
import { useDeed } from '../../use-deed'
import { useDeskSchool } from '../../use-desk-school'

type Staff = OutputOf<'account.listStaff'>['staff'][number]
type Invitation = OutputOf<'account.inviteStaff'>

export default function Page() {
  const choice = useDeskSchool('school_admin', 'bureau_officer', 'operator')
  const [isBureauList, setBureauList] = useState(false)
  const ofBureau = choice.isBureau && isBureauList
  const schoolId = ofBureau ? null : (choice.school?.schoolId ?? null)
  const isKnown = ofBureau || schoolId !== null
  const loader = useLoad(isKnown ? () => call('account.listStaff', { schoolId }) : null, [schoolId, isKnown])
  const deed = useDeed()
  const [isInviting, setInviting] = useState(false)
  const [invited, setInvited] = useState<Invitation | null>(null)
  const [ending, setEnding] = useState<Staff | null>(null)
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))

  const roles: StaffRole[] = staffRoles.filter(
    (role) => (bureauRoles as readonly string[]).includes(role) === ofBureau,
  )
  const end = async (post: Staff) => {
    const isDone = await deed.run(`end ${post.postId}`, async (requestId) => {
      await call('account.endPost', { requestId, postId: post.postId })
    })
    setEnding(null)
    if (isDone) showToast('已解除', { done: true })
    await loader.reload()
  }
  const withdraw = async (invitationId: string) => {
    await deed.run(`withdraw ${invitationId}`, async (requestId) => {
      await call('account.withdrawInvitation', { requestId, invitationId })
    })
    await loader.reload()
  }
  return (
    <DeskFrame current="staff" title="教职工" place={ofBureau ? '教育局' : (choice.school?.name ?? '')}>
      {choice.isBureau && (
        <Card>
          <Toggle
            id="bureau-list"
            title="教育局的人员"
            sub="关上就看某一所学校的"
            on={isBureauList}
            onChange={setBureauList}
          />
        </Card>
      )}
      {!ofBureau && <SchoolChoice choice={choice} />}
      {!isKnown && (
        <EmptyState icon="school" title="先选一所学校">
          选好以后看它的教职工。
        </EmptyState>
      )}
      {deed.problem && (
        <Notice id="staff-problem" tone="warning">
          {deed.problem.message}
        </Notice>
      )}
      {isKnown && (
        <Loaded of={loader}>
          {({ staff, invitations }) => (
            <>
              <View className="desk-acts">
                <Button id="invite" size="small" icon="plus" onPress={() => setInviting(true)}>
                  邀请同事
                </Button>
              </View>
              {invitations.length > 0 && (
                <Card flush>
                  <View className="desk-list-head">
                    <CardHead title="还没接受的邀请" />
                  </View>
                  {invitations.map((one) => (
                    <ListRow
                      key={one.invitationId}
                      icon="hourglass"
                      title={`${one.name}，${roleNames[one.role]}`}
                      sub={`${momentWords(one.expiresAt, new Date())} 前有效`}
                      end={
                        <Button
                          id={`withdraw-${one.invitationId}`}
                          kind="plain"
                          size="small"
                          loading={deed.doing === `withdraw ${one.invitationId}`}
                          onPress={() => void withdraw(one.invitationId)}
                        >
                          撤回
                        </Button>
                      }
                    />
                  ))}
                </Card>
              )}
              <Card flush>
                {staff.map((post) => (
                  <ListRow
                    key={post.postId}
                    id={`post-${post.postId}`}
                    icon="user"
                    title={
                      <View className="row row--wrap">
                        <Text>{post.name}</Text>
                        <Tag tone="brand">{roleNames[post.role]}</Tag>
                        {post.isMe && <Tag>我</Tag>}
                      </View>
                    }
                    sub={`${dateWords(post.since)}起${post.classIds.length > 0 ? `，${post.classIds.length} 个班` : ''}`}
                    end={
                      <Button
                        id={`end-${post.postId}`}
                        kind="plain"
                        size="small"
                        label={`解除${post.name}的${roleNames[post.role]}`}
                        onPress={() => setEnding(post)}
                      >
                        解除
                      </Button>
                    }
                  />
                ))}
                {staff.length === 0 && (
                  <EmptyState icon="user" title="还没有人">
                    点“邀请同事”，把邀请码发给他。
                  </EmptyState>
                )}
              </Card>
            </>
          )}
        </Loaded>
      )}
      {isInviting && (
        <InviteSheet
          schoolId={schoolId}
          roles={roles}
          onClose={() => setInviting(false)}
          onInvited={(invitation) => {
            setInviting(false)
            setInvited(invitation)
            void loader.reload()
          }}
        />
      )}
      <Sheet
        id="invited-sheet"
        open={invited !== null}
        title="邀请码"
        sub="只显示这一次。请发给本人，在“我的”里填写。"
        onClose={() => setInvited(null)}
      >
        <View className="stack center">
          <Text id="invitation-code" className="desk-code" userSelect>
            {invited?.code ?? ''}
          </Text>
          <Text className="note">
            {invited ? `${momentWords(invited.expiresAt, new Date())} 前有效，用一次就失效` : ''}
          </Text>
          <Button
            id="copy-invitation"
            kind="quiet"
            icon="copy"
            onPress={() =>
              void Taro.setClipboardData({ data: invited?.code ?? '' }).then(() =>
                showToast('已复制', { done: true }),
              )
            }
          >
            复制
          </Button>
        </View>
      </Sheet>
      <Dialog
        id="end-dialog"
        open={ending !== null}
        title={`解除${ending?.name ?? ''}的身份？`}
        confirm="解除"
        danger
        loading={deed.doing !== null}
        onConfirm={() => ending && void end(ending)}
        onCancel={() => setEnding(null)}
      >
        {`${ending?.name ?? ''}马上不能再以“${ending ? roleNames[ending.role] : ''}”登录工作台。经办的个案会留下，请转交给别人。以后可以再邀请。`}
      </Dialog>
    </DeskFrame>
  )
}

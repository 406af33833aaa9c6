/** Guardians who wait for the school's yes: who asks, for which child, and how they came. */
import { relationNames } from '@contract/people'
import type { OutputOf } from '@contract/routes'
import { momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import Notice from '@/components/notice'
import Tag from '@/components/tag'
import { showToast } from '@/components/toast'
import DeskFrame from '../../desk-frame'
import Loaded from '../../loaded'
import SchoolChoice from '../../school-choice'
import { useDeed } from '../../use-deed'
import { useDeskSchool } from '../../use-desk-school'

type Request = OutputOf<'account.listGuardianRequests'>['requests'][number]

const ways: Record<Request['way'], string> = {
  code: '用绑定码',
  roster_match: '和名册对上',
  invitation: '由监护人邀请',
}

export default function Page() {
  const choice = useDeskSchool('school_admin')
  const schoolId = choice.school?.schoolId ?? null
  const loader = useLoad(
    schoolId === null ? null : () => call('account.listGuardianRequests', { schoolId }),
    [schoolId],
  )
  const deed = useDeed()
  const [refusing, setRefusing] = useState<Request | null>(null)
  useDidShow(() => void loader.reload())
  usePullDownRefresh(() => void loader.reload().then(() => Taro.stopPullDownRefresh()))

  const answer = async (request: Request, accept: boolean) => {
    const { guardianshipId } = request
    const isDone = await deed.run(`${guardianshipId} ${accept}`, async (requestId) => {
      await call('account.answerGuardian', { requestId, guardianshipId, accept })
    })
    setRefusing(null)
    if (isDone) showToast(accept ? '已确认' : '已拒绝', { done: true })
    await loader.reload()
  }
  return (
    <DeskFrame current="guardians" title="家长确认" place={choice.school?.name ?? ''}>
      <SchoolChoice choice={choice} />
      {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
      <Loaded of={loader}>
        {({ requests }) =>
          requests.length === 0 ? (
            <EmptyState id="guardians-empty" icon="users" title="没有等着确认的家长">
              家长申请绑定孩子后会出现在这里。请核对是不是孩子的监护人，再确认。
            </EmptyState>
          ) : (
            requests.map((request) => (
              <Card key={request.guardianshipId} id={`guardian-${request.guardianshipId}`}>
                <View className="stack">
                  <View className="stack stack--tight">
                    <View className="row row--wrap">
                      <Text className="strong">{request.guardianName}</Text>
                      <Tag>{relationNames[request.relation]}</Tag>
                      <Tag tone="info">{ways[request.way]}</Tag>
                    </View>
                    <Text>{`${request.className} ${request.studentName}`}</Text>
                    <Text className="note">{`${momentWords(request.askedAt, new Date())} 申请`}</Text>
                  </View>
                  <View className="desk-acts">
                    <Button
                      id={`accept-${request.guardianshipId}`}
                      size="small"
                      loading={deed.doing === `${request.guardianshipId} true`}
                      onPress={() => void answer(request, true)}
                    >
                      是监护人，确认
                    </Button>
                    <Button
                      id={`refuse-${request.guardianshipId}`}
                      kind="outline"
                      size="small"
                      onPress={() => setRefusing(request)}
                    >
                      拒绝
                    </Button>
                  </View>
                </View>
              </Card>
            ))
          )
        }
      </Loaded>
      <Dialog
        id="refuse-dialog"
        open={refusing !== null}
        title="拒绝这位家长？"
        confirm="拒绝"
        danger
        loading={deed.doing !== null}
        onConfirm={() => refusing && void answer(refusing, false)}
        onCancel={() => setRefusing(null)}
      >
        {`${refusing?.guardianName ?? ''}将看不到${refusing?.studentName ?? ''}的任何内容，会收到一条消息。确实是监护人的话，可以再申请一次。`}
      </Dialog>
    </DeskFrame>
  )
}

/** A colleague's code makes this person staff. */

import { roleNames } from '@contract/people'
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import EmptyState from '@/components/empty-state'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import SectionTitle from '@/components/section-title'
import TextInput from '@/components/text-input'
import { refreshSession } from '@/stores/session'
import { codeInside } from '../../parts/scanned-code'

export type StaffStepProps = { code: string; onCode: (code: string) => void; onChild: () => void }

export default function StaffStep({ code, onCode, onChild }: StaffStepProps) {
  const [post, setPost] = useState<OutputOf<'account.acceptInvitation'> | null>(null)
  const { send, isSending, problem, clear } = useSend('account.acceptInvitation')

  const join = async () => {
    const answer = await send({ code: code.trim() })
    if (answer === null) return
    await refreshSession()
    setPost(answer)
  }
  const scan = async () => {
    const scanned = await Taro.scanCode({ scanType: ['qrCode'] }).catch(() => null)
    if (scanned !== null) onCode(codeInside(scanned.result))
  }

  if (post)
    return (
      <EmptyState
        id="staff-joined"
        icon="check-circle"
        title="已经加入"
        action={
          <Button id="open-desk" onPress={() => void Taro.reLaunch({ url: '/pages/work/index' })}>
            去工作台
          </Button>
        }
      >
        {`${post.schoolName || '教育局'}，${roleNames[post.role]}`}
      </EmptyState>
    )
  return (
    <>
      <SectionTitle large title="输入邀请码" sub="学校管理员给您的，只能用一次" />
      <Card>
        <View className="stack">
          <View className="bind-code">
            <Field label="邀请码" error={problem ? (problem.fields.code ?? problem.message) : undefined}>
              <TextInput
                id="staff-code"
                label="邀请码"
                value={code}
                maxLength={40}
                clearable
                confirmType="go"
                invalid={problem !== null}
                onChange={(typed) => {
                  clear()
                  onCode(typed)
                }}
                onConfirm={() => void join()}
              />
            </Field>
          </View>
          <Button
            id="staff-join"
            loading={isSending}
            disabled={code.trim().length < 4}
            onPress={() => void join()}
          >
            加入
          </Button>
          {process.env.TARO_ENV === 'weapp' && (
            <Button id="staff-scan" kind="quiet" icon="scan" onPress={() => void scan()}>
              扫邀请码
            </Button>
          )}
        </View>
      </Card>
      <ListRow id="bind-child-instead" bare icon="users" title="我是家长，要绑定孩子" onPress={onChild} />
    </>
  )
}

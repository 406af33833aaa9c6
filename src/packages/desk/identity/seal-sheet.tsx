/** Asking a custodian to open an identity, following the answer, and looking once. */
import { type IdentitySeal, identityOpenHours, identityReasonLength } from '@contract/report/identity'
import type { OutputOf } from '@contract/routes'
import { momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call, newRequestId } from '@/api/call'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import { showToast } from '@/components/toast'
import { useKept } from '../cases/use-case'
import { useDeed } from '../use-deed'

export type SealSheetProps = {
  caseId: string
  seal: IdentitySeal
  onChange: (seal: IdentitySeal) => void
  onClose: () => void
}

type Identity = OutputOf<'report.openIdentity'>

export default function SealSheet({ caseId, seal, onChange, onClose }: SealSheetProps) {
  const [identity, setIdentity] = useState<Identity | null>(null)
  const { request } = seal
  if (identity) return <IdentityShown identity={identity} onClose={onClose} />
  if (request?.state === 'approved')
    return <LookOnce caseId={caseId} request={request} onShown={setIdentity} onClose={onClose} />
  if (request?.state === 'waiting') return <Waiting request={request} onClose={onClose} />
  return <AskAgain caseId={caseId} seal={seal} onChange={onChange} onClose={onClose} />
}

type Request = NonNullable<IdentitySeal['request']>

function AskAgain({ caseId, seal, onChange, onClose }: SealSheetProps) {
  const [reason, keep] = useKept(`desk-identity:${caseId}`, '')
  const deed = useDeed()
  const ask = async () => {
    const isDone = await deed.run(`ask ${reason}`, async (requestId) => {
      onChange(await call('report.askIdentity', { requestId, caseId, reason }))
    })
    if (!isDone) return
    keep(null)
    showToast('已交给身份保管人', { done: true })
    onClose()
  }
  return (
    <Sheet
      id="seal-sheet"
      open
      title="申请查看身份"
      sub={`由教育局的身份保管人批准，批准后 ${identityOpenHours} 小时内只能看一次。举报人会看到您申请过、写的理由、有没有看。`}
      onClose={onClose}
      foot={
        <Button
          id="seal-ask"
          loading={deed.doing !== null}
          disabled={reason.trim().length < identityReasonLength.min}
          onPress={() => void ask()}
        >
          交给身份保管人
        </Button>
      }
    >
      <View className="stack">
        {deed.problem && (
          <Notice id="seal-problem" tone="warning">
            {deed.problem.message}
          </Notice>
        )}
        {seal.request?.state === 'refused' && (
          <Notice id="seal-refused" tone="info">{`上次没有批准：${seal.request.answer}`}</Notice>
        )}
        <Field
          label="为什么要知道是谁"
          hint={`至少 ${identityReasonLength.min} 个字。先想一想，用留言能不能问到。`}
          required
          error={deed.problem?.fields.reason}
        >
          <TextArea
            id="seal-reason"
            label="为什么要知道是谁"
            value={reason}
            onChange={keep}
            maxLength={identityReasonLength.max}
            rows={4}
          />
        </Field>
      </View>
    </Sheet>
  )
}

const Waiting = ({ request, onClose }: { request: Request; onClose: () => void }) => (
  <Sheet
    id="seal-sheet"
    open
    title="已申请查看身份"
    sub={`${momentWords(request.askedAt, new Date())}交给身份保管人，有答复会给您发消息。`}
    onClose={onClose}
  >
    <View>
      <View className="note">您写的理由</View>
      <Text userSelect>{request.reason}</Text>
    </View>
  </Sheet>
)

type LookOnceProps = {
  caseId: string
  request: Request
  onShown: (identity: Identity) => void
  onClose: () => void
}

function LookOnce({ caseId, request, onShown, onClose }: LookOnceProps) {
  const deed = useDeed()
  const key = `desk-identity-open:${request.identityRequestId}`
  const look = () =>
    deed.run('look', async () => {
      // Kept until the answer is there: should it be lost on the way, the same id is answered again.
      const requestId = (Taro.getStorageSync(key) as string) || newRequestId()
      Taro.setStorageSync(key, requestId)
      onShown(await call('report.openIdentity', { requestId, caseId }))
      Taro.removeStorageSync(key)
    })
  return (
    <Sheet
      id="seal-sheet"
      open
      title="看一次举报人的身份"
      sub={`已批准，${request.expiresAt ? momentWords(request.expiresAt, new Date()) : ''}前可以看一次。关掉以后不能再看，举报人会看到您看过。`}
      onClose={onClose}
      foot={
        <Button id="seal-look" loading={deed.doing !== null} onPress={() => void look()}>
          现在看
        </Button>
      }
    >
      <View className="stack">
        {deed.problem && (
          <Notice id="seal-problem" tone="warning">
            {deed.problem.message}
          </Notice>
        )}
        {request.answer !== '' && (
          <View>
            <View className="note">身份保管人说</View>
            <Text userSelect>{request.answer}</Text>
          </View>
        )}
        <View>请到没有别人的地方再看。不要截图，不要告诉与这件事无关的人。</View>
      </View>
    </Sheet>
  )
}

function IdentityShown({ identity, onClose }: { identity: Identity; onClose: () => void }) {
  const { name, relation, childName, contact } = identity
  const rows: [string, string][] = [
    ['姓名', name || '账号没有填名字'],
    ['身份', relation && childName ? `${childName}的${relation}` : (relation ?? '')],
    ['孩子', relation ? '' : (childName ?? '')],
    ['联系方式', contact || '没有留'],
  ]
  return (
    <Sheet
      id="identity-shown"
      open
      title="举报人的身份"
      sub="只显示这一次。"
      foot={
        <Button id="identity-close" onPress={onClose}>
          看完了，关上
        </Button>
      }
    >
      <View className="stack">
        {rows
          .filter(([, words]) => words !== '')
          .map(([label, words]) => (
            <View key={label}>
              <View className="note">{label}</View>
              <Text>{words}</Text>
            </View>
          ))}
      </View>
    </Sheet>
  )
}

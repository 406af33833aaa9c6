/** Beside a sealed name: how the seal stands, and the way to ask a custodian to open it. */
import type { IdentityRequestState, IdentitySeal } from '@contract/report/identity'
import { Text } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Pressable from '@/components/pressable'
import SealSheet from './seal-sheet'

export type SealLineProps = {
  caseId: string
  /** Grows with each step: then the seal is asked for again. */
  events: number
  /** Only the case's own handler may ask. */
  canAsk: boolean
}

const requestWords: Record<IdentityRequestState, string> = {
  waiting: '已申请，等答复',
  approved: '已批准，可以看一次',
  refused: '没有批准，看原因',
  opened: '看过一次，再申请',
  lapsed: '批准已过期，再申请',
}

const linkWords = ({ request }: IdentitySeal): string =>
  request === null ? '申请查看' : requestWords[request.state]

export default function SealLine({ caseId, events, canAsk }: SealLineProps) {
  const { load, reload, replace } = useLoad(() => call('report.getSeal', { caseId }), [caseId, events])
  const [isOpen, setOpen] = useState(false)
  if (load.state !== 'ready') return <Text>未公开身份，由身份保管人封存</Text>
  const seal = load.data
  if (seal.state === 'none') return <Text>未公开身份，也没有留下身份</Text>
  return (
    <>
      <Text>未公开身份，由身份保管人封存</Text>
      {(canAsk || seal.request !== null) && (
        <Pressable id="ask-identity" className="case-head__ask" onPress={() => setOpen(true)}>
          <Text>{linkWords(seal)}</Text>
        </Pressable>
      )}
      {isOpen && (
        <SealSheet
          caseId={caseId}
          seal={seal}
          onChange={replace}
          onClose={() => {
            setOpen(false)
            void reload()
          }}
        />
      )}
    </>
  )
}

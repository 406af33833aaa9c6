/** Who the code leads to, who this person is to them, and the guardian's consent. */

import type { Relation } from '@contract/people'
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import LoadView from '@/components/load-view'
import Notice from '@/components/notice'
import { chooseChild, refreshSession } from '@/stores/session'
import ConsentText from '../../parts/consent-text'
import RelationPick from '../../parts/relation-pick'
import type { Outcome } from './bind-done'

export type Preview = OutputOf<'account.previewBinding'>

export type ConfirmStepProps = {
  code: string
  preview: Preview
  onBack: () => void
  onDone: (outcome: Outcome) => void
}

export default function ConfirmStep({ code, preview, onBack, onDone }: ConfirmStepProps) {
  const [relation, setRelation] = useState<Relation | null>(null)
  const [isMissing, setMissing] = useState(false)
  const { load, reload } = useLoad(() => call('account.getConsent', {}), [])
  const { send, isSending, problem } = useSend('account.bindChild')

  const bind = async (consentVersion: string) => {
    if (relation === null) return setMissing(true)
    const answer = await send({ code, relation, consentVersion })
    if (answer === null) return void reload()
    onDone({ kind: answer.status, child: answer.child })
    await refreshSession()
    if (answer.status === 'active' && answer.child.relation !== 'self') chooseChild(answer.child.studentId)
  }

  return (
    <>
      <Card id="bind-preview">
        <CardHead
          icon="user"
          title={preview.maskedName}
          sub={`${preview.schoolName} ${preview.className}`}
          end="不是我的孩子"
          endId="bind-back"
          onEnd={onBack}
        />
        {preview.needsConfirmation && (
          <Notice tone="info" className="bind-notice">
            这个孩子已经有监护人。提交后，由那位监护人或学校点“同意”，您才能看到孩子的消息。
          </Notice>
        )}
      </Card>
      <Card>
        <RelationPick
          value={relation}
          withSelf
          error={isMissing && relation === null ? '请选一个' : undefined}
          onChange={setRelation}
        />
      </Card>
      <LoadView id="consent" load={load} onRetry={() => void reload()} shape="lines" count={3}>
        {(consent) => (
          <>
            <ConsentText consent={consent} />
            {problem && (
              <Notice id="bind-problem" tone="danger">
                {problem.message}
              </Notice>
            )}
            <Button id="bind-confirm" loading={isSending} onPress={() => void bind(consent.version)}>
              同意说明并绑定
            </Button>
            <View className="note center">不同意也可以返回。求助与热线不需要绑定。</View>
          </>
        )}
      </LoadView>
    </>
  )
}

/** Binding: a code from the school or from family, or the roster's own words, ties a person to a child. */
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { usePageSession } from '@/api/page-session'
import Screen from '@/components/screen'
import SignedIn from '../../parts/signed-in'
import BindDone, { type Outcome } from './bind-done'
import CodeStep from './code-step'
import ConfirmStep, { type Preview } from './confirm-step'
import MatchStep from './match-step'
import StaffStep from './staff-step'

type Step =
  | { step: 'code' }
  | { step: 'confirm'; preview: Preview }
  | { step: 'match' }
  | { step: 'staff' }
  | { step: 'done'; outcome: Outcome }

const titles: Record<Step['step'], string> = {
  code: '绑定孩子',
  confirm: '确认绑定',
  match: '没有绑定码',
  staff: '加入工作台',
  done: '绑定结果',
}

export default function BindPage() {
  const { scale } = usePageSession()
  const { params } = useRouter<{ code?: string; as?: string }>()
  const [code, setCode] = useState(params.code ? decodeURIComponent(params.code) : '')
  const [now, setNow] = useState<Step>(params.as === 'staff' ? { step: 'staff' } : { step: 'code' })
  const query = params.as === 'staff' ? '?as=staff' : code ? `?code=${encodeURIComponent(code)}` : ''
  const toCode = () => setNow({ step: 'code' })

  return (
    <Screen title={titles[now.step]} scale={scale}>
      <SignedIn here={`/packages/account/pages/bind/index${query}`} why="绑定要记在您的账号上，请先登录。">
        {() => {
          if (now.step === 'staff') return <StaffStep code={code} onCode={setCode} onChild={toCode} />
          if (now.step === 'match')
            return (
              <MatchStep
                onBack={toCode}
                onDone={() => setNow({ step: 'done', outcome: { kind: 'asked' } })}
              />
            )
          if (now.step === 'confirm')
            return (
              <ConfirmStep
                code={code}
                preview={now.preview}
                onBack={toCode}
                onDone={(outcome) => setNow({ step: 'done', outcome })}
              />
            )
          if (now.step === 'done')
            return (
              <BindDone
                outcome={now.outcome}
                onAnother={() => {
                  setCode('')
                  toCode()
                }}
              />
            )
          return (
            <CodeStep
              code={code}
              isFromLink={Boolean(params.code) && params.as !== 'staff'}
              onCode={setCode}
              onPreview={(preview) => setNow({ step: 'confirm', preview })}
              onWithout={() => setNow({ step: 'match' })}
            />
          )
        }}
      </SignedIn>
    </Screen>
  )
}

/** Asking for help, five steps, one idea a screen; nothing written is ever lost. */
import type { CrisisHit } from '@contract/report/crisis-words'
import { View } from '@tarojs/components'
import { pageScrollTo } from '@tarojs/taro'
import { useState } from 'react'
import { goToSignIn, openPage, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Screen from '@/components/screen'
import Steps from '@/components/steps'
import { type Draft, isBlank, missingIn, stepCount } from '@/outbox/draft'
import { listWaiting } from '@/outbox/waiting-reports'
import { crisisIn } from '../../crisis'
import DangerSheet from '../../danger-sheet'
import Evidence from '../../steps/evidence'
import Name from '../../steps/name'
import Safety from '../../steps/safety'
import What from '../../steps/what'
import WhenWhere from '../../steps/when-where'
import Who from '../../steps/who'
import { useLocalLines } from '../../use-local-lines'
import { type SubmitState, useSubmit } from '../../use-submit'
import { changeDraft, discardDraft, useWriting } from '../../writing'
import '../../report.scss'

const PAGE = '/packages/report/pages/submit/index'
const MINE = '/packages/report/pages/mine/index'

const questions: readonly string[] = ['place', 'occurredWhen', 'since', 'howOften', 'witnesses', 'aboutStaff']

/** The step that holds a refused field. */
const stepOfField = (field: string): number => {
  if (field === 'details' || field === 'kind' || field === 'acts') return 2
  if (questions.includes(field)) return 3
  if (field === 'uploadIds') return 4
  return field === 'contact' || field === 'isNamed' ? 5 : 1
}

export default function Page() {
  const { me, scale } = usePageSession()
  const draft = useWriting((writing) => writing.draft)
  const { state, submit, writeAnother, clearProblem } = useSubmit()
  const [danger, setDanger] = useState<{ hit: CrisisHit | null } | null>(null)
  const [isDiscarding, setDiscarding] = useState(false)
  const [missing, setMissing] = useState<string>()
  const you = me && !me.self ? '您' : '你'
  useLocalLines(me, draft.schoolId)
  const step = draft.step
  const fields = state.step === 'editing' ? state.fields : {}

  const change = (part: Partial<Draft>) => {
    setMissing(undefined)
    clearProblem()
    const hit = crisisIn(part, draft.answered)
    changeDraft(hit ? { ...part, answered: [...draft.answered, hit.word] } : part)
    if (hit) setDanger({ hit })
  }
  const goTo = (next: number) => {
    setMissing(undefined)
    changeDraft({ step: next })
    void pageScrollTo({ scrollTop: 0, duration: 0 })
  }
  const next = () => {
    const problem = missingIn(draft, step)
    if (problem) setMissing(problem)
    else if (step < stepCount) goTo(step + 1)
    else {
      const behind = [1, 2, 3, 4].find((one) => missingIn(draft, one) !== null)
      if (behind === undefined) void submit()
      else goTo(behind)
    }
  }

  if (state.step === 'waiting' || state.step === 'filed')
    return <AfterPage state={state} scale={scale} onAnother={writeAnother} />

  const problem = state.step === 'editing' ? state.problem : ''
  const wrongStep = Object.keys(fields).map((field) => stepOfField(field.split('.')[0] ?? ''))[0]
  const waiting = listWaiting().length
  return (
    <Screen
      title="求助与举报"
      scale={scale}
      foot={
        <View className="report-foot">
          {step > 1 && (
            <Button
              id="step-back"
              kind="quiet"
              size="small"
              disabled={state.step === 'sending'}
              onPress={() => goTo(step - 1)}
            >
              上一步
            </Button>
          )}
          <Button
            id={step === stepCount ? 'submit' : 'step-next'}
            className="grow"
            loading={state.step === 'sending'}
            onPress={next}
          >
            {step === stepCount ? (state.step === 'sending' ? '正在提交' : '提交') : '下一步'}
          </Button>
        </View>
      }
    >
      <Steps now={step} total={stepCount} />
      {waiting > 0 && state.step !== 'sending' && (
        <Notice id="waiting-notice" tone="info" action="查看" onAction={() => openPage(MINE)}>
          {`有 ${waiting} 条求助还没发出，连上网络后会自动提交。`}
        </Notice>
      )}
      {problem !== '' && (
        <Notice
          id="submit-problem"
          tone="warning"
          action={wrongStep ? '去改' : undefined}
          onAction={() => wrongStep && goTo(wrongStep)}
        >
          {problem}
        </Notice>
      )}
      {step === 1 && <Safety draft={draft} you={you} onChange={change} />}
      {step === 1 && <Who draft={draft} me={me} you={you} problem={missing} onChange={change} />}
      {step === 2 && <What draft={draft} you={you} problem={missing ?? fields.details} onChange={change} />}
      {step === 3 && <WhenWhere draft={draft} fields={fields} onChange={change} />}
      {step === 4 && <Evidence draft={draft} you={you} />}
      {step === stepCount && <Name draft={draft} you={you} fields={fields} onChange={change} onStep={goTo} />}
      <ListRow
        id="danger"
        bare
        icon="phone"
        tone="brand"
        title="现在就有危险？先打电话"
        onPress={() => setDanger({ hit: null })}
      />
      {!isBlank(draft) && state.step !== 'sending' && (
        <ListRow id="discard" bare icon="trash" title="不写了，清空" onPress={() => setDiscarding(true)} />
      )}
      <Dialog
        id="discard-dialog"
        open={isDiscarding}
        title="清空写好的内容？"
        confirm="清空"
        danger
        onConfirm={() => {
          setDiscarding(false)
          discardDraft()
        }}
        onCancel={() => setDiscarding(false)}
      >
        文字、录音和图片会从这部手机里删掉，不能恢复。还没有提交，学校不会看到。
      </Dialog>
      <DangerSheet
        open={danger !== null}
        hit={danger?.hit ?? null}
        schoolId={draft.schoolId}
        you={you}
        onClose={() => setDanger(null)}
      />
    </Screen>
  )
}

type AfterPageProps = {
  state: Extract<SubmitState, { step: 'waiting' | 'filed' }>
  scale: 1 | 1.2 | 1.4
  onAnother: () => void
}

function AfterPage({ state, scale, onAnother }: AfterPageProps) {
  const isWaiting = state.step === 'waiting'
  return (
    <Screen
      title="求助与举报"
      scale={scale}
      foot={
        <>
          {isWaiting && state.needsSignIn && (
            <Button id="go-sign-in" onPress={() => goToSignIn(PAGE)}>
              去登录
            </Button>
          )}
          <Button id="go-mine" kind="quiet" onPress={() => openPage(MINE)}>
            看看我的求助
          </Button>
        </>
      }
    >
      <EmptyState
        id={isWaiting ? 'report-waiting' : 'report-filed'}
        icon={isWaiting ? 'cloud-off' : 'check-circle'}
        title={isWaiting ? '已存在手机里' : '已收到'}
        action={
          <Button id="write-another" kind="plain" size="small" onPress={onAnother}>
            再写一条
          </Button>
        }
      >
        {isWaiting ? state.words : '正在打开查询码。'}
      </EmptyState>
      {isWaiting && (
        <Notice tone="warning">事情很急的话，不要等网络，请先打电话：报警 110，急救 120。</Notice>
      )}
    </Screen>
  )
}

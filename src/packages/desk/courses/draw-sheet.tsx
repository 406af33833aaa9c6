/** The draw itself: the public number typed in with its source, the places given, and the whole run again here at once. */
import { checkDraw } from '@contract/course/draw-proof'
import { hmacSha256 } from '@contract/course/hmac'
import type { OfficeRound } from '@contract/course/office'
import { sha256 } from '@contract/report/sha256'
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import Progress from '@/components/progress'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'
import { useDeed } from '../use-deed'

export type DrawSheetProps = {
  schoolId: number
  round: OfficeRound
  nameOf: (courseId: number) => string
  onClose: () => void
}

type State =
  | { step: 'typing' }
  | { step: 'checking'; done: number; drawn: OutputOf<'course.runDraw'> }
  | { step: 'done'; agrees: boolean; drawn: OutputOf<'course.runDraw'> }

const SLICE_MS = 12
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

export default function DrawSheet({ schoolId, round, nameOf, onClose }: DrawSheetProps) {
  const [digits, setDigits] = useState('')
  const [source, setSource] = useState('')
  const [state, setState] = useState<State>({ step: 'typing' })
  const deed = useDeed()
  const { roundId } = round

  const check = async (drawn: OutputOf<'course.runDraw'>) => {
    const published = await call('course.getPublishedDraw', { schoolId, roundId })
    const slices = checkDraw({ sha256, hmacSha256 }, published, {
      commitment: round.commitment ?? '',
      inputsHash: round.inputsHash ?? '',
    })
    let until = Date.now() + SLICE_MS
    for (;;) {
      const step = slices.next()
      if (step.done) {
        const { seedFits, inputsFit, placesFit } = step.value
        setState({ step: 'done', agrees: seedFits && inputsFit && placesFit, drawn })
        return
      }
      if (Date.now() < until) continue
      setState({ step: 'checking', done: Math.round(step.value * drawn.children), drawn })
      await pause()
      until = Date.now() + SLICE_MS
    }
  }
  const run = () =>
    deed.run(`draw ${digits} ${source}`, async (requestId) => {
      const drawn = await call('course.runDraw', { requestId, schoolId, roundId, digits, source })
      setState({ step: 'checking', done: 0, drawn })
      await check(drawn)
    })
  const { drawn } = state.step === 'typing' ? { drawn: null } : state
  return (
    <Sheet
      id="draw-sheet"
      open
      title={`摇号：${round.name}`}
      sub={`${round.lists} 个孩子填了志愿`}
      onClose={onClose}
      foot={
        state.step === 'typing' ? (
          <Button
            id="draw-run"
            loading={deed.doing !== null}
            disabled={digits.trim().length < 4 || source.trim().length < 4}
            onPress={() => void run()}
          >
            摇号，不能重来
          </Button>
        ) : (
          <Button id="draw-close" kind="quiet" onPress={onClose}>
            回到课程
          </Button>
        )
      }
    >
      <View className="stack">
        {deed.problem && (
          <Notice id="draw-problem" tone="warning">
            {deed.problem.message}
          </Notice>
        )}
        {state.step === 'typing' && (
          <>
            <Notice tone="brand">
              填一个截止之后才开出、谁也控制不了的公开号码，例如当天的全国性彩票。号码和出处会公布给家长，家长可以在手机上从头重算一遍。
            </Notice>
            <Field label="公开号码" error={deed.problem?.fields.digits}>
              <TextInput
                id="draw-digits"
                label="公开号码"
                value={digits}
                onChange={setDigits}
                maxLength={60}
              />
            </Field>
            <Field label="出处：哪一期，几时开的，在哪里查" error={deed.problem?.fields.source}>
              <TextInput id="draw-source" label="出处" value={source} onChange={setSource} maxLength={120} />
            </Field>
          </>
        )}
        {drawn && (
          <Notice id="draw-done" tone="ok">
            {`${drawn.children} 个孩子摇号，给出 ${drawn.places} 个名额，${drawn.without} 个孩子这一轮没有录取，已按摇号顺序排进候补。家长会收到消息。`}
          </Notice>
        )}
        {drawn && drawn.cancelled.length > 0 && (
          <Notice id="draw-cancelled" tone="warning">
            {`人数不够、没有开班：${drawn.cancelled.map(nameOf).join('、')}。填了它的孩子已经按其余志愿重新摇过。`}
          </Notice>
        )}
        {state.step === 'checking' && (
          <Progress
            id="draw-check"
            done={state.done}
            total={state.drawn.children}
            unit="人"
            words="正在这台电脑上重算一遍"
            note="可以离开，结果已经存好"
          />
        )}
        {state.step === 'done' && (
          <Notice id="draw-checked" tone={state.agrees ? 'ok' : 'danger'}>
            {state.agrees
              ? '已在这台电脑上重算一遍，和公布的完全一致。'
              : '重算的结果和公布的不一致。请不要通知家长，马上联系系统管理员。'}
          </Notice>
        )}
      </View>
    </Sheet>
  )
}

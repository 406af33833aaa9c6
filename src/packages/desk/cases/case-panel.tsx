/** A case: head, conversation and side; side by side where there is room, in tabs on a phone. */
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { holdCaseFiles } from '@/api/case-file'
import Button from '@/components/button'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import Tabs from '@/components/tabs'
import Loaded from '../loaded'
import CaseHead from './case-head'
import Composer from './composer'
import Conversation from './conversation'
import Deeds, { type DeedName } from './deeds'
import ReaderPart from './reader-part'
import { isTaken, NextSteps, Steps } from './side'
import TeamPart from './team-part'
import type { CaseData, CaseDesk, Mode } from './use-case'

export type CasePanelProps = {
  desk: CaseDesk
  caseId: string
  wide: boolean
  /** Somebody who was asked in has left, and sees the case no longer. */
  onGone?: () => void
}

type Part = 'talk' | 'next' | 'steps'

const isOver = ({ state }: CaseData): boolean => state === 'closed' || state === 'withdrawn'
const canReply = (data: CaseData): boolean => data.handler?.isMe === true && isTaken(data) && !isOver(data)
/** Nobody has taken it up yet, and this person may. */
const canTake = (data: CaseData): boolean =>
  data.canSteer && !isTaken(data) && !isOver(data) && data.state !== 'asking'

export default function CasePanel({ desk, caseId, wide, onGone = () => {} }: CasePanelProps) {
  const [mode, setMode] = useState<Mode>('reply')
  const [part, setPart] = useState<Part>('talk')
  const [isWriting, setWriting] = useState(false)
  const [deed, setDeed] = useState<DeedName | null>(null)
  useEffect(holdCaseFiles, [])

  const write = (next: Mode) => {
    setMode(next)
    if (!wide) return setWriting(true)
    if (process.env.TARO_ENV === 'h5')
      setTimeout(() => document.querySelector<HTMLElement>('.composer textarea')?.focus(), 60)
  }
  const openDeed = (next: DeedName) => {
    desk.dismiss()
    setDeed(next)
  }

  return (
    <Loaded of={desk.loader} kind="cards">
      {(data) => {
        const composer = (
          <Composer
            desk={desk}
            caseId={caseId}
            mode={mode}
            onMode={setMode}
            canReply={canReply(data)}
            wide={wide}
            onSent={() => setWriting(false)}
          />
        )
        const team = <TeamPart data={data} onOpen={() => openDeed('team')} />
        const own =
          data.seat === 'desk' ? (
            <NextSteps
              data={data}
              canSteer={data.canSteer}
              doing={desk.doing}
              onTake={() => void desk.take()}
              onInvestigate={() => void desk.investigate()}
              onAsk={() => write('reply')}
              onDeed={openDeed}
              onResume={() => void desk.resume()}
            />
          ) : (
            <ReaderPart data={data} desk={desk} onDeed={openDeed} onGone={onGone} />
          )
        const next = (
          <>
            {own}
            {team}
          </>
        )
        const changed = desk.notice && (
          <Notice id="case-changed" tone="info" action="知道了" onAction={desk.dismiss}>
            {desk.notice}
          </Notice>
        )
        return (
          <View className={wide ? 'case case--wide' : 'case'}>
            <View className="case__head">
              <CaseHead
                data={data}
                actions={wide ? <HeadActions data={data} desk={desk} onDeed={openDeed} /> : null}
              />
              {!wide && (
                <Tabs
                  id="case-tab"
                  label="个案"
                  items={[
                    { key: 'talk', label: '沟通' },
                    { key: 'next', label: '下一步' },
                    { key: 'steps', label: '处理进度', count: data.timeline.length },
                  ]}
                  current={part}
                  onSelect={setPart}
                />
              )}
            </View>
            {changed && <View className="case__notice">{changed}</View>}
            {!wide && desk.problem && !isWriting && deed === null && (
              <View className="case__notice">
                <Notice tone="warning">{desk.problem.message}</Notice>
              </View>
            )}
            {wide ? (
              <View className="case__body">
                <View className="case__talk">
                  <Conversation data={data} />
                  {canTake(data) ? <TakeBar desk={desk} /> : data.state !== 'withdrawn' && composer}
                </View>
                <View className="side">
                  {next}
                  <Steps data={data} />
                </View>
              </View>
            ) : (
              <View className="case__body">
                {part === 'talk' && <Conversation data={data} />}
                {part === 'next' && <View className="side">{next}</View>}
                {part === 'steps' && (
                  <View className="side">
                    <Steps data={data} />
                  </View>
                )}
              </View>
            )}
            {!wide && (
              <View className="case__foot">
                <PhoneFoot data={data} desk={desk} onWrite={write} />
              </View>
            )}
            {!wide && (
              <Sheet id="composer-sheet" open={isWriting} title="写一写" onClose={() => setWriting(false)}>
                {composer}
              </Sheet>
            )}
            <Deeds desk={desk} caseId={caseId} deed={deed} onClose={() => setDeed(null)} />
          </View>
        )
      }}
    </Loaded>
  )
}

type HeadActionsProps = { data: CaseData; desk: CaseDesk; onDeed: (deed: DeedName) => void }

function HeadActions({ data, desk, onDeed }: HeadActionsProps) {
  if (!data.canSteer) return null
  const isOpen = !isOver(data)
  return (
    <>
      {canTake(data) && (
        <Button id="take-case" size="small" loading={desk.doing === 'take'} onPress={() => void desk.take()}>
          接手
        </Button>
      )}
      {isTaken(data) && isOpen && (
        <>
          <Button id="reassign-case" kind="outline" size="small" onPress={() => onDeed('reassign')}>
            转交
          </Button>
          {data.state !== 'asking' && (
            <Button id="close-case" kind="outline" size="small" onPress={() => onDeed('close')}>
              {data.state === 'reviewing' ? '复核结果' : '结案'}
            </Button>
          )}
        </>
      )}
      {data.state === 'closed' && (
        <Button id="reopen-case" kind="outline" size="small" onPress={() => onDeed('reopen')}>
          重新办理
        </Button>
      )}
    </>
  )
}

/** Before anybody has taken it: one thing to do. */
const TakeBar = ({ desk }: { desk: CaseDesk }) => (
  <View className="composer">
    {desk.problem && (
      <Notice id="case-problem" tone="warning">
        {desk.problem.message}
      </Notice>
    )}
    <View className="composer__foot">
      <View className="sub grow">还没有人接手。接手后就能回复，举报人会收到通知。</View>
      <Button
        id="take-case-here"
        size="small"
        loading={desk.doing === 'take'}
        onPress={() => void desk.take()}
      >
        接手这件事
      </Button>
    </View>
  </View>
)

type PhoneFootProps = { data: CaseData; desk: CaseDesk; onWrite: (mode: Mode) => void }

function PhoneFoot({ data, desk, onWrite }: PhoneFootProps) {
  if (data.state === 'withdrawn') return null
  if (canTake(data))
    return (
      <Button id="take-case" loading={desk.doing === 'take'} onPress={() => void desk.take()}>
        接手这件事
      </Button>
    )
  return (
    <>
      <Button
        id="write-note"
        kind="outline"
        size="small"
        icon="lock"
        label="写内部备注"
        onPress={() => onWrite('note')}
      >
        备注
      </Button>
      {canReply(data) && (
        <Button id="write-reply" className="grow" onPress={() => onWrite('reply')}>
          回复举报人
        </Button>
      )}
    </>
  )
}

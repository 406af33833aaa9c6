/** What a handler does to a case beyond writing, each in a sheet that says what follows. */
import { type Level, levels } from '@contract/report/report'
import { levelNames } from '@contract/report/words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import EmptyState from '@/components/empty-state'
import Field from '@/components/field'
import PickChips from '@/components/pick-chips'
import Sheet from '@/components/sheet'
import TextArea from '@/components/text-area'
import Loaded from '../loaded'
import AsideSheet from './aside-sheet'
import CloseSheet from './close-sheet'
import DeedProblem, { type SheetProps } from './deed-problem'
import PauseSheet from './pause-sheet'
import TeamSheet from './team-sheet'
import ToldSheet from './told-sheet'
import { type CaseDesk, useKept } from './use-case'

export type DeedName =
  | 'level'
  | 'reassign'
  | 'close'
  | 'reopen'
  | 'pause'
  | 'guardians'
  | 'authority'
  | 'aside'
  | 'team'

export type DeedsProps = { desk: CaseDesk; caseId: string; deed: DeedName | null; onClose: () => void }

const levelHints: Partial<Record<Level, string>> = {
  mild: '情节轻，没有造成后果',
  serious: '造成伤害或反复发生',
  severe: '屡教不改或情节恶劣',
  illegal: '涉嫌违法，须报公安和教育局',
}

export default function Deeds({ desk, caseId, deed, onClose }: DeedsProps) {
  if (deed === 'level') return <LevelSheet desk={desk} onClose={onClose} />
  if (deed === 'reassign') return <ReassignSheet desk={desk} caseId={caseId} onClose={onClose} />
  if (deed === 'close') return <CloseSheet desk={desk} caseId={caseId} onClose={onClose} />
  if (deed === 'pause') return <PauseSheet desk={desk} caseId={caseId} onClose={onClose} />
  if (deed === 'guardians' || deed === 'authority')
    return <ToldSheet key={deed} desk={desk} caseId={caseId} what={deed} onClose={onClose} />
  if (deed === 'aside') return <AsideSheet desk={desk} caseId={caseId} onClose={onClose} />
  if (deed === 'team') return <TeamSheet desk={desk} caseId={caseId} onClose={onClose} />
  if (deed === 'reopen') return <ReopenSheet desk={desk} caseId={caseId} onClose={onClose} />
  return null
}

function LevelSheet({ desk, onClose }: SheetProps) {
  const [level, setLevel] = useState<Level | null>(desk.data?.level ?? null)
  const save = async () => {
    if (level && (await desk.setLevel(level))) onClose()
  }
  return (
    <Sheet
      id="level-sheet"
      open
      title="定级"
      sub="举报人看不到级别。之后可以改，每次都有记录。"
      onClose={onClose}
      foot={
        <Button
          id="level-save"
          loading={desk.doing !== null}
          disabled={level === null || level === 'unset'}
          onPress={() => void save()}
        >
          定级
        </Button>
      }
    >
      <View className="stack">
        <DeedProblem desk={desk} />
        <PickChips
          id="level"
          label="级别"
          columns={1}
          options={levels
            .filter((one) => one !== 'unset')
            .map((one) => ({ value: one, label: levelNames[one], sub: levelHints[one] }))}
          picked={level && level !== 'unset' ? [level] : []}
          onChange={([one]) => one && setLevel(one)}
        />
      </View>
    </Sheet>
  )
}

function ReassignSheet({ desk, caseId, onClose }: SheetProps & { caseId: string }) {
  const loader = useLoad(() => call('report.listHandlers', { caseId }), [caseId])
  const [postId, setPostId] = useState<string | null>(null)
  const save = async () => {
    if (postId && (await desk.reassign(postId))) onClose()
  }
  return (
    <Sheet
      id="reassign-sheet"
      open
      title="转交给谁"
      sub="转交后由对方办理。举报人看到的经办人会换成对方。"
      onClose={onClose}
      foot={
        <Button
          id="reassign-save"
          loading={desk.doing !== null}
          disabled={postId === null}
          onPress={() => void save()}
        >
          转交
        </Button>
      }
    >
      <View className="stack">
        <DeedProblem desk={desk} />
        <Loaded of={loader} kind="lines">
          {({ handlers }) =>
            handlers.length === 0 ? (
              <EmptyState icon="users" title="没有别的经办人">
                请学校管理员在“教职工”里再邀请一位。
              </EmptyState>
            ) : (
              <PickChips
                id="handler"
                label="经办人"
                columns={1}
                options={handlers.map(({ postId: value, name, openCases }) => ({
                  value,
                  label: name,
                  sub: openCases === null ? undefined : `手上有 ${openCases} 件`,
                }))}
                picked={postId ? [postId] : []}
                onChange={([one]) => one && setPostId(one)}
              />
            )
          }
        </Loaded>
      </View>
    </Sheet>
  )
}

function ReopenSheet({ desk, caseId, onClose }: SheetProps & { caseId: string }) {
  const [reason, keep] = useKept(`desk-reopen:${caseId}`, '')
  const save = async () => {
    if (!(await desk.reopen(reason))) return
    keep(null)
    onClose()
  }
  return (
    <Sheet
      id="reopen-sheet"
      open
      title="重新办理"
      sub="个案回到办理中，时限重新计算。举报人会看到理由。"
      onClose={onClose}
      foot={
        <Button
          id="reopen-save"
          loading={desk.doing !== null}
          disabled={reason.trim().length < 2}
          onPress={() => void save()}
        >
          重新办理
        </Button>
      }
    >
      <View className="stack">
        <DeedProblem desk={desk} />
        <Field label="为什么重新办理" required error={desk.problem?.fields.reason}>
          <TextArea id="reopen-reason" label="理由" value={reason} onChange={keep} maxLength={500} rows={3} />
        </Field>
      </View>
    </Sheet>
  )
}

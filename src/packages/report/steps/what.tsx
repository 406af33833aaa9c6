/** Step 2: what happened, in chips a child knows, and then written or said. */
import { type BullyingAct, bullyingActs, maxFiles, type ReportKind } from '@contract/report/report'
import { actWordsForChildren } from '@contract/report/words'
import { View } from '@tarojs/components'
import type { IconName } from '@/components/icon'
import PickChips from '@/components/pick-chips'
import SectionTitle from '@/components/section-title'
import TextArea from '@/components/text-area'
import type { Draft } from '@/outbox/draft'
import { formOf, kindForms } from '../kinds'
import Voice from '../voice'
import { draftFiles } from '../writing'

export type WhatProps = {
  draft: Draft
  you: '你' | '您'
  problem: string | undefined
  onChange: (change: Partial<Draft>) => void
}

type OtherKind = Exclude<ReportKind, 'bullying'>
/** What can be picked: the acts of bullying, or one of the other kinds. */
type Pick = BullyingAct | OtherKind

const icons: Record<BullyingAct, IconName> = {
  beating: 'hand',
  insult: 'speech-x',
  property: 'bag',
  exclusion: 'isolate',
  online: 'phone-device',
}

const others: readonly OtherKind[] = ['danger', 'canteen', 'homework', 'fees', 'tutoring', 'staff', 'other']

const options: { value: Pick; label: string; icon: IconName }[] = [
  ...bullyingActs.map((act) => ({ value: act, label: actWordsForChildren[act], icon: icons[act] })),
  ...others.map((kind) => ({ value: kind, label: kindForms[kind].label, icon: kindForms[kind].icon })),
]

const isKind = (pick: Pick): pick is OtherKind => !bullyingActs.some((act) => act === pick)

/** Acts go together; every other kind stands alone: the last press decides. */
const settle = (before: Pick[], now: Pick[]): { kind: ReportKind | null; acts: BullyingAct[] } => {
  const pressed = now.find((pick) => !before.includes(pick))
  if (pressed && isKind(pressed)) return { kind: pressed, acts: [] }
  const acts = now.filter((pick): pick is BullyingAct => !isKind(pick))
  if (acts.length > 0) return { kind: 'bullying', acts }
  const rest = now.find(isKind)
  return { kind: rest ?? null, acts: [] }
}

export default function What({ draft, you, problem, onChange }: WhatProps) {
  const picked: Pick[] = draft.kind === 'bullying' || draft.kind === null ? draft.acts : [draft.kind]
  const voices = draft.files.filter(({ kind }) => kind === 'voice')
  return (
    <>
      <SectionTitle large title="发生了什么" sub="被欺负可以多选。说不准也没关系，选最像的。" />
      <PickChips
        id="what"
        label="发生了什么，被欺负可多选"
        multiple
        options={options}
        picked={picked}
        onChange={(now) => onChange(settle(picked, now))}
      />
      <TextArea
        id="details"
        label="发生了什么"
        value={draft.details}
        onChange={(details) => onChange({ details })}
        placeholder={formOf(draft.kind).hint.replaceAll('你', you)}
        maxLength={2000}
        rows={3}
        saved={draft.details === '' ? undefined : '已存在这部手机里'}
        invalid={problem !== undefined}
      />
      <Voice voices={voices} room={maxFiles - draft.files.length} queue={draftFiles} you={you} />
      {problem && (
        <View id="step-problem" className="sub tone-danger">
          {problem}
        </View>
      )}
    </>
  )
}

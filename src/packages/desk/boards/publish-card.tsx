/** What a teacher sets: subject, tier, place and minutes, with what such an estimate really took beside it; never the content. */
import {
  type BoardPlace,
  boardPlaces,
  placeNames,
  type Reckoning,
  type Tier,
  tierNames,
  tiers,
} from '@contract/homework/board'
import { passingSentence, tookSentence } from '@contract/homework/board-words'
import type { Subject } from '@contract/homework/homework'
import { subjectNames, subjectsOfGrade } from '@contract/homework/words'
import { View } from '@tarojs/components'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Chips from '@/components/chips'
import Field from '@/components/field'
import TextInput from '@/components/text-input'

export type Draft = { subject: Subject; tier: Tier; place: BoardPlace; minutes: string; reason: string }

export type PublishCardProps = {
  grade: number
  draft: Draft
  onChange: (draft: Draft) => void
  reckoning: Reckoning | null
  /** The day would be over the limit with it. */
  isOver: boolean
  isSending: boolean
  fields: Record<string, string>
  onPublish: () => void
}

const usual = ['10', '15', '20', '25', '30', '40']

export default function PublishCard(props: PublishCardProps) {
  const { grade, draft, onChange, reckoning, isOver, isSending, fields, onPublish } = props
  const minutes = Number(draft.minutes)
  const isSound = Number.isInteger(minutes) && minutes >= 1 && minutes <= 180
  return (
    <Card id="publish-card">
      <View className="stack">
        <CardHead title="我要公示" sub="只写时长，不写内容。同班老师和家长马上看得到。" />
        <Field label="科目">
          <Chips
            id="board-subject"
            label="科目"
            wrap
            options={subjectsOfGrade(grade).map((value) => ({ value, label: subjectNames[value] }))}
            value={draft.subject}
            onChange={(subject) => onChange({ ...draft, subject })}
          />
        </Field>
        <Field label="层次">
          <Chips
            id="board-tier"
            label="层次"
            wrap
            options={tiers.map((value) => ({ value, label: tierNames[value] }))}
            value={draft.tier}
            onChange={(tier) => onChange({ ...draft, tier })}
          />
        </Field>
        <Field label="在哪里做">
          <Chips
            id="board-place"
            label="在哪里做"
            wrap
            options={boardPlaces.map((value) => ({ value, label: placeNames[value] }))}
            value={draft.place}
            onChange={(place) => onChange({ ...draft, place })}
          />
        </Field>
        <Field label="大约几分钟" error={fields.minutes}>
          <TextInput
            id="board-minutes"
            label="大约几分钟"
            type="number"
            maxLength={3}
            value={draft.minutes}
            onChange={(value) => onChange({ ...draft, minutes: value })}
          />
        </Field>
        <Chips
          id="board-usual"
          label="常用的"
          wrap
          options={usual.map((value) => ({ value, label: `${value} 分` }))}
          value={draft.minutes}
          onChange={(value) => onChange({ ...draft, minutes: value })}
        />
        {reckoning && isSound && (
          <View id="board-reckoning" className="sub">
            {tookSentence(reckoning.took, subjectNames[draft.subject])}
            {passingSentence(reckoning.passing)}
          </View>
        )}
        {isOver && (
          <Field
            label="为什么要超过上限"
            required
            hint="年级组长和家长看得到这句话。减少分钟，或改成随堂、选做，就不用写。"
            error={fields.reason}
          >
            <TextInput
              id="board-reason"
              label="为什么要超过上限"
              maxLength={100}
              value={draft.reason}
              onChange={(reason) => onChange({ ...draft, reason })}
            />
          </Field>
        )}
        <Button
          id="publish"
          loading={isSending}
          disabled={!isSound || (isOver && draft.reason.trim() === '')}
          onPress={onPublish}
        >
          {isOver ? '写了理由，超限公示' : '公示'}
        </Button>
      </View>
    </Card>
  )
}

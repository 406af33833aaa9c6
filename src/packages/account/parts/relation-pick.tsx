/** Who this person is to the child. */
import { type Relation, relationNames } from '@contract/people'
import Field from '@/components/field'
import PickChips from '@/components/pick-chips'

export type RelationPickProps = {
  value: Relation | null
  onChange: (value: Relation) => void
  error?: string | undefined
  /** A pupil may bind their own account with their own code. */
  withSelf?: boolean | undefined
}

const family = ['mother', 'father', 'grandparent', 'other'] as const

export default function RelationPick({ value, onChange, error, withSelf = false }: RelationPickProps) {
  const choices: readonly Relation[] = withSelf ? [...family, 'self'] : family
  return (
    <Field label="您是孩子的" required error={error}>
      <PickChips
        id="relation"
        label="您是孩子的"
        options={choices.map((choice) => ({ value: choice, label: relationNames[choice] }))}
        picked={value === null ? [] : [value]}
        onChange={([picked]) => picked && onChange(picked)}
      />
    </Field>
  )
}

/** Invites a colleague: name, post, and for a teacher the classes. */
import { roleNames, type StaffRole } from '@contract/people'
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'

export type InviteSheetProps = {
  schoolId: number | null
  roles: readonly StaffRole[]
  onClose: () => void
  onInvited: (invitation: OutputOf<'account.inviteStaff'>) => void
}

export default function InviteSheet({ schoolId, roles, onClose, onInvited }: InviteSheetProps) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<StaffRole | null>(null)
  const [classIds, setClassIds] = useState<string[]>([])
  const deed = useDeed()
  const isHead = role === 'grade_head'
  const wantsClasses = (role === 'teacher' || isHead) && schoolId !== null
  const classes = useLoad(wantsClasses ? () => call('account.listClasses', { schoolId }) : null, [
    schoolId,
    wantsClasses,
  ])
  const invite = async () => {
    if (role === null) return
    const input = { schoolId, name, role, classIds: wantsClasses ? classIds.map(Number) : [] }
    await deed.run(JSON.stringify(input), async (requestId) =>
      onInvited(await call('account.inviteStaff', { requestId, ...input })),
    )
  }
  return (
    <Sheet
      id="invite-sheet"
      open
      title="邀请同事"
      onClose={onClose}
      foot={
        <Button
          id="invite-send"
          loading={deed.doing !== null}
          disabled={name.trim().length < 2 || role === null}
          onPress={() => void invite()}
        >
          生成邀请码
        </Button>
      }
    >
      <View className="stack">
        {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
        <Field label="姓名" required error={deed.problem?.fields.name}>
          <TextInput id="invite-name" label="姓名" value={name} onChange={setName} maxLength={30} />
        </Field>
        <Field label="身份" required>
          <PickChips
            id="role"
            label="身份"
            options={roles.map((value) => ({ value, label: roleNames[value] }))}
            picked={role ? [role] : []}
            onChange={([one]) => one && setRole(one)}
          />
        </Field>
        {wantsClasses && (
          <Field
            label={isHead ? '管哪些班' : '教哪些班'}
            optional
            hint={
              isHead
                ? '可以多选，一般是整个年级。能看这些班的作业公示和超限的理由。'
                : '可以多选。教师能看这些班的绑定情况，公示这些班的作业。'
            }
          >
            <Loaded of={classes} kind="lines">
              {({ classes: list }) => (
                <PickChips
                  id="class"
                  label={isHead ? '管哪些班' : '教哪些班'}
                  multiple
                  options={list.map((one) => ({ value: String(one.classId), label: one.name }))}
                  picked={classIds}
                  onChange={setClassIds}
                />
              )}
            </Loaded>
          </Field>
        )}
      </View>
    </Sheet>
  )
}

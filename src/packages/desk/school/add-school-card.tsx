/** The bureau adds a school to the district; its first admin is then invited on the staff page. */
import { type Stage, stageNames, stages } from '@contract/people'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import { useDeed } from '../use-deed'

export type AddSchoolCardProps = {
  onAdded: (schoolId: number) => void
}

export default function AddSchoolCard({ onAdded }: AddSchoolCardProps) {
  const [name, setName] = useState('')
  const [picked, setPicked] = useState<readonly Stage[]>([])
  const [canteenMode, setCanteenMode] = useState<'own' | 'delivered'>('own')
  const deed = useDeed()
  const fields = deed.problem?.fields ?? {}

  const add = () => {
    const input = { name, stages: stages.filter((one) => picked.includes(one)), canteenMode }
    return deed.run(JSON.stringify(input), async (requestId) => {
      const school = await call('account.addSchool', { requestId, ...input })
      showToast('已添加，请到教职工里邀请管理员', { done: true })
      setName('')
      setPicked([])
      onAdded(school.schoolId)
    })
  }

  return (
    <Card>
      <View className="stack desk-fit">
        <CardHead title="添加学校" icon="plus" />
        {deed.problem && (
          <Notice id="add-school-problem" tone="warning">
            {deed.problem.message}
          </Notice>
        )}
        <Field label="校名" required error={fields.name}>
          <TextInput id="new-school-name" label="校名" value={name} onChange={setName} maxLength={40} />
        </Field>
        <Field label="学段" required error={fields.stages}>
          <PickChips<Stage>
            id="new-stage"
            label="学段"
            multiple
            columns={3}
            options={stages.map((value) => ({ value, label: stageNames[value] }))}
            picked={[...picked]}
            onChange={setPicked}
          />
        </Field>
        <Field label="校园餐" required>
          <PickChips
            id="new-canteen"
            label="校园餐"
            options={[
              { value: 'own', label: '自有食堂' },
              { value: 'delivered', label: '营养配餐' },
            ]}
            picked={[canteenMode]}
            onChange={([mode]) => mode && setCanteenMode(mode)}
          />
        </Field>
        <View className="desk-acts">
          <Button id="school-add" size="small" loading={deed.doing !== null} onPress={() => void add()}>
            添加
          </Button>
        </View>
      </View>
    </Card>
  )
}

/** What the school says about itself; kept in the form until it is saved. */
import { type Stage, stageNames, stages } from '@contract/people'
import type { OutputOf } from '@contract/routes'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Field from '@/components/field'
import Notice from '@/components/notice'
import PickChips from '@/components/pick-chips'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'

type School = OutputOf<'account.getSchool'>

export default function SchoolForm({ schoolId }: { schoolId: number }) {
  const loader = useLoad(() => call('account.getSchool', { schoolId }), [schoolId])
  return (
    <Card>
      <Loaded of={loader} kind="lines">
        {(school) => <Form school={school} onSaved={loader.replace} />}
      </Loaded>
    </Card>
  )
}

function Form({ school, onSaved }: { school: School; onSaved: (school: School) => void }) {
  const [form, setForm] = useState(school)
  const deed = useDeed()
  const change = (part: Partial<School>) => setForm((before) => ({ ...before, ...part }))
  const fields = deed.problem?.fields ?? {}
  const isChanged = JSON.stringify(form) !== JSON.stringify(school)

  const save = () =>
    deed.run(JSON.stringify(form), async (requestId) => {
      const saved = await call('account.saveSchool', { requestId, ...form })
      setForm(saved)
      onSaved(saved)
      showToast('已保存', { done: true })
    })
  const changePhone = (at: number, part: Partial<School['phones'][number]>) =>
    change({ phones: form.phones.map((one, index) => (index === at ? { ...one, ...part } : one)) })

  return (
    <View className="stack desk-fit">
      <CardHead title="学校信息" icon="school" />
      {deed.problem && (
        <Notice id="school-problem" tone="warning">
          {deed.problem.message}
        </Notice>
      )}
      <Field label="校名" required error={fields.name}>
        <TextInput
          id="school-name"
          label="校名"
          value={form.name}
          onChange={(name) => change({ name })}
          maxLength={40}
        />
      </Field>
      <Field label="学段" required error={fields.stages}>
        <PickChips<Stage>
          id="stage"
          label="学段"
          multiple
          columns={3}
          options={stages.map((value) => ({ value, label: stageNames[value] }))}
          picked={form.stages}
          onChange={(picked) => change({ stages: stages.filter((one) => picked.includes(one)) })}
        />
      </Field>
      <Field label="校园餐" required>
        <PickChips
          id="canteen"
          label="校园餐"
          options={[
            { value: 'own', label: '自有食堂' },
            { value: 'delivered', label: '营养配餐' },
          ]}
          picked={[form.canteenMode]}
          onChange={([canteenMode]) => canteenMode && change({ canteenMode })}
        />
      </Field>
      {form.canteenMode === 'delivered' && (
        <Field label="配餐单位" error={fields.supplierName}>
          <TextInput
            id="supplier"
            label="配餐单位"
            value={form.supplierName}
            onChange={(supplierName) => change({ supplierName })}
            maxLength={60}
          />
        </Field>
      )}
      <Field label="地址" optional error={fields.address}>
        <TextInput
          id="address"
          label="地址"
          value={form.address}
          onChange={(address) => change({ address })}
          maxLength={120}
        />
      </Field>
      <Field label="公布的电话" hint="家长在首页和热线页看得到，最多 10 个。" error={fields.phones}>
        <View className="stack">
          {form.phones.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: phones have no names of their own while they are typed
            <View key={index} className="row">
              <View className="grow">
                <TextInput
                  id={`phone-label-${index}`}
                  label="哪里的电话"
                  placeholder="政教处"
                  value={one.label}
                  invalid={fields[`phones.${index}.label`] !== undefined}
                  onChange={(label) => changePhone(index, { label })}
                  maxLength={20}
                />
              </View>
              <View className="grow">
                <TextInput
                  id={`phone-${index}`}
                  label="电话号码"
                  placeholder="区号-号码"
                  value={one.phone}
                  invalid={fields[`phones.${index}.phone`] !== undefined}
                  onChange={(phone) => changePhone(index, { phone })}
                  maxLength={20}
                />
              </View>
              <Button
                id={`phone-remove-${index}`}
                kind="plain"
                size="small"
                label={`删除${one.label}的电话`}
                onPress={() => change({ phones: form.phones.filter((_, at) => at !== index) })}
              >
                删除
              </Button>
            </View>
          ))}
          {form.phones.length < 10 && (
            <View className="desk-acts">
              <Button
                id="phone-add"
                kind="outline"
                size="small"
                icon="plus"
                onPress={() => change({ phones: [...form.phones, { label: '', phone: '' }] })}
              >
                加一个电话
              </Button>
            </View>
          )}
        </View>
      </Field>
      <View className="desk-acts">
        <Button
          id="school-save"
          size="small"
          loading={deed.doing !== null}
          disabled={!isChanged}
          onPress={() => void save()}
        >
          保存
        </Button>
      </View>
    </View>
  )
}

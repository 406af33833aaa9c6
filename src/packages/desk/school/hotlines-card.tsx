/** Lines that can be rung: the school's own, the bureau's and the national ones; each desk mends its own layer. */
import type { Hotline } from '@contract/account/school'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Dialog from '@/components/dialog'
import EmptyState from '@/components/empty-state'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import Tag from '@/components/tag'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import Loaded from '../loaded'
import { useDeed } from '../use-deed'

export type HotlinesCardProps = { schoolId: number | null; isBureau: boolean }

const layerNames: Record<Hotline['layer'], string> = { national: '全国', bureau: '教育局', school: '学校' }

const questions: {
  key: 'name' | 'phone' | 'person' | 'hours' | 'hint'
  label: string
  placeholder: string
}[] = [
  { key: 'name', label: '名称', placeholder: '防欺凌热线' },
  { key: 'phone', label: '电话号码', placeholder: '区号-号码' },
  { key: 'person', label: '谁来接', placeholder: '政教处周老师' },
  { key: 'hours', label: '什么时候有人', placeholder: '周一至周五 7:30–17:30' },
  { key: 'hint', label: '什么时候打', placeholder: '被欺负，或者看到别人被欺负' },
]

export default function HotlinesCard({ schoolId, isBureau }: HotlinesCardProps) {
  const loader = useLoad(
    () => call('account.listHotlines', { schoolIds: schoolId === null ? [] : [schoolId] }),
    [schoolId],
  )
  const [editing, setEditing] = useState<Hotline | null>(null)
  const mayEdit = ({ layer }: Hotline) => isBureau || layer === 'school'
  const add = (layer: Hotline['layer']) =>
    setEditing({
      hotlineId: null,
      layer,
      schoolId: layer === 'school' ? schoolId : null,
      name: '',
      phone: '',
      person: '',
      hours: '',
      hint: '',
    })
  return (
    <Card flush>
      <View className="desk-list-head">
        <CardHead title="求助热线" icon="phone" sub="没有网络时，孩子的手机里也看得到" />
      </View>
      <Loaded of={loader}>
        {({ hotlines }) => (
          <>
            {hotlines.map((one) => (
              <ListRow
                key={one.hotlineId ?? `${one.layer} ${one.phone}`}
                id={`hotline-${one.hotlineId ?? one.phone}`}
                icon="phone"
                title={
                  <View className="row row--wrap">
                    <Text>{one.name}</Text>
                    <Text className="num strong">{one.phone}</Text>
                    <Tag>{layerNames[one.layer]}</Tag>
                  </View>
                }
                sub={[one.person, one.hours, one.hint].filter(Boolean).join(' · ')}
                onPress={mayEdit(one) ? () => setEditing(one) : undefined}
              />
            ))}
            {hotlines.length === 0 && (
              <EmptyState icon="phone" title="还没有热线">
                每所学校都要公布一个防欺凌电话，写明谁来接。
              </EmptyState>
            )}
          </>
        )}
      </Loaded>
      <View className="desk-list-foot">
        {schoolId !== null && (
          <Button id="hotline-add" kind="outline" size="small" icon="plus" onPress={() => add('school')}>
            加学校热线
          </Button>
        )}
        {isBureau && (
          <Button
            id="hotline-add-bureau"
            kind="outline"
            size="small"
            icon="plus"
            onPress={() => add('bureau')}
          >
            加全区热线
          </Button>
        )}
      </View>
      {editing && (
        <HotlineSheet
          hotline={editing}
          onClose={() => setEditing(null)}
          onDone={() => {
            setEditing(null)
            void loader.reload()
          }}
        />
      )}
    </Card>
  )
}

type HotlineSheetProps = { hotline: Hotline; onClose: () => void; onDone: () => void }

function HotlineSheet({ hotline, onClose, onDone }: HotlineSheetProps) {
  const [form, setForm] = useState(hotline)
  const [asking, setAsking] = useState(false)
  const deed = useDeed()
  const fields = deed.problem?.fields ?? {}

  const save = () =>
    deed.run(`save ${JSON.stringify(form)}`, async (requestId) => {
      await call('account.saveHotline', { requestId, ...form })
      showToast('已保存', { done: true })
      onDone()
    })
  const remove = (hotlineId: string) =>
    deed.run(`remove ${hotlineId}`, async (requestId) => {
      await call('account.removeHotline', { requestId, hotlineId })
      showToast('已删除', { done: true })
      onDone()
    })
  return (
    <>
      <Sheet
        id="hotline-sheet"
        open={!asking}
        title={hotline.hotlineId ? '改热线' : `加${layerNames[hotline.layer]}热线`}
        onClose={onClose}
        foot={
          <Button
            id="hotline-save"
            loading={deed.doing !== null}
            disabled={form.name.trim() === '' || form.phone.trim() === ''}
            onPress={() => void save()}
          >
            保存
          </Button>
        }
      >
        <View className="stack">
          {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
          {questions.map(({ key, label, placeholder }) => (
            <Field key={key} label={label} error={fields[key]} required={key === 'name' || key === 'phone'}>
              <TextInput
                id={`hotline-${key}`}
                label={label}
                placeholder={placeholder}
                value={form[key]}
                onChange={(value) => setForm((before) => ({ ...before, [key]: value }))}
                maxLength={40}
              />
            </Field>
          ))}
          {hotline.hotlineId && (
            <Button id="hotline-remove" kind="plain" onPress={() => setAsking(true)}>
              删除这条热线
            </Button>
          )}
        </View>
      </Sheet>
      <Dialog
        id="hotline-dialog"
        open={asking}
        title={`删除“${hotline.name}”？`}
        confirm="删除"
        danger
        loading={deed.doing !== null}
        onConfirm={() => hotline.hotlineId && void remove(hotline.hotlineId)}
        onCancel={() => setAsking(false)}
      >
        孩子和家长的手机下次联网后就看不到它了。请先确认还有别的电话能接通。
      </Dialog>
    </>
  )
}

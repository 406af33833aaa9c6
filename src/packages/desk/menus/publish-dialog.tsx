/** Asks once before a menu goes to families: what will happen, and for a correction why. */
import type { Finding } from '@contract/canteen/findings'
import { weekWords } from '@contract/canteen/week'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Dialog from '@/components/dialog'
import Field from '@/components/field'
import Notice from '@/components/notice'
import TextInput from '@/components/text-input'
import { showToast } from '@/components/toast'
import { useDeed } from '../use-deed'
import { countDishes } from './edit-menu'
import type { DeskWeek, MenuDesk } from './use-menu-desk'

export type PublishDialogProps = {
  data: DeskWeek
  desk: MenuDesk
  weekStartsOn: string
  findings: readonly Finding[]
  onClose: () => void
}

export default function PublishDialog({ data, desk, weekStartsOn, findings, onClose }: PublishDialogProps) {
  const [changeNote, setChangeNote] = useState('')
  const [unsaved, setUnsaved] = useState(false)
  const deed = useDeed()
  const blocks = findings.filter(({ severity }) => severity === 'block')
  const warnings = findings.filter(({ severity }) => severity === 'warning').length
  const isCorrection = data.versions.length > 0
  const { schoolId } = data.kitchen

  const publish = async () => {
    if (blocks.length > 0) return onClose()
    const draftVersion = await desk.flush()
    setUnsaved(draftVersion === null)
    if (draftVersion === null) return
    const isDone = await deed.run(`publish ${draftVersion} ${changeNote}`, async (requestId) => {
      await call('canteen.publishMenu', { requestId, schoolId, weekStartsOn, draftVersion, changeNote })
    })
    if (!isDone) return
    showToast(isCorrection ? '已更正' : '已公布', { done: true })
    await desk.loader.reload()
    onClose()
  }
  const problem = deed.problem && (Object.values(deed.problem.fields)[0] ?? deed.problem.message)
  return (
    <Dialog
      id="publish-dialog"
      open
      title={isCorrection ? '更正已公布的食谱？' : '公布这一周的食谱？'}
      confirm={blocks.length > 0 ? '去修改' : isCorrection ? '更正' : '公布'}
      loading={deed.doing !== null}
      onConfirm={() => void publish()}
      onCancel={onClose}
    >
      <View className="stack">
        <View>
          {`${weekWords(weekStartsOn)}，共 ${countDishes(desk.menu)} 道菜。${
            isCorrection
              ? '家长会看到新的一版，看过旧版的家长会收到消息；旧版留着，能看到改了什么。'
              : '本校家长马上就能看到，订了提醒的会收到消息。公布后还能更正。'
          }`}
        </View>
        {blocks.length > 0 && (
          <Notice id="publish-blocked" tone="danger">
            <View>{`还有 ${blocks.length} 处必须改，改好才能公布：`}</View>
            {blocks.map(({ problem: words, ruleId, place }) => (
              <View key={`${ruleId} ${place.dishId ?? ''} ${place.servedOn ?? ''}`}>{words}</View>
            ))}
          </Notice>
        )}
        {warnings > 0 && (
          <Notice tone="warning">{`还有 ${warnings} 条建议没有采纳，可以公布，教育局看得到条数。`}</Notice>
        )}
        {isCorrection && (
          <Field label="为什么更正" required hint="家长会看到这句话">
            <View id="change-note">
              <TextInput
                value={changeNote}
                onChange={setChangeNote}
                label="为什么更正"
                placeholder="如 油菜没有到货"
              />
            </View>
          </Field>
        )}
        {unsaved && <Notice tone="warning">草稿还没有存到服务器，先看看页面上的提示，存好再公布。</Notice>}
        {problem && (
          <Notice id="publish-problem" tone="warning">
            {problem}
          </Notice>
        )}
      </View>
    </Dialog>
  )
}

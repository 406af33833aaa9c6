/** Asks once before a menu goes to families: what will happen, and for a correction why. */
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
  onClose: () => void
}

export default function PublishDialog({ data, desk, weekStartsOn, onClose }: PublishDialogProps) {
  const [changeNote, setChangeNote] = useState('')
  const [unsaved, setUnsaved] = useState(false)
  const deed = useDeed()
  const isCorrection = data.versions.length > 0
  const { schoolId } = data.kitchen

  const publish = async () => {
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
      confirm={isCorrection ? '更正' : '公布'}
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

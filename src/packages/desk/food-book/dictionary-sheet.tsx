/** A dictionary from a file: seen with every problem and every change before it takes the place of the one in force. */
import type { DictionaryPreview } from '@contract/canteen/dictionary-routes'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call, newRequestId } from '@/api/call'
import Button from '@/components/button'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import Tag from '@/components/tag'
import { showToast } from '@/components/toast'
import { type ChosenFile, chooseTable } from '../choose-file'
import { useDeed } from '../use-deed'

export type DictionarySheetProps = { onReplaced: () => Promise<unknown>; onClose: () => void }

type State =
  | { step: 'choosing'; refusal: string | null }
  | { step: 'seen'; name: string; draftId: string; preview: DictionaryPreview }

/** @returns the draft's id. @throws CallError as `call` does */
const send = async (file: ChosenFile): Promise<string> => {
  const { draftId, chunkBytes } = await call('canteen.beginDictionary', {
    requestId: newRequestId(),
    fileName: file.name.slice(-120),
    sizeBytes: file.sizeBytes,
  })
  for (let index = 0; index * chunkBytes < file.sizeBytes; index += 1) {
    const start = index * chunkBytes
    const base64 = await file.read(start, Math.min(chunkBytes, file.sizeBytes - start))
    await call('canteen.putDictionaryPiece', { requestId: newRequestId(), draftId, index, base64 })
  }
  return draftId
}

export default function DictionarySheet({ onReplaced, onClose }: DictionarySheetProps) {
  const [state, setState] = useState<State>({ step: 'choosing', refusal: null })
  const deed = useDeed()
  const choose = async () => {
    const file = await chooseTable()
    if (!file) return
    await deed.run(`file ${file.name} ${file.sizeBytes}`, async (requestId) => {
      const draftId = await send(file)
      const { read } = await call('canteen.readDictionary', { requestId, draftId })
      setState(
        read.kind === 'read'
          ? { step: 'seen', name: file.name, draftId, preview: read.preview }
          : { step: 'choosing', refusal: read.sentence },
      )
    })
  }
  const replace = async (draftId: string) => {
    const isDone = await deed.run(`replace ${draftId}`, async (requestId) => {
      const { checkedMenus, toldSchools } = await call('canteen.replaceDictionary', { requestId, draftId })
      showToast(`已替换，重新检查了 ${checkedMenus} 份食谱，告诉了 ${toldSchools} 所学校`)
    })
    if (!isDone) return
    await onReplaced()
    onClose()
  }
  const problem = deed.problem && (Object.values(deed.problem.fields)[0] ?? deed.problem.message)
  const choosing = (
    <Button
      id="dictionary-choose"
      icon="upload"
      kind={state.step === 'seen' ? 'outline' : undefined}
      loading={deed.doing?.startsWith('file') ?? false}
      onPress={() => void choose()}
    >
      {state.step === 'seen' ? '换一份' : '选择 Excel 文件'}
    </Button>
  )
  return (
    <Sheet
      id="dictionary-sheet"
      open
      title="导入词典"
      sub="整本替换。先看清变化，确认以后全区各校马上用新的，旧的留着。"
      onClose={onClose}
      foot={
        state.step === 'seen' && (
          <>
            {state.preview.problems === 0 && (
              <Button
                id="dictionary-replace"
                loading={deed.doing?.startsWith('replace') ?? false}
                onPress={() => void replace(state.draftId)}
              >
                {`用这 ${state.preview.foodCount} 种食物替换`}
              </Button>
            )}
            {choosing}
          </>
        )
      }
    >
      <View className="stack">
        {problem && (
          <Notice id="dictionary-refused" tone="warning">
            {problem}
          </Notice>
        )}
        {state.step === 'choosing' ? (
          <>
            {state.refusal && (
              <Notice id="dictionary-unread" tone="warning">
                {state.refusal}
              </Notice>
            )}
            {choosing}
            <Text className="sub">先“导出词典”，在那份表格里改。第二张表写着每一列怎么填。</Text>
          </>
        ) : (
          <Preview name={state.name} preview={state.preview} />
        )}
      </View>
    </Sheet>
  )
}

const Preview = ({ name, preview }: { name: string; preview: DictionaryPreview }) => {
  const { foodCount, problems, marks, added, removed, lostAllergens, changed, menus } = preview
  return (
    <View id="dictionary-preview" className="stack">
      <View className="food-book__words">{name}</View>
      {problems > 0 ? (
        <Notice id="dictionary-sentence" tone="danger">
          {`读出 ${foodCount} 种食物，有 ${problems} 处要先改。请在表格里改好再上传，现在什么也没有换。`}
        </Notice>
      ) : (
        <Notice id="dictionary-sentence" tone="info">
          {`读出 ${foodCount} 种食物：新增 ${added.count} 种，去掉 ${removed.count} 种，改了 ${changed.count} 种。`}
        </Notice>
      )}
      {marks.map((mark) => (
        <View key={`${mark.row ?? ''} ${mark.column} ${mark.says}`} className="food-book__mark">
          <Tag tone={mark.kind === 'problem' ? 'danger' : 'info'}>
            {mark.kind === 'problem' ? '要改' : '请核对'}
          </Tag>
          <View className="grow">
            <View>{mark.says}</View>
            {mark.row !== null && (
              <Text className="note">{`第 ${mark.row} 行${mark.column ? ` ${mark.column} 列` : ''}`}</Text>
            )}
          </View>
        </View>
      ))}
      <Lines title="不再标的过敏原" tone="danger" of={lostAllergens} />
      <Lines title="食谱里会多出的提示" tone="warning" of={menus} />
      <Lines title="去掉的食物" tone="warning" of={removed} />
      <Lines title="改了的食物" tone="info" of={changed} />
      <Lines title="新增的食物" tone="ok" of={added} />
    </View>
  )
}

type LinesProps = {
  title: string
  tone: 'danger' | 'warning' | 'info' | 'ok'
  of: DictionaryPreview['added']
}

const Lines = ({ title, tone, of }: LinesProps) =>
  of.count === 0 ? null : (
    <View>
      <Text className="strong">{`${title}（${of.count}）`}</Text>
      {of.says.map((says) => (
        <View key={says} className="food-book__mark">
          <Tag tone={tone}>{{ danger: '当心', warning: '留意', info: '改', ok: '新' }[tone]}</Tag>
          <View className="grow food-book__words">{says}</View>
        </View>
      ))}
      {of.count > of.says.length && (
        <Text className="note">{`还有 ${of.count - of.says.length} 处没有列出`}</Text>
      )}
    </View>
  )

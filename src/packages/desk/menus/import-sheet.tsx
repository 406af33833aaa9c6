/** A menu from an Excel file or pasted words: seen with every guess and question before it takes the draft's place. */
import type { PreviewMark } from '@contract/canteen/findings'
import type { WeekMenu } from '@contract/canteen/menu'
import { weekWords } from '@contract/canteen/week'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import Button from '@/components/button'
import Icon from '@/components/icon'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import Tag, { type TagProps } from '@/components/tag'
import TextArea from '@/components/text-area'
import { chooseTable } from '../choose-file'
import { sendPieces } from '../send-pieces'
import { useDeed } from '../use-deed'
import { countDishes } from './edit-menu'

export type ImportSheetProps = {
  schoolId: number
  weekStartsOn: string
  /** The draft has dishes that would be replaced. */
  hasDishes: boolean
  onTake: (menu: WeekMenu) => void
  onClose: () => void
}

type State =
  | { step: 'choosing'; refusal: string | null }
  | { step: 'seen'; name: string; menu: WeekMenu; marks: readonly PreviewMark[] }

const tones: Record<PreviewMark['kind'], TagProps['tone']> = {
  problem: 'danger',
  question: 'warning',
  guess: 'info',
}
const names: Record<PreviewMark['kind'], string> = { problem: '没有收下', question: '请您定', guess: '猜的' }
const order: readonly PreviewMark['kind'][] = ['problem', 'question', 'guess']

export default function ImportSheet(props: ImportSheetProps) {
  const { schoolId, weekStartsOn, hasDishes, onTake, onClose } = props
  const [state, setState] = useState<State>({ step: 'choosing', refusal: null })
  const [words, setWords] = useState('')
  const deed = useDeed()

  const see = (name: string, read: Awaited<ReturnType<typeof readFile>>) =>
    setState(
      read.kind === 'read'
        ? { step: 'seen', name, menu: read.menu, marks: read.marks }
        : { step: 'choosing', refusal: read.sentence },
    )
  const readFile = async (requestId: string, uploadId: string) =>
    (await call('canteen.readMenuFile', { requestId, schoolId, weekStartsOn, uploadId })).read
  const chooseFile = async () => {
    const file = await chooseTable()
    if (!file) return
    await deed.run(`file ${file.name} ${file.sizeBytes}`, async (requestId) => {
      see(file.name, await readFile(requestId, await sendPieces(schoolId, 'menu', file)))
    })
  }
  const readWords = () =>
    deed.run('words', async () => {
      const { read } = await call('canteen.readMenuText', { schoolId, weekStartsOn, text: words })
      see('粘贴的文字', read)
    })

  return (
    <Sheet
      id="import-sheet"
      open
      title="导入食谱"
      sub={weekWords(weekStartsOn)}
      onClose={onClose}
      foot={
        state.step === 'seen' && (
          <>
            <Button id="import-take" onPress={() => onTake(state.menu)}>
              {hasDishes ? '放进草稿，替换现有的菜' : '放进草稿'}
            </Button>
            <Button
              id="import-again"
              kind="plain"
              onPress={() => setState({ step: 'choosing', refusal: null })}
            >
              换一份
            </Button>
          </>
        )
      }
    >
      {state.step === 'choosing' ? (
        <View className="stack">
          {deed.problem && <Notice tone="warning">{deed.problem.message}</Notice>}
          {state.refusal && (
            <Notice id="import-refused" tone="warning">
              {state.refusal}
            </Notice>
          )}
          <Button
            id="import-choose"
            icon="upload"
            loading={deed.doing?.startsWith('file') ?? false}
            onPress={() => void chooseFile()}
          >
            选择 Excel 文件
          </Button>
          <Text className="sub">
            带量食谱的表格，列的顺序不限，合并的格子也能读。也可以把网页或公众号里的文字粘贴在下面。
          </Text>
          <View id="import-words">
            <TextArea
              value={words}
              onChange={setWords}
              maxLength={8000}
              rows={4}
              placeholder={'周一\n主食：米饭（大米100g）\n大荤：红烧肉（猪肉40g、土豆40g）'}
              label="粘贴食谱的文字"
            />
          </View>
          <Button
            id="import-read-words"
            kind="quiet"
            disabled={words.trim() === ''}
            loading={deed.doing === 'words'}
            onPress={() => void readWords()}
          >
            读这段文字
          </Button>
        </View>
      ) : (
        <Preview name={state.name} menu={state.menu} marks={state.marks} />
      )}
    </Sheet>
  )
}

const Preview = ({ name, menu, marks }: { name: string; menu: WeekMenu; marks: readonly PreviewMark[] }) => {
  const count = (kind: PreviewMark['kind']) => marks.filter((mark) => mark.kind === kind).length
  return (
    <View className="stack" id="import-preview">
      <View className="row">
        <Icon name="file" />
        <Text className="grow">{name}</Text>
      </View>
      <Text id="import-sentence" className="strong">
        {`读出 ${menu.days.length} 天、${countDishes(menu)} 道菜。${
          marks.length === 0
            ? '没有拿不准的地方。'
            : order
                .filter((kind) => count(kind) > 0)
                .map((kind) => `${names[kind]} ${count(kind)} 处`)
                .join('，')
        }`}
      </Text>
      {order.flatMap((kind) =>
        marks
          .filter((mark) => mark.kind === kind)
          .map((mark) => (
            <View key={`${kind} ${mark.row ?? ''} ${mark.column} ${mark.says}`} className="import-mark">
              <Tag tone={tones[kind]}>{names[kind]}</Tag>
              <View className="grow">
                <View>{mark.says}</View>
                {mark.row !== null && (
                  <Text className="note">{`第 ${mark.row} 行${mark.column ? ` ${mark.column} 列` : ''}`}</Text>
                )}
              </View>
            </View>
          )),
      )}
    </View>
  )
}

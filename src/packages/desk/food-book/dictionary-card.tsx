/** The dictionary as a whole, for those who keep it: out to Excel, in again with a preview, earlier editions back. */
import type { Edition } from '@contract/canteen/dictionary-routes'
import { momentWords } from '@contract/time-words'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Dialog from '@/components/dialog'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import Loaded from '../loaded'
import { saveFile } from '../save-file'
import { useDeed } from '../use-deed'
import DictionarySheet from './dictionary-sheet'

/** What comes with the program. */
const PROGRAM = 0

export default function DictionaryCard({ onReplaced }: { onReplaced: () => Promise<unknown> }) {
  const loader = useLoad(() => call('canteen.listEditions', {}), [])
  const deed = useDeed()
  const [isImporting, setImporting] = useState(false)
  const [restoring, setRestoring] = useState<Pick<Edition, 'edition' | 'fileName'> | null>(null)
  const now = new Date()
  const again = () => Promise.all([loader.reload(), onReplaced()])

  const download = (edition: number | null) =>
    deed.run(`file ${edition ?? ''}`, async () => {
      const { fileName, base64 } = await call('canteen.getDictionaryFile', { edition })
      showToast((await saveFile(fileName, base64)) ? '已导出' : '没有存下来，请再试一次')
    })
  const restore = async () => {
    if (!restoring) return
    const { edition } = restoring
    const isDone = await deed.run(`restore ${edition}`, async (requestId) => {
      await call('canteen.restoreEdition', { requestId, edition })
    })
    setRestoring(null)
    if (!isDone) return
    showToast('已恢复，食谱重新检查过', { done: true })
    await again()
  }
  return (
    <Card id="dictionary">
      <View className="stack">
        <CardHead
          icon="file"
          tone="canteen"
          title="整本词典"
          sub="导出 Excel，改好再导入；先看到每一处变化，确认才替换，旧的都留着"
        />
        {deed.problem && (
          <Notice id="dictionary-problem" tone="warning">
            {deed.problem.message}
          </Notice>
        )}
        <View className="desk-acts">
          <Button
            id="dictionary-export"
            size="small"
            kind="outline"
            icon="download"
            loading={deed.doing === 'file '}
            onPress={() => void download(null)}
          >
            导出词典
          </Button>
          <Button
            id="dictionary-import"
            size="small"
            kind="outline"
            icon="upload"
            onPress={() => setImporting(true)}
          >
            导入词典
          </Button>
        </View>
        <Loaded of={loader} kind="lines">
          {({ editions, acceptedSince }) => (
            <View className="bleed">
              {editions.length === 0 && (
                <ListRow
                  title="程序自带的词典"
                  sub={acceptedSince > 0 ? `现在用的；另有审核收下的 ${acceptedSince} 个词` : '现在用的'}
                />
              )}
              {editions.map((one, index) => (
                <ListRow
                  key={one.edition}
                  id={`edition-${one.edition}`}
                  title={`第 ${one.edition} 版，${one.foodCount} 种食物`}
                  sub={`${index === 0 ? '现在用的；' : ''}${one.fileName}，${one.madeBy} ${momentWords(one.madeAt, now)}`}
                  end={
                    index === 0 ? undefined : (
                      <Button
                        id={`restore-${one.edition}`}
                        kind="plain"
                        size="small"
                        onPress={() => setRestoring(one)}
                      >
                        恢复
                      </Button>
                    )
                  }
                />
              ))}
              {editions.length > 0 && (
                <ListRow
                  title="程序自带的词典"
                  sub="最初的那一本"
                  end={
                    <Button
                      id="restore-0"
                      kind="plain"
                      size="small"
                      onPress={() => setRestoring({ edition: PROGRAM, fileName: '程序自带的词典' })}
                    >
                      恢复
                    </Button>
                  }
                />
              )}
            </View>
          )}
        </Loaded>
      </View>
      {isImporting && <DictionarySheet onReplaced={again} onClose={() => setImporting(false)} />}
      <Dialog
        id="restore-dialog"
        open={restoring !== null}
        title={
          restoring?.edition === PROGRAM ? '换回程序自带的词典？' : `恢复第 ${restoring?.edition ?? ''} 版？`
        }
        confirm="恢复"
        loading={deed.doing !== null}
        onConfirm={() => void restore()}
        onCancel={() => setRestoring(null)}
      >
        全区各校马上用它；现在用的这一版留着，还能恢复。本周和以后的食谱会重新检查，有新提示的食堂会收到消息。
      </Dialog>
    </Card>
  )
}

/** Everything kept about this person, to read here or to take away as JSON (个人信息保护法 art 45). */
import { ScrollView, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { asProblem } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import { saveText } from './save-text'

type State =
  | { step: 'closed' }
  | { step: 'loading' }
  | { step: 'failed'; words: string }
  | { step: 'open'; json: string }

/** The page shows this much; the file holds all of it. */
const SHOWN = 6000

export default function ExportData() {
  const [now, setNow] = useState<State>({ step: 'closed' })
  const fetchAll = async () => {
    setNow({ step: 'loading' })
    try {
      const { json } = await call('account.exportMyData', {})
      setNow({ step: 'open', json })
    } catch (reason) {
      setNow({ step: 'failed', words: asProblem(reason).message })
    }
  }
  const save = async (json: string) => {
    const name = `anxin-my-data-${new Date().toISOString().slice(0, 10)}.json`
    const saved = await saveText(name, json)
    if (!saved) showToast('没有保存成功，可以改用复制')
  }
  const copy = (json: string) => {
    void Taro.setClipboardData({ data: json }).then(() => showToast('已复制', { done: true }))
  }

  return (
    <Card id="export">
      <CardHead
        icon="file"
        title="查看和带走"
        sub="我们存的、和您账号有关的全部信息。求助的内容在“我的求助”里逐件查看。"
      />
      {now.step === 'failed' && (
        <Notice id="export-problem" tone="danger" className="account-action">
          {now.words}
        </Notice>
      )}
      {now.step === 'open' ? (
        <>
          <ScrollView scrollY className="my-data-json">
            <Text id="export-json" className="mono" userSelect>
              {now.json.length > SHOWN ? `${now.json.slice(0, SHOWN)}\n…后面的内容在文件里` : now.json}
            </Text>
          </ScrollView>
          <View className="account-buttons">
            <Button id="export-copy" kind="outline" icon="copy" onPress={() => copy(now.json)}>
              复制
            </Button>
            <Button id="export-save" icon="download" onPress={() => void save(now.json)}>
              保存文件
            </Button>
          </View>
        </>
      ) : (
        <View className="account-action">
          <Button
            id="export-open"
            kind="quiet"
            loading={now.step === 'loading'}
            onPress={() => void fetchAll()}
          >
            {now.step === 'failed' ? '重试' : '查看我的数据'}
          </Button>
        </View>
      )}
    </Card>
  )
}

/** Who can see the reporter's name: shown to them, opened and sealed by them, with every look that staff asked for or took. */
import type { ReporterName } from '@contract/report/identity'
import type { ReporterKey } from '@contract/report/report'
import { momentWords } from '@contract/time-words'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Dialog from '@/components/dialog'
import Notice from '@/components/notice'
import { showToast } from '@/components/toast'
import type { ProgressData } from './use-progress'

export type NameCardProps = {
  by: ReporterKey
  /** Grows with each step: then the card is read again. */
  events: number
  you: '你' | '您'
  canWrite: boolean
  onChange: (progress: ProgressData) => void
}

type Change = 'open' | 'seal'

/** Who sees what, so that a child understands. */
const standing = ({ state, wasOpen, canOpen }: ReporterName, you: string): string => {
  if (state === 'open') return `处理这件事的老师看得到${you}的名字，别的老师和同学看不到。`
  if (state === 'none') return `${you}没有留下名字，谁也看不到。想告诉老师${you}是谁，可以写在留言里。`
  const sealed = `老师看不到${you}的名字。谁想看，要写明理由，由教育局的另一个人批准，每一次${you}都能在这里看到。`
  if (wasOpen) return `${you}之后的留言不带名字。之前看过的老师还会记得，以前留言上的名字也还在。`
  return canOpen ? sealed : `${sealed}名字存在提交时用的账号里，用那个账号登录，才能让老师看到。`
}

const lookWords: Record<ReporterName['looks'][number]['kind'], (who: string, you: string) => string> = {
  identity_asked: (who, you) => `${who}申请看${you}的名字`,
  identity_approved: (who) => `${who}批准看一次`,
  identity_refused: (who) => `${who}没有批准`,
  identity_opened: (who, you) => `${who}看了一次${you}的名字`,
}

export default function NameCard({ by, events, you, canWrite, onChange }: NameCardProps) {
  const key = 'receiptCode' in by ? by.receiptCode : by.caseId
  const { load, reload } = useLoad(() => call('report.getName', { by }), [key, events])
  const [asking, setAsking] = useState<Change | null>(null)
  const opening = useSend('report.openName')
  const sealing = useSend('report.sealName')
  const sender = asking === 'seal' ? sealing : opening
  if (load.state !== 'ready') return null
  const name = load.data

  const change = async () => {
    const progress = await sender.send({ by })
    if (progress === null) return
    showToast(asking === 'open' ? '老师可以看到了' : '之后不带名字', { done: true })
    setAsking(null)
    onChange(progress)
    await reload()
  }
  return (
    <Card id="name-card">
      <CardHead title="谁能看到名字" />
      <View className="stack">
        <Text id="name-standing">{standing(name, you)}</Text>
        {name.looks.map((look) => (
          <View key={`${look.kind} ${look.at}`} className="stack stack--tight">
            <Text className="sub strong">{lookWords[look.kind](`${look.who}（${look.role}）`, you)}</Text>
            {look.words !== '' && look.kind !== 'identity_opened' && (
              <Text className="sub" userSelect>{`写的是：${look.words}`}</Text>
            )}
            <Text className="note">{momentWords(look.at, new Date())}</Text>
          </View>
        ))}
        {name.state === 'sealed' && name.canOpen && canWrite && (
          <Button id="open-name" kind="outline" onPress={() => setAsking('open')}>
            让处理的老师看到名字
          </Button>
        )}
        {name.state === 'open' && (
          <Button id="seal-name" kind="outline" onPress={() => setAsking('seal')}>
            以后不带名字
          </Button>
        )}
      </View>
      <Dialog
        id="name-dialog"
        open={asking !== null}
        title={asking === 'seal' ? '以后不带名字？' : '让老师看到名字？'}
        confirm={asking === 'seal' ? '以后不带名字' : '让老师看到'}
        loading={sender.isSending}
        onConfirm={() => void change()}
        onCancel={() => {
          sender.clear()
          setAsking(null)
        }}
      >
        <View className="stack">
          {sender.problem && (
            <Notice id="name-problem" tone="warning">
              {sender.problem.message}
            </Notice>
          )}
          <View>
            {asking === 'seal'
              ? `从下一条留言起不带名字。之前看过的老师还会记得，收不回来。`
              : `处理这件事的老师会看到：${name.shownAs ?? ''}。之后${you}还可以改成不带名字，但看过的老师会记得。`}
          </View>
        </View>
      </Dialog>
    </Card>
  )
}

/** Deleting the account: what goes, what the law keeps, and four words typed by hand. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { keepToken } from '@/api/call'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Field from '@/components/field'
import Notice from '@/components/notice'
import Sheet from '@/components/sheet'
import TextInput from '@/components/text-input'
import { refreshSession } from '@/stores/session'

const WORDS = '删除我的账号'

export default function DeleteAccount({ onDeleted }: { onDeleted: (kept: string[]) => void }) {
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const { send, isSending, problem, clear } = useSend('account.deleteMyAccount')
  const matches = typed.trim() === WORDS

  const remove = async () => {
    if (!matches) return
    const answer = await send({ confirmation: WORDS })
    if (answer === null) return
    onDeleted(answer.kept)
    keepToken(null)
    await refreshSession()
  }
  const close = () => {
    clear()
    setTyped('')
    setOpen(false)
  }

  return (
    <Card id="delete">
      <CardHead
        icon="trash"
        tone="safety"
        title="删除账号"
        sub="账号信息、孩子的绑定、消息和登录记录都会删掉，不能恢复。已经提交的求助，学校会依法处理完并保存。"
      />
      <View className="account-action">
        <Button id="delete-open" kind="outline" onPress={() => setOpen(true)}>
          删除我的账号
        </Button>
      </View>
      <Sheet
        id="delete-sheet"
        open={isOpen}
        title="删除我的账号"
        sub="删除以后不能恢复。还在处理的求助会继续办，请先抄下查询码，否则以后看不到进度。"
        onClose={close}
        foot={
          <View className="account-buttons">
            <Button id="delete-cancel" kind="outline" disabled={isSending} onPress={close}>
              先不
            </Button>
            <Button
              id="delete-confirm"
              kind="danger"
              disabled={!matches}
              loading={isSending}
              onPress={() => void remove()}
            >
              删除账号
            </Button>
          </View>
        }
      >
        <View className="stack">
          {problem && (
            <Notice id="delete-problem" tone="danger">
              {problem.message}
            </Notice>
          )}
          <Field label={`请写下“${WORDS}”`} hint="写得一样，下面的按钮才能按">
            <TextInput id="delete-words" label={WORDS} value={typed} maxLength={20} onChange={setTyped} />
          </Field>
        </View>
      </Sheet>
    </Card>
  )
}

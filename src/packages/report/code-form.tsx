/** Opens a case by its receipt code, typed or scanned, from any phone and without an account. */
import { isReceiptCode, normaliseReceiptCode } from '@contract/report/receipt-code'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { type ReactNode, useState } from 'react'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import Screen, { type TextScale } from '@/components/screen'
import SectionTitle from '@/components/section-title'
import TextInput from '@/components/text-input'
import { receiptInText } from './receipt-picture'

const canScan = process.env.TARO_ENV === 'weapp'

const pages = {
  progress: {
    title: '凭查询码查看',
    act: '查看进度',
    sub: '提交以后拿到的那一串字母和数字，不用登录也能看。',
  },
  check: {
    title: '核对记录',
    act: '开始核对',
    sub: '在这台设备上核对：记录有没有被改过、删过、换过。不用登录。',
  },
}

export type CodeFormProps = {
  scale: TextScale
  /** Where the code leads. */
  to?: keyof typeof pages
  children?: ReactNode
}

export default function CodeForm({ scale, to = 'progress', children }: CodeFormProps) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()

  const open = (code: string, head: string | null = null) => {
    if (!isReceiptCode(code)) {
      setProblem('查询码是 12 位的字母和数字，请对照着再看一遍。')
      return
    }
    const query = `code=${normaliseReceiptCode(code)}${head ? `&head=${head}` : ''}`
    void Taro.navigateTo({ url: `/packages/report/pages/${to}/index?${query}` })
  }
  const scan = async () => {
    const answer = await Taro.scanCode({ scanType: ['qrCode'] }).catch(() => null)
    if (!answer) return
    const found = receiptInText(answer.result)
    if (found) open(found.code, found.head)
    else setProblem('这不是查询码，请换一张再扫。')
  }
  return (
    <Screen
      title={pages[to].title}
      scale={scale}
      foot={
        <>
          <Button id="open-code" onPress={() => open(typed)}>
            {pages[to].act}
          </Button>
          {canScan && (
            <Button id="scan-code" kind="quiet" icon="scan" onPress={() => void scan()}>
              扫一扫
            </Button>
          )}
        </>
      }
    >
      <SectionTitle large title="输入查询码" sub={pages[to].sub} />
      <Field label="查询码" error={problem} hint="不分大小写，有没有空格都可以。">
        <TextInput
          id="code-input"
          label="查询码"
          value={typed}
          onChange={(value) => {
            setProblem(undefined)
            setTyped(value)
          }}
          placeholder="K7M4 29XQ 8RTN"
          maxLength={20}
          clearable
          onConfirm={() => open(typed)}
        />
      </Field>
      <View>
        <Notice>查询码就是钥匙：有它就能看到这件事，请自己收好。</Notice>
      </View>
      {children}
    </Screen>
  )
}

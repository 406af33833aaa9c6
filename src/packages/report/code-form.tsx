/** Opens a case by its receipt code, typed or scanned, from any phone and without an account. */
import { isReceiptCode, normaliseReceiptCode } from '@contract/report/receipt-code'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import Button from '@/components/button'
import Field from '@/components/field'
import Notice from '@/components/notice'
import Screen, { type TextScale } from '@/components/screen'
import SectionTitle from '@/components/section-title'
import TextInput from '@/components/text-input'
import { codeInText } from './receipt-picture'

const canScan = process.env.TARO_ENV === 'weapp'

export default function CodeForm({ scale }: { scale: TextScale }) {
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()

  const open = (code: string) => {
    if (!isReceiptCode(code)) {
      setProblem('查询码是 12 位的字母和数字，请对照着再看一遍。')
      return
    }
    void Taro.navigateTo({ url: `/packages/report/pages/progress/index?code=${normaliseReceiptCode(code)}` })
  }
  const scan = async () => {
    const answer = await Taro.scanCode({ scanType: ['qrCode'] }).catch(() => null)
    if (!answer) return
    const code = codeInText(answer.result)
    if (code) open(code)
    else setProblem('这不是查询码，请换一张再扫。')
  }
  return (
    <Screen
      title="凭查询码查看"
      scale={scale}
      foot={
        <>
          <Button id="open-code" onPress={() => open(typed)}>
            查看进度
          </Button>
          {canScan && (
            <Button id="scan-code" kind="quiet" icon="scan" onPress={() => void scan()}>
              扫一扫
            </Button>
          )}
        </>
      }
    >
      <SectionTitle large title="输入查询码" sub="提交以后拿到的那一串字母和数字，不用登录也能看。" />
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
    </Screen>
  )
}

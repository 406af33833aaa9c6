/** The code: typed by hand from the sheet, scanned, or brought by a link. */

import { formatBindingCode, isBindingCode } from '@contract/account/binding-code'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { type CallError, call } from '@/api/call'
import { asProblem } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import Field from '@/components/field'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import SectionTitle from '@/components/section-title'
import TextInput from '@/components/text-input'
import { codeInside } from '../../parts/scanned-code'
import type { Preview } from './confirm-step'
import './index.scss'

export type CodeStepProps = {
  code: string
  /** Came with the link that opened the page: it is looked up at once. */
  isFromLink: boolean
  onCode: (code: string) => void
  onPreview: (preview: Preview) => void
  onWithout: () => void
}

/** What is said under the field; other problems stand in a notice of their own. */
const atTheField = (problem: CallError | null): string | undefined => {
  if (problem === null) return undefined
  if (problem.fields.code) return problem.fields.code
  return problem.code.startsWith('binding.') ? problem.message : undefined
}

export default function CodeStep({ code, isFromLink, onCode, onPreview, onWithout }: CodeStepProps) {
  const [isLooking, setLooking] = useState(false)
  const [problem, setProblem] = useState<CallError | null>(null)
  const [shape, setShape] = useState<string | undefined>(undefined)
  const looked = useRef(false)

  const look = async (typed: string) => {
    if (!isBindingCode(typed)) {
      setShape(
        typed.trim() === ''
          ? '请填写绑定码'
          : '绑定码是 10 个字母和数字，例如 K7M4-29XQ8R，请对照绑定单看一看',
      )
      return
    }
    setShape(undefined)
    setProblem(null)
    setLooking(true)
    try {
      onPreview(await call('account.previewBinding', { code: typed }))
    } catch (reason) {
      setProblem(asProblem(reason))
      setLooking(false)
    }
  }

  const onOpen = useRef(() => {
    if (isFromLink && !looked.current) void look(code)
    looked.current = true
  })
  useEffect(() => onOpen.current(), [])

  const scan = async () => {
    const scanned = await Taro.scanCode({ scanType: ['qrCode', 'barCode'] }).catch(() => null)
    if (scanned === null) return
    const found = formatBindingCode(codeInside(scanned.result))
    onCode(found)
    await look(found)
  }

  const change = (typed: string) => {
    setShape(undefined)
    setProblem(null)
    onCode(typed)
  }
  const error = shape ?? atTheField(problem)

  return (
    <>
      <SectionTitle large title="输入绑定码" sub="在学校发的绑定单上，或者家人发给您的邀请里" />
      <Card>
        <View className="stack">
          <View className="bind-code">
            <Field
              label="绑定码"
              hint="大写小写、空格和短横线都没关系。没有 0、1、I、L、O、U。"
              error={error}
            >
              <TextInput
                id="bind-code"
                label="绑定码"
                value={code}
                placeholder="K7M4-29XQ8R"
                maxLength={40}
                clearable
                confirmType="go"
                invalid={error !== undefined}
                onChange={change}
                onBlur={() => onCode(formatBindingCode(code))}
                onConfirm={() => void look(code)}
              />
            </Field>
          </View>
          {problem && error === undefined && (
            <Notice
              id="bind-problem"
              tone="danger"
              icon={problem.code === 'network.away' ? 'cloud-off' : undefined}
            >
              {problem.message}
            </Notice>
          )}
          <Button id="bind-next" loading={isLooking} onPress={() => void look(code)}>
            下一步
          </Button>
          {process.env.TARO_ENV === 'weapp' && (
            <Button id="bind-scan" kind="quiet" icon="scan" onPress={() => void scan()}>
              扫绑定单上的码
            </Button>
          )}
        </View>
      </Card>
      <ListRow
        id="bind-without"
        bare
        icon="question"
        title="没有绑定码"
        sub="填孩子的学籍信息，由学校确认"
        onPress={onWithout}
      />
    </>
  )
}

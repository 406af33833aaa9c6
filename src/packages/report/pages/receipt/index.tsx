/** What the person gets after filing: the code that opens the case again, and what happens next. */
import { hashWords } from '@contract/report/check-words'
import { dutyWords } from '@contract/report/clock-words'
import { formatReceiptCode } from '@contract/report/receipt-code'
import { dateClockWords } from '@contract/time-words'
import { Canvas, Text, View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { openPage, usePageSession } from '@/api/page-session'
import { asProblem } from '@/api/use-load'
import Button from '@/components/button'
import Card from '@/components/card'
import CardHead from '@/components/card-head'
import Icon from '@/components/icon'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import QrCode from '@/components/qr-code'
import Screen from '@/components/screen'
import SectionTitle from '@/components/section-title'
import { showToast } from '@/components/toast'
import { findReceipt, markReceiptSeen, type Receipt } from '@/outbox/receipts'
import CodeForm from '../../code-form'
import { canvasId, receiptText, saveReceiptPicture } from '../../receipt-picture'
import { askForReminder, canRemind } from '../../remind'
import '../../report.scss'

export default function Page() {
  const { params } = useRouter()
  const { me, scale } = usePageSession()
  const receipt = params.case ? findReceipt(me?.userId ?? null, params.case) : null
  return receipt ? (
    <ReceiptView
      receipt={receipt}
      hasAccount={me !== null}
      scale={scale}
      you={me && !me.self ? '您' : '你'}
    />
  ) : (
    <CodeForm scale={scale} />
  )
}

type ReceiptViewProps = { receipt: Receipt; hasAccount: boolean; scale: 1 | 1.2 | 1.4; you: '你' | '您' }

function ReceiptView({ receipt, hasAccount, scale, you }: ReceiptViewProps) {
  const { receiptCode, clock, schoolName, number, filedAt, isNamed, caseId } = receipt
  const [saving, setSaving] = useState(false)
  useEffect(() => markReceiptSeen(caseId), [caseId])
  const code = formatReceiptCode(receiptCode)
  // Without an account only the code opens the case.
  const way = hasAccount ? `case=${caseId}` : `code=${receiptCode}`

  const copy = async () => {
    await Taro.setClipboardData({ data: code }).catch(() => {})
    if (process.env.TARO_ENV === 'h5') showToast('已复制', { done: true })
  }
  const save = async () => {
    setSaving(true)
    const filedWords = dateClockWords(filedAt)
    const words = await saveReceiptPicture({
      code: receiptCode,
      head: receipt.head,
      number,
      schoolName,
      filedWords,
    }).then(
      () => (process.env.TARO_ENV === 'h5' ? '图片已下载' : '已存进手机相册'),
      () => '没有存成，请截屏或抄下查询码',
    )
    setSaving(false)
    showToast(words)
  }
  const remind = async () => {
    showToast(await askForReminder().catch((reason: unknown) => asProblem(reason).message))
  }
  const isBureau = receipt.heldBy === 'bureau'
  const who = isBureau ? '区教育局的人' : '老师'
  const next = [
    clock
      ? `${dutyWords(clock, new Date())}，由一位${isBureau ? '工作人员' : '老师'}接手。`
      : `${isBureau ? '区教育局会安排人' : '学校会安排一位老师'}接手。`,
    `${who}会在这里给${you}留言，${you}也可以接着补充。`,
    `${isBureau ? '区教育局' : '学校'}的每一步进展，${you}随时看得到。`,
  ]
  return (
    <Screen
      title="已收到"
      scale={scale}
      foot={
        <>
          <Button id="go-progress" onPress={() => openPage(`/packages/report/pages/progress/index?${way}`)}>
            看处理进度
          </Button>
          {canRemind && (
            <Button id="remind" kind="quiet" icon="bell" onPress={() => void remind()}>
              有进展时提醒我
            </Button>
          )}
        </>
      }
    >
      <SectionTitle
        large
        title={isBureau ? '区教育局已收到' : `${schoolName}已收到`}
        sub={`谢谢${you}说出来。${isNamed ? `只有处理的${isBureau ? '人' : '老师'}看得到名字。` : '名字已经封起来了。'}`}
      />
      {isBureau && (
        <Notice id="receipt-bureau" tone="brand" icon="shield-check">
          已直接交给区教育局，学校看不到。
        </Notice>
      )}
      <Card>
        <View className="row row--between row--stacks">
          <View className="grow">
            <View className="note">查询码</View>
            <View>
              <Text id="receipt-code" className="report-code" userSelect>
                {code}
              </Text>
            </View>
          </View>
          <Pressable
            id="copy-code"
            className="report-code__act"
            label="复制查询码"
            onPress={() => void copy()}
          >
            <Icon name="copy" size="s" />
            <Text>复制</Text>
          </Pressable>
        </View>
        <View className="report-qr">
          <QrCode
            id="receipt-qr"
            text={receiptText(receiptCode, receipt.head)}
            size={168}
            label="查询码的二维码"
          />
          <Text className="note">{`编号 ${number}，${dateClockWords(filedAt)} 提交`}</Text>
          <Text id="receipt-head" className="note">{`第 1 条记录的指纹 ${hashWords(receipt.head)}`}</Text>
          <Button
            id="save-picture"
            kind="plain"
            size="small"
            icon="download"
            loading={saving}
            onPress={() => void save()}
          >
            保存为图片
          </Button>
        </View>
      </Card>
      <Notice tone="brand" icon="lock">
        凭查询码，在任何手机上不登录也能看进度。请自己收好，不要给别人。
      </Notice>
      <Card>
        <CardHead title="接下来" />
        <View className="report-next">
          {next.map((words, index) => (
            <View key={words} className="report-next__one">
              <Text className="report-next__number">{String(index + 1)}</Text>
              <Text className="grow">{words}</Text>
            </View>
          ))}
        </View>
      </Card>
      <ListRow
        id="go-check"
        bare
        icon="shield-check"
        tone="ok"
        title="核对记录"
        sub="看看记录有没有被改过，在这台手机上自己算"
        onPress={() => openPage(`/packages/report/pages/check/index?${way}`)}
      />
      {process.env.TARO_ENV === 'weapp' && <Canvas type="2d" id={canvasId} className="report-canvas" />}
    </Screen>
  )
}

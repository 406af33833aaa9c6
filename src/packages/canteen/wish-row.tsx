/** 下周食谱出来时提醒我: one tap, one notice; in WeChat also one of its messages. */
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call, newRequestId } from '@/api/call'
import { useSend } from '@/api/use-send'
import Button from '@/components/button'
import { showToast } from '@/components/toast'

/** Asks WeChat for one message, where the district has a template; elsewhere the message centre is enough. */
const askWeChat = async (): Promise<void> => {
  if (process.env.TARO_ENV !== 'weapp') return
  const { templates } = await call('account.getReminderTemplates', {})
  const template = templates.find(({ templateKey }) => templateKey === 'menu_published')
  if (!template) return
  const asked = Taro.requestSubscribeMessage as unknown as (option: {
    tmplIds: string[]
  }) => Promise<Record<string, string>>
  const answer = await asked({ tmplIds: [template.templateId] })
  await call('account.recordReminderConsent', {
    requestId: newRequestId(),
    templateKey: 'menu_published',
    isAccepted: answer[template.templateId] === 'accept',
  })
}

export default function WishRow({ schoolId, isWanted }: { schoolId: number; isWanted: boolean }) {
  const [wanted, setWanted] = useState(isWanted)
  const { send, isSending } = useSend('canteen.setMenuWish')
  const toggle = async () => {
    if (!wanted) await askWeChat().catch(() => {})
    const answer = await send({ schoolId, isWanted: !wanted })
    if (!answer) return showToast('没有成功，请稍后再试')
    setWanted(answer.isWanted)
    showToast(answer.isWanted ? '下次食谱出来时，会发消息告诉您' : '已取消提醒')
  }
  return (
    <Button id="menu-wish" kind="quiet" icon="bell" loading={isSending} onPress={() => void toggle()}>
      {wanted ? '会提醒您，点这里取消' : '下周食谱出来时提醒我'}
    </Button>
  )
}

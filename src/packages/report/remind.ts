/** 有进展时提醒我: one tap, one WeChat message later; the ledger of credits is the server's. */
import Taro from '@tarojs/taro'
import { call, newRequestId } from '@/api/call'

/** Browsers have no such messages. */
export const canRemind = process.env.TARO_ENV === 'weapp'

/** @returns words for the person: what follows from their answer */
export const askForReminder = async (): Promise<string> => {
  const { templates } = await call('account.getReminderTemplates', {})
  const template = templates.find(({ templateKey }) => templateKey === 'case_progress')
  if (!template) return '学校还没有开通微信提醒，可以在消息里看进展。'
  const asked = Taro.requestSubscribeMessage as unknown as (option: {
    tmplIds: string[]
  }) => Promise<Record<string, string>>
  const answer = await asked({ tmplIds: [template.templateId] })
  const isAccepted = answer[template.templateId] === 'accept'
  await call('account.recordReminderConsent', {
    requestId: newRequestId(),
    templateKey: 'case_progress',
    isAccepted,
  })
  return isAccepted ? '下次有进展，会发微信告诉你' : '没有打开提醒，可以在消息里看进展'
}

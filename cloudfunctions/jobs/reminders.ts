/** What a WeChat reminder says, and when a failed one is tried again. */
import { inChina } from '../../contract/china-time'
import type { SubscribeMessage } from '../platform/wechat'

/** Tries after which a reminder is given up; the message centre has had it since the first. */
export const MOST_TRIES = 8
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 6 * 3_600_000

/** 1, 2, 4 … minutes, at most six hours. @param tries failed so far, this one included */
export const nextTryAt = (tries: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS))

/** WeChat cuts off nothing: a field that is too long is refused. */
const THING_LENGTH = 20

/** Moment in China, `2026年11月17日 20:00`, as WeChat's time field wants it. */
const chinaTime = (at: Date): string => inChina(at).format('YYYY年MM月DD日 HH:mm')

export type TemplateSettings = { templateId: string; titleField: string; timeField: string }

/** The district's template from the environment; fields are named as in its approval. */
export const templateSettings = (
  key: string,
  environment: NodeJS.ProcessEnv,
): TemplateSettings | undefined => {
  const templateId = environment[`WECHAT_TEMPLATE_${key.toUpperCase()}`]
  if (!templateId) return undefined
  const [titleField = 'thing1', timeField = 'time2'] = (
    environment[`WECHAT_TEMPLATE_${key.toUpperCase()}_FIELDS`] || 'thing1,time2'
  ).split(',')
  return { templateId, titleField, timeField }
}

/** The words carry no content: that there is news, and when. */
export const wordReminder = (
  notice: { title: string; link: string | null; created_at: Date },
  openid: string,
  settings: TemplateSettings,
): SubscribeMessage => ({
  openid,
  templateId: settings.templateId,
  page: (notice.link ?? '/pages/messages/index').replace(/^\//, ''),
  data: {
    [settings.titleField]: [...notice.title].slice(0, THING_LENGTH).join(''),
    [settings.timeField]: chinaTime(notice.created_at),
  },
})

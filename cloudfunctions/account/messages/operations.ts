/** The message centre: read it page by page, mark it read, and agree to be reminded by WeChat. */
import { refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { personOf } from '../policy'
import { countUnread } from '../sessions/queries'
import { addCredit, listMessageRows, markRead, type Place } from './queries'

const PAGE = 30

const writePlace = (place: Place): string => `${place.micros}_${place.id}`

/** @throws AppError `input.invalid` where this is no place that we gave */
const readPlace = (cursor: string | null): Place | null => {
  if (cursor === null) return null
  const parts = /^(\d{1,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(cursor.slice(0, 60))
  const micros = Number(parts?.[1])
  if (!parts?.[2] || micros > 9e15) throw refuseField('cursor', '请回到开头重新打开')
  return { micros, id: parts[2] }
}

export const listMessages: Handler<'account.listMessages'> = {
  roles: ['signed_in'],
  async run({ actor, db }, { cursor }) {
    const { userId } = personOf(actor)
    const rows = await listMessageRows(db, userId, readPlace(cursor), PAGE + 1)
    const page = rows.slice(0, PAGE)
    const last = page.at(-1)
    return {
      items: page.map((row) => ({
        messageId: row.id,
        title: row.title,
        body: row.body,
        link: row.link,
        sentAt: row.sent_at.toISOString(),
        isRead: row.read_at !== null,
      })),
      unread: await countUnread(db, userId),
      nextCursor: last && rows.length > PAGE ? writePlace(last) : null,
    }
  },
}

export const markMessagesRead: Handler<'account.markMessagesRead'> = {
  roles: ['signed_in'],
  async run({ actor, db, now }, { messageIds }) {
    const { userId } = personOf(actor)
    await markRead(db, userId, messageIds, now)
    return { unread: await countUnread(db, userId) }
  },
}

export const recordReminderConsent: Handler<'account.recordReminderConsent'> = {
  roles: ['signed_in'],
  run: async ({ actor, db }, { templateKey, isAccepted }) => ({
    credits: await addCredit(db, personOf(actor).userId, templateKey, isAccepted ? 1 : 0),
  }),
}

/** Empty where the district has not applied for a template: the phone then offers no reminder. */
export const getReminderTemplates: Handler<'account.getReminderTemplates'> = {
  roles: ['signed_in'],
  async run() {
    const templates = {
      case_progress: process.env.WECHAT_TEMPLATE_CASE_PROGRESS,
      menu_published: process.env.WECHAT_TEMPLATE_MENU_PUBLISHED,
    }
    return {
      templates: Object.entries(templates).flatMap(([templateKey, templateId]) =>
        templateId ? [{ templateKey, templateId }] : [],
      ),
    }
  },
}

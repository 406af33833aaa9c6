/** Messages and reminders: which operation answers which route. */
import type { messageRoutes } from '../../contract/account/session'
import type { Handlers } from '../platform/handler'
import {
  getReminderTemplates,
  listMessages,
  markMessagesRead,
  recordReminderConsent,
} from './messages/operations'

export const messageHandlers: Pick<Handlers<'account'>, keyof typeof messageRoutes> = {
  'account.listMessages': listMessages,
  'account.markMessagesRead': markMessagesRead,
  'account.recordReminderConsent': recordReminderConsent,
  'account.getReminderTemplates': getReminderTemplates,
}

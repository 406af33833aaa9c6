/** Families: which operation answers which route. */
import type { familyRoutes } from '../../contract/account/session'
import type { Handlers } from '../platform/handler'
import { askToBind } from './families/ask-to-bind'
import { bindChild, previewBinding } from './families/bind-child'
import { getConsent, giveConsent, withdrawConsent } from './families/consents'
import { answerGuardian, inviteGuardian, leaveChild, listGuardians } from './families/guardians'
import { deleteMyAccount, exportMyData } from './families/my-data'

export const familyHandlers: Pick<Handlers<'account'>, keyof typeof familyRoutes> = {
  'account.previewBinding': previewBinding,
  'account.bindChild': bindChild,
  'account.askToBind': askToBind,
  'account.listGuardians': listGuardians,
  'account.inviteGuardian': inviteGuardian,
  'account.answerGuardian': answerGuardian,
  'account.leaveChild': leaveChild,
  'account.getConsent': getConsent,
  'account.giveConsent': giveConsent,
  'account.withdrawConsent': withdrawConsent,
  'account.exportMyData': exportMyData,
  'account.deleteMyAccount': deleteMyAccount,
}

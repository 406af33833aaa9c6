/** Posts and invitations in the account function. */
import type { staffRoutes } from '../../contract/account/school'
import type { Handler } from '../platform/handler'
import { acceptInvitation, inviteStaff, withdrawInvitation } from './staff/invitations'
import { endPost, listGuardianRequests, listStaff } from './staff/posts'

export const staffHandlers: { [K in keyof typeof staffRoutes]: Handler<K> } = {
  'account.listStaff': listStaff,
  'account.inviteStaff': inviteStaff,
  'account.withdrawInvitation': withdrawInvitation,
  'account.acceptInvitation': acceptInvitation,
  'account.endPost': endPost,
  'account.listGuardianRequests': listGuardianRequests,
}

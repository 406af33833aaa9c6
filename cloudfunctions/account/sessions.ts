/** Sessions and sign-in: which operation answers which route. */
import type { sessionRoutes } from '../../contract/account/session'
import type { Handlers } from '../platform/handler'
import { endSession, getMe, listSessions, savePreferences, signOut } from './sessions/own-sessions'
import { listDemoPeople, signInDemo, signInWithLink } from './sessions/sign-in'
import { answerWebSignIn, describeWebSignIn, pollWebSignIn, startWebSignIn } from './sessions/web-sign-in'

export const sessionHandlers: Pick<Handlers<'account'>, keyof typeof sessionRoutes> = {
  'account.getMe': getMe,
  'account.listDemoPeople': listDemoPeople,
  'account.signInDemo': signInDemo,
  'account.signInWithLink': signInWithLink,
  'account.startWebSignIn': startWebSignIn,
  'account.pollWebSignIn': pollWebSignIn,
  'account.describeWebSignIn': describeWebSignIn,
  'account.answerWebSignIn': answerWebSignIn,
  'account.listSessions': listSessions,
  'account.endSession': endSession,
  'account.signOut': signOut,
  'account.savePreferences': savePreferences,
}

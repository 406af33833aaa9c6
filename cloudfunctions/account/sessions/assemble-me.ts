/** Puts together who somebody is: children, posts, unread messages; also for a person who is only now signing in. */
import type { Me } from '../../../contract/account/session'
import { setLocal } from '../../platform/database'
import { AppError } from '../../platform/errors'
import type { Context } from '../../platform/handler'
import { startSession } from '../../platform/identity'
import { currentConsent } from '../consent-text'
import { isKeptQuiet } from '../policy'
import { displayName, presentChild, presentPost } from '../present'
import { countUnread, findUser, listChildRows, listPostRows } from './queries'

type Place = Pick<Context, 'actor' | 'asIdentity' | 'db' | 'services'>

/** @throws AppError `session.ended` where the person is gone */
export const assembleMe = async ({ actor, asIdentity, db, services }: Place, userId: string): Promise<Me> => {
  const { user, rows, posts } = await asIdentity(async (identity) => ({
    user: await findUser(identity, userId),
    rows: await listChildRows(identity, userId, currentConsent.version),
    posts: await listPostRows(identity, userId),
  }))
  if (!user) throw new AppError('session.ended')
  const all = rows.filter((row) => !isKeptQuiet(row)).map(presentChild)
  // Whoever is only now signing in has no settings yet: their messages are counted under their own for a moment.
  await setLocal(db, { user_id: userId })
  const unreadMessages = await countUnread(db, userId)
  await setLocal(db, { user_id: actor.kind === 'person' ? actor.userId : '' })
  return {
    userId,
    displayName: displayName(user.display_name, posts, all),
    textScale: user.text_scale,
    children: all.filter((child) => child.relation !== 'self'),
    self: all.find((child) => child.relation === 'self') ?? null,
    posts: posts.map(presentPost),
    unreadMessages,
    isDemo: services.isDemo,
  }
}

/** Starts a session for somebody whose right to it has just been shown. */
export const beginSession = async (
  context: Context,
  userId: string,
  clientLabel: string,
): Promise<{ token: string; expiresAt: string; me: Me }> => {
  const me = await assembleMe(context, userId)
  const { token, expiresAt } = await context.asIdentity((db) =>
    startSession(db, userId, clientLabel, context.now),
  )
  return { token, expiresAt: expiresAt.toISOString(), me }
}

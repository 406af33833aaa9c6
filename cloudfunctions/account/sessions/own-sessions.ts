/** One's own page: who I am, where I am signed in, how large the words are. */
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { personOf } from '../policy'
import { assembleMe } from './assemble-me'
import { endOwnSession, listLiveSessions, saveTextScale } from './queries'

export const getMe: Handler<'account.getMe'> = {
  roles: ['signed_in'],
  run: (context) => assembleMe(context, personOf(context.actor).userId),
}

export const listSessions: Handler<'account.listSessions'> = {
  roles: ['signed_in'],
  async run({ actor, db, now }) {
    const person = personOf(actor)
    const rows = await listLiveSessions(db, person.userId, now)
    return {
      sessions: rows.map((row) => ({
        sessionId: row.id,
        clientLabel: row.client_label,
        startedAt: row.started_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        isThisOne: row.id === person.sessionId,
      })),
    }
  },
}

export const endSession: Handler<'account.endSession'> = {
  roles: ['signed_in'],
  async run({ actor, db, now }, { sessionId }) {
    if (!(await endOwnSession(db, personOf(actor).userId, sessionId, now))) throw notFound()
    return { done: true }
  },
}

/** In WeChat there is nothing to end: the platform vouches for each call. */
export const signOut: Handler<'account.signOut'> = {
  roles: ['signed_in'],
  async run({ actor, db, now }) {
    const { userId, sessionId } = personOf(actor)
    if (sessionId !== null) await endOwnSession(db, userId, sessionId, now)
    return { done: true }
  },
}

export const savePreferences: Handler<'account.savePreferences'> = {
  roles: ['signed_in'],
  async run({ actor, db }, { textScale }) {
    await saveTextScale(db, personOf(actor).userId, textScale)
    return { done: true }
  },
}

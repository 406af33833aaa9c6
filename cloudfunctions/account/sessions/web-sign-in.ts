/** A browser signs in by a QR code that a phone scans: the browser keeps a secret, the code carries only the ticket. */
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { hashSecret, makeSecret } from '../../platform/identity'
import { personOf } from '../policy'
import { beginSession } from './assemble-me'
import { addTicket, answerTicket, findTicket, findTicketBySecret, useTicket } from './queries'

/** Minutes in which the code must be scanned, answered and fetched. */
const TICKET_MINUTES = 3

export const startWebSignIn: Handler<'account.startWebSignIn'> = {
  roles: ['anyone'],
  async run({ asIdentity, caller, now }) {
    const ticketId = randomUUID()
    const secret = makeSecret()
    const expiresAt = new Date(now.getTime() + TICKET_MINUTES * 60_000)
    await asIdentity((db) =>
      addTicket(db, {
        id: ticketId,
        secretHash: hashSecret(secret),
        clientLabel: caller.clientLabel,
        startedAt: now,
        expiresAt,
      }),
    )
    return { ticketId, secret, expiresAt: expiresAt.toISOString() }
  },
}

export const pollWebSignIn: Handler<'account.pollWebSignIn'> = {
  roles: ['anyone'],
  async run(context, { ticketId, secret }) {
    const { asIdentity, now } = context
    const ticket = await asIdentity((db) => findTicketBySecret(db, ticketId, hashSecret(secret)))
    if (!ticket) throw notFound()
    if (ticket.status === 'refused') return { status: 'refused', session: null }
    if (ticket.status === 'used' || ticket.expires_at <= now) return { status: 'expired', session: null }
    if (ticket.status === 'waiting') return { status: 'waiting', session: null }
    const userId = await asIdentity((db) => useTicket(db, ticketId, now))
    if (!userId) return { status: 'expired', session: null }
    return { status: 'confirmed', session: await beginSession(context, userId, ticket.client_label) }
  },
}

export const describeWebSignIn: Handler<'account.describeWebSignIn'> = {
  roles: ['signed_in'],
  async run({ asIdentity, now }, { ticketId }) {
    const ticket = await asIdentity((db) => findTicket(db, ticketId))
    if (!ticket) throw notFound()
    if (ticket.status !== 'waiting' || ticket.expires_at <= now) throw new AppError('sign_in.expired')
    return {
      clientLabel: ticket.client_label,
      startedAt: ticket.started_at.toISOString(),
      expiresAt: ticket.expires_at.toISOString(),
    }
  },
}

export const answerWebSignIn: Handler<'account.answerWebSignIn'> = {
  roles: ['signed_in'],
  async run({ actor, asIdentity, now }, { ticketId, accept }) {
    const { userId } = personOf(actor)
    await asIdentity(async (db) => {
      if (!(await findTicket(db, ticketId))) throw notFound()
      if (!(await answerTicket(db, ticketId, { userId, accept }, now))) throw new AppError('sign_in.expired')
    })
    return { done: true }
  },
}

/** The custodian's list: what waits, oldest first, and what was decided, newest first. */
import * as z from 'zod/mini'
import { refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { presentRequest } from './present'
import { countWaiting, listDecided, listWaiting, type RequestPlace, type RequestRow } from './queries'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const readCursor = (cursor: string | null): RequestPlace | null => {
  if (cursor === null) return null
  const parsed = z.safeParse(cursorShape, cursor.split('_'))
  if (!parsed.success) throw refuseField('cursor', '请从第一页重新开始')
  return { at: new Date(parsed.data[0]), id: parsed.data[1] }
}

export const listIdentityRequests: Handler<'report.listIdentityRequests'> = {
  roles: ['custodian'],
  async run(context, { tab, cursor, limit }) {
    const { db } = context
    const after = readCursor(cursor)
    const list = tab === 'waiting' ? listWaiting : listDecided
    const momentOf = (row: RequestRow): Date => (tab === 'waiting' ? row.asked_at : row.decided_at) as Date
    const rows = await list(db, after, limit + 1)
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    return {
      items: page.map((row) => presentRequest(context, row)),
      waiting: await countWaiting(db),
      nextCursor: last ? `${momentOf(last).toISOString()}_${last.id}` : null,
    }
  },
}

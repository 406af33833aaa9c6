/** First answers of writes: a retry gets what the first try got, and nothing happens twice. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Queryable } from './database'
import { AppError } from './errors'

const keyOf = (requestId: string): Buffer =>
  Buffer.from(hkdfSync('sha256', requestId, 'anxin', 'request ledger reply', 32))

const seal = (requestId: string, reply: unknown): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(requestId), nonce)
  const body = Buffer.concat([cipher.update(JSON.stringify(reply), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

const open = (requestId: string, sealed: Buffer): unknown => {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(requestId), sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8'))
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export type LedgerPlace = {
  functionName: string
  actorKey: string
  route: string
  requestId: string
  input: unknown
}

/**
 * Takes the place of this request, or answers what stands there. A second try at the same moment waits for the first.
 *
 * @returns `first` where the work is still to be done, otherwise the stored reply
 * @throws AppError `request.reused` where the same id came with another route or input
 */
export const takePlace = async (
  db: Queryable,
  place: LedgerPlace,
  now: Date,
): Promise<{ first: true } | { first: false; reply: unknown }> => {
  const requestKey = sha256(`${place.actorKey}\n${place.requestId}`)
  const inputHash = sha256(`${place.requestId}\n${place.route}\n${JSON.stringify(place.input)}`)
  const taken = await db.query(
    `insert into requests (function, request_key, actor_key, input_hash, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning request_key`,
    [place.functionName, requestKey, place.actorKey, inputHash, now],
  )
  if (taken.rows.length > 0) return { first: true }
  const found = await db.query<{ input_hash: string; reply_sealed: Buffer | null }>(
    'select input_hash, reply_sealed from requests where function = $1 and request_key = $2',
    [place.functionName, requestKey],
  )
  const before = found.rows[0]
  if (!before || before.input_hash !== inputHash || before.reply_sealed === null)
    throw new AppError('request.reused')
  return { first: false, reply: open(place.requestId, before.reply_sealed) }
}

/** Keeps the first answer, in the transaction that did the work. */
export const keepReply = async (db: Queryable, place: LedgerPlace, reply: unknown): Promise<void> => {
  await db.query('update requests set reply_sealed = $3 where function = $1 and request_key = $2', [
    place.functionName,
    sha256(`${place.actorKey}\n${place.requestId}`),
    seal(place.requestId, reply),
  ])
}

/** `npm run operator:link`: a link that signs the first operator in, once, within half an hour. */
import { randomUUID } from 'node:crypto'
import { type Database, transactionAs } from '../../cloudfunctions/platform/database'
import { hashSecret, makeSecret } from '../../cloudfunctions/platform/identity'
import { readSettings } from '../../gateway/settings'
import type { Command } from '../command'
import { withStore } from './open-quietly'

const VALID_MINUTES = 30

/** @returns the secret; only its hash is kept */
export const addOperatorLink = async (database: Database, now: Date): Promise<string> => {
  const secret = makeSecret()
  await transactionAs(database, 'anxin_operator', (db) =>
    db.query(
      `insert into sign_in_links (id, secret_hash, role, created_at, expires_at) values ($1, $2, 'operator', $3, $4)`,
      [randomUUID(), hashSecret(secret), now, new Date(now.getTime() + VALID_MINUTES * 60_000)],
    ),
  )
  return secret
}

export const makeOperatorLink: Command = (_args, say) =>
  withStore(say, async ({ database }) => {
    const secret = await addOperatorLink(database, new Date())
    say(`请在 ${VALID_MINUTES} 分钟内打开，只能用一次：`)
    say(`  ${readSettings().publicUrl}/packages/account/pages/sign-in/index?link=${secret}`)
  })

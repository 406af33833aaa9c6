/** Reads a binding code, and remembers a miss though the request that made it is rolled back. */
import { timingSafeEqual } from 'node:crypto'
import { bindingHandle, isBindingCode, normaliseBindingCode } from '../../../contract/account/binding-code'
import { AppError } from '../../platform/errors'
import type { Context } from '../../platform/handler'
import { hashSecret } from '../../platform/identity'
import { attemptsSoFar } from '../../platform/limits'
import { personOf } from '../policy'
import { type CodeRow, countMiss, findCode } from './queries'

/** Wrong endings after which a code is dead. */
export const MOST_MISSES = 5
/** Wrong codes that one person may type in an hour. */
export const MOST_MISSES_AN_HOUR = 10

/**
 * A code that works at this moment.
 *
 * @throws AppError `binding.code_wrong` where it is unknown, wrong, used, revoked or expired; `binding.code_locked`
 *   where it or the person missed too often
 */
export const readCode = async ({ actor, asIdentity, now }: Context, typed: string): Promise<CodeRow> => {
  const attemptsKey = `binding:${personOf(actor).userId}`
  return asIdentity(async (db) => {
    if ((await attemptsSoFar(db, attemptsKey, 60, now)) >= MOST_MISSES_AN_HOUR)
      throw new AppError('binding.code_locked')
    const code = isBindingCode(typed) ? await findCode(db, bindingHandle(typed)) : undefined
    if (!code) throw new AppError('binding.code_wrong', { countAttempt: attemptsKey })
    if (code.misses >= MOST_MISSES) throw new AppError('binding.code_locked')
    if (!isSameHash(hashSecret(normaliseBindingCode(typed)), code.code_hash))
      throw new AppError('binding.code_wrong', {
        countAttempt: attemptsKey,
        afterRollback: (later) => countMiss(later, code.id),
      })
    if (code.used_at || code.revoked_at || code.expires_at <= now) throw new AppError('binding.code_wrong')
    return code
  })
}

const isSameHash = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))

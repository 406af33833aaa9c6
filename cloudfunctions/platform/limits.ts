/** How often: counters in the database where a limit must hold everywhere, and in memory where it only spares the server. */
import type { Queryable } from './database'
import { AppError } from './errors'

const windowStart = (now: Date, minutes: number): Date => {
  const size = minutes * 60_000
  return new Date(Math.floor(now.getTime() / size) * size)
}

/** Counts one more and answers how many there are in this window. */
export const countAttempt = async (
  db: Queryable,
  key: string,
  minutes: number,
  now: Date,
): Promise<number> => {
  const result = await db.query<{ count: number }>(
    `insert into attempts (key, window_start, count) values ($1, $2, 1)
     on conflict (key, window_start) do update set count = attempts.count + 1 returning count`,
    [key, windowStart(now, minutes)],
  )
  return result.rows[0]?.count ?? 0
}

/** How many there have been in this window, without counting. */
export const attemptsSoFar = async (
  db: Queryable,
  key: string,
  minutes: number,
  now: Date,
): Promise<number> => {
  const result = await db.query<{ count: number }>(
    'select count from attempts where key = $1 and window_start = $2',
    [key, windowStart(now, minutes)],
  )
  return result.rows[0]?.count ?? 0
}

export type RateLimits = {
  perActorPerMinute: number
  perAddressPerMinute: number
  anonymousPerAddressPerMinute: number
}
/** A whole school may share one address, so a person's limit is low and an address's high. */
export const defaultRateLimits: RateLimits = {
  perActorPerMinute: 240,
  perAddressPerMinute: 6_000,
  anonymousPerAddressPerMinute: 300,
}

/** A process's own memory of the last minute. */
export class RateLimiter {
  private counts = new Map<string, number>()
  private minute = 0
  constructor(private readonly limits: RateLimits = defaultRateLimits) {}

  /** Before anything is asked of the database, so that guessed tokens are counted too. @throws AppError `request.too_many` */
  checkAddress(address: string, now: Date): void {
    this.turnTo(now)
    this.take(`address:${address}`, this.limits.perAddressPerMinute)
  }

  /** @throws AppError `request.too_many` */
  check(address: string, actorKey: string | null, now: Date): void {
    this.turnTo(now)
    if (actorKey !== null) this.take(`actor:${actorKey}`, this.limits.perActorPerMinute)
    else this.take(`anonymous:${address}`, this.limits.anonymousPerAddressPerMinute)
  }

  private turnTo(now: Date): void {
    const minute = Math.floor(now.getTime() / 60_000)
    if (minute === this.minute) return
    this.counts.clear()
    this.minute = minute
  }

  private take(key: string, limit: number): void {
    const count = (this.counts.get(key) ?? 0) + 1
    this.counts.set(key, count)
    if (count > limit) throw new AppError('request.too_many')
  }
}

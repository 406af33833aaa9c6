/** The only road from an untrusted event to a handler: who, parse, role, transaction, reply. */
import { randomUUID } from 'node:crypto'
import * as z from 'zod/mini'
import type { Envelope, ErrorCode } from '../../contract/errors'
import { messages } from '../../contract/messages'
import { type FunctionName, type RouteName, routes } from '../../contract/routes'
import { type Actor, actorKey, actorSettings, holdsRole, isPerson } from './actor'
import { actAs, type Database, setLocal, transactionAs } from './database'
import { AppError } from './errors'
import type { AnyFunction, Context, Handler } from './handler'
import { resolveActor } from './identity'
import { countAttempt, RateLimiter } from './limits'
import { keepReply, takePlace } from './request-ledger'
import type { Caller, Services } from './services'

z.config({ jitless: true })

/** Longest a request may hold a transaction, in milliseconds. PGlite ignores statement_timeout, so this bounds both. */
export const REQUEST_TIMEOUT_MS = 15_000

export type CallEvent = { action?: unknown; input?: unknown }
/** A function ready to be hosted. */
export type RunningFunction = {
  name: FunctionName
  call(event: CallEvent, caller: Caller): Promise<Envelope<unknown>>
}

const limiters = new WeakMap<Services, RateLimiter>()
const limiterOf = (services: Services): RateLimiter => {
  const limiter = limiters.get(services) ?? new RateLimiter()
  limiters.set(services, limiter)
  return limiter
}

/** Hosts a function on the given services. */
export const hostFunction = (definition: AnyFunction, services: Services): RunningFunction => ({
  name: definition.name,
  async call(event, caller) {
    const requestId = randomUUID()
    const startedAt = performance.now()
    let route = `${definition.name}.?`
    let code = 'ok'
    try {
      const name = findRoute(definition, event.action)
      route = name
      const data = await bounded(answer(definition, name, event.input, caller, services, requestId))
      return { ok: true, data, requestId }
    } catch (error) {
      const known = error instanceof AppError ? error : new AppError(passingCode(error))
      code = known.code
      if (known !== error) services.log.fault(requestId, error)
      const { fields } = known.options
      return {
        ok: false,
        error: { code: known.code, message: messages[known.code], ...(fields ? { fields } : {}) },
        requestId,
      }
    } finally {
      services.log.request({ requestId, route, code, ms: Math.round(performance.now() - startedAt) })
    }
  },
})

const findRoute = (definition: AnyFunction, action: unknown): RouteName => {
  const name = `${definition.name}.${String(action)}`
  if (typeof action !== 'string' || !Object.hasOwn(definition.handlers, name))
    throw new AppError('route.not_found')
  return name as RouteName
}

class TimeoutError extends Error {}

const bounded = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError('the request took too long')), REQUEST_TIMEOUT_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** A disk that is full, a database that does not answer or only lets itself be read is away; a full pool, a lock or a time-out is busy: both pass. */
const passingCode = (error: unknown): ErrorCode => {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  const message = error instanceof Error ? error.message : ''
  const isAway =
    /^(ENOSPC|EDQUOT|EFBIG|53100|25006|57P0|08|ECONN|EHOST|ENETUNREACH|ETIMEDOUT|EPIPE)/.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated|not queryable|Query read timeout/.test(
      message,
    )
  if (isAway) return 'server.away'
  if (/^MASTER_KEY_/.test(code)) return 'server.key_missing'
  return error instanceof TimeoutError || /^(57014|53|40001|40P01)/.test(code)
    ? 'server.busy'
    : 'server.failed'
}

const parseInput = (name: RouteName, input: unknown): unknown => {
  const parsed = z.safeParse(routes[name].input, input ?? {})
  if (parsed.success) return parsed.data
  const fields: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.') || 'input'
    fields[path] ??= /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '这里填得不对，请检查'
  }
  throw new AppError('input.invalid', { fields })
}

const checkOutput = (name: RouteName, output: unknown): unknown => {
  const parsed = z.safeParse(routes[name].output, output)
  if (!parsed.success)
    throw new Error(`${name} answered outside its contract: ${parsed.error.issues[0]?.path.join('.')}`)
  return parsed.data
}

const answer = async (
  definition: AnyFunction,
  name: RouteName,
  rawInput: unknown,
  caller: Caller,
  services: Services,
  requestId: string,
): Promise<unknown> => {
  const now = services.now()
  limiterOf(services).checkAddress(caller.address, now)
  if (caller.token === undefined && caller.openid === undefined)
    limiterOf(services).check(caller.address, null, now)
  const handler = definition.handlers[
    name as keyof typeof definition.handlers
  ] as unknown as Handler<RouteName>
  const input = parseInput(name, rawInput) as never
  const after: ((database: Database) => Promise<void>)[] = []
  const output = await services.database
    .transaction(async (db) => {
      await actAs(db, 'anxin_identity')
      const actor = await resolveActor(db, caller, now)
      if (isPerson(actor)) limiterOf(services).check(caller.address, actor.userId, now)
      requireRole(actor, handler)
      const owner = definition.ownerKey?.(actor, services) ?? actorKey(actor)
      await setLocal(db, { ...actorSettings(actor, handler.roles), actor_key: owner })
      await actAs(db, definition.databaseRole)
      const context: Context = {
        actor,
        caller,
        db,
        now,
        requestId,
        services,
        afterCommit: (work) => void after.push(work),
        asIdentity: async (work) => {
          await actAs(db, 'anxin_identity')
          const result = await work(db)
          await actAs(db, definition.databaseRole)
          return result
        },
      }
      const write = routes[name].kind === 'write' && handler.replay !== 'natural'
      if (!write) return checkOutput(name, await handler.run(context, input))
      const place = {
        functionName: definition.name,
        actorKey: owner,
        route: name,
        requestId: (input as { requestId: string }).requestId,
        input,
      }
      const taken = await takePlace(db, place, now)
      if (!taken.first) return taken.reply
      const reply = checkOutput(name, await handler.run(context, input))
      await keepReply(db, place, reply)
      return reply
    })
    .catch(async (error: unknown) => {
      if (error instanceof AppError) await remember(services.database, error, now)
      throw error
    })
  for (const work of after) services.background(() => work(services.database))
  return output
}

const requireRole = (actor: Actor, handler: Handler<RouteName>): void => {
  if (handler.roles.some((role) => holdsRole(actor, role))) return
  throw new AppError(isPerson(actor) ? (handler.hideFrom ?? 'role.forbidden') : 'session.missing')
}

/** What must be remembered of a refused try, though its transaction is gone. */
const remember = async (database: Database, error: AppError, now: Date): Promise<void> => {
  const { countAttempt: key, afterRollback } = error.options
  if (key === undefined && afterRollback === undefined) return
  await transactionAs(database, 'anxin_identity', async (db) => {
    if (key !== undefined) await countAttempt(db, key, 60, now)
    await afterRollback?.(db)
  })
}

/** The entry of a function on CloudBase: WeChat's context in, an envelope out. */
import { randomUUID } from 'node:crypto'
import { type Envelope, errorStatus } from '../../contract/errors'
import { messages } from '../../contract/messages'
import { AppError } from '../platform/errors'
import type { AnyFunction } from '../platform/handler'
import { hostFunction } from '../platform/pipeline'
import type { Caller, Services } from '../platform/services'
import { callerFromWx } from '../platform/wx-context'
import { openWxSdk } from '../platform/wx-sdk'
import { MissingSetting, openCloudServices } from './services'

type Main = (event: unknown) => Promise<Envelope<unknown>>
type Ready = { services: Services; settle: () => Promise<void> }

const failed = (requestId: string, code: 'server.failed' | 'role.forbidden'): Envelope<never> => ({
  ok: false,
  error: { code, message: messages[code] },
  requestId,
})

/** Opens services at the first call; a call that could not open them lets the next one try again. */
const openOnce = (storage: Parameters<typeof openCloudServices>[0]): (() => Promise<Ready>) => {
  let opening: Promise<Ready> | undefined
  return () => {
    opening ??= openCloudServices(storage)
      .then((services) => {
        const pending: Promise<void>[] = []
        const later = (work: () => Promise<void>) =>
          void pending.push(work().catch((error: unknown) => services.log.fault('background', error)))
        return {
          services: { ...services, background: later },
          settle: async () => {
            while (pending.length > 0) await Promise.all(pending.splice(0))
          },
        }
      })
      .catch((error: unknown) => {
        opening = undefined
        throw error
      })
    return opening
  }
}

const onCloud = (
  work: (services: Services, caller: Caller, event: unknown) => Promise<Envelope<unknown>>,
): Main => {
  const { context, storage } = openWxSdk()
  const ready = openOnce(storage)
  return async (event) => {
    try {
      const caller = callerFromWx(context(), event)
      const { services, settle } = await ready()
      const envelope = await work(services, caller, event)
      // An instance is frozen once it has answered, so what a reply left for later is done before it.
      await settle()
      return envelope
    } catch (error) {
      const requestId = randomUUID()
      // A driver's message may quote an address or a password: only its kind is kept.
      const fault =
        error instanceof MissingSetting ? error.message : error instanceof Error ? error.name : 'unknown'
      process.stderr.write(`${JSON.stringify({ requestId, fault })}
`)
      return failed(requestId, 'server.failed')
    }
  }
}

type Run = (services: Services, caller: Caller) => Promise<unknown>

/** @param onTimer what its own timer trigger starts, where it has one */
export const serveFunction = (definition: AnyFunction, onTimer?: Run): Main => {
  let hosted: { services: Services; call: ReturnType<typeof hostFunction>['call'] } | undefined
  return onCloud((services, caller, event) => {
    if (onTimer && caller.source === 'timer') return answerTimer(onTimer, services, caller)
    if (hosted?.services !== services) hosted = { services, call: hostFunction(definition, services).call }
    return hosted.call((event ?? {}) as { action?: unknown; input?: unknown }, caller)
  })
}

const answerTimer = async (run: Run, services: Services, caller: Caller): Promise<Envelope<unknown>> => {
  try {
    return { ok: true, data: await run(services, caller), requestId: randomUUID() }
  } catch (error) {
    if (!(error instanceof AppError) || errorStatus[error.code] !== 403) throw error
    return failed(randomUUID(), 'role.forbidden')
  }
}

/** `exports.main` of the function that only the timer may start. */
export const serveTimer = (run: Run): Main =>
  onCloud((services, caller) => answerTimer(run, services, caller))

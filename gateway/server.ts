/** The web server that hosts the functions: it carries requests to them and decides nothing itself. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { isMigrated, type Migration } from '../cloudfunctions/platform/migrate'
import type { CallEvent, RunningFunction } from '../cloudfunctions/platform/pipeline'
import type { Services } from '../cloudfunctions/platform/services'
import { type Envelope, type ErrorCode, errorStatus } from '../contract/errors'
import { messages } from '../contract/messages'
import { callerOf } from './caller'
import { securityHeaders } from './headers'
import { makeMetrics } from './metrics'
import { makeOpenApi } from './openapi'
import type { Settings } from './settings'
import { answerPage, serveWebFiles } from './web-files'

/** Largest request accepted, in bytes. Bigger files travel in pieces. */
export const BODY_LIMIT = 1_048_576
const COMPRESS_FROM_BYTES = 2_048
const READY_TIMEOUT_MS = 3_000

export type GatewayOptions = {
  functions: readonly RunningFunction[]
  services: Services
  migrations: readonly Migration[]
  settings: Pick<Settings, 'webDir' | 'trustProxy' | 'trustsWxOpenid' | 'metricsToken'>
  /** Versions of master keys that sealed content names; those that this server lacks are told at /readyz. */
  keyVersionsInUse?: readonly number[]
}

const compress = promisify(gzip)

const failure = (code: ErrorCode): Envelope<never> => ({
  ok: false,
  error: { code, message: messages[code] },
  requestId: randomUUID(),
})

const refuse = (reply: FastifyReply, code: ErrorCode): FastifyReply =>
  reply.code(errorStatus[code]).header('cache-control', 'no-store').send(failure(code))

/** What the web framework refuses before a function is asked. */
const codeOfRefusal = (error: FastifyError): ErrorCode => {
  if (error.statusCode === 413) return 'input.too_large'
  if (error.statusCode !== undefined && error.statusCode < 500) return 'input.invalid'
  return 'server.failed'
}

const within = async (work: Promise<boolean>, ms: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([work.catch(() => false), late])
  } finally {
    clearTimeout(timer)
  }
}

/** A number of proxies is counted from our own door outwards. */
const believed = (proxies: Settings['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies

const serveCalls = (app: FastifyInstance, options: GatewayOptions, metrics = makeMetrics()): void => {
  const byName = new Map(options.functions.map((running) => [running.name as string, running]))
  app.post('/call/:name', async (request, reply) => {
    const finish = metrics.begin()
    const { name } = request.params as { name: string }
    const running = byName.get(name)
    const event = request.body as CallEvent | null
    if (!running || typeof event !== 'object' || event === null) {
      const code = running ? 'input.invalid' : 'route.not_found'
      finish(running ? `${name}.?` : '?', code)
      return refuse(reply, code)
    }
    const envelope = await running.call(event, callerOf(request, options.settings.trustsWxOpenid))
    const code = envelope.ok ? 'ok' : envelope.error.code
    // Only a route that exists becomes a label; a made-up name must not grow the list.
    finish(code === 'route.not_found' ? `${name}.?` : `${name}.${String(event.action)}`, code)
    return reply
      .code(envelope.ok ? 200 : errorStatus[envelope.error.code])
      .header('cache-control', 'no-store')
      .send(envelope)
  })
  app.get('/metrics', async (request, reply) => {
    const { metricsToken } = options.settings
    if (metricsToken !== undefined && request.headers.authorization !== `Bearer ${metricsToken}`)
      return refuse(reply, 'session.missing')
    return reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(metrics.render(options.services.database.kind))
  })
}

const serveState = (app: FastifyInstance, options: GatewayOptions): void => {
  app.get('/healthz', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ alive: true }),
  )
  app.get('/readyz', async (_request, reply) => {
    const ready = await within(isMigrated(options.services.database, options.migrations), READY_TIMEOUT_MS)
    // Still ready: new reports are taken and the rest can be read, which turning people away would not mend.
    const missing = (options.keyVersionsInUse ?? []).filter(
      (version) => !options.services.masterKeys.has(version),
    )
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, ...(missing.length > 0 && { missingMasterKeys: missing }) })
  })
  let document: string | undefined
  app.get('/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(makeOpenApi())
    return reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(document)
  })
}

const dressReplies = (app: FastifyInstance): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(request.protocol === 'https'))
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const accepts = String(request.headers['accept-encoding'] ?? '')
    if (typeof payload !== 'string' || payload.length < COMPRESS_FROM_BYTES) return payload
    reply.header('vary', 'accept-encoding')
    if (reply.hasHeader('content-encoding') || !/\bgzip\b/.test(accepts)) return payload
    const packed = await compress(payload)
    reply.header('content-encoding', 'gzip').header('content-length', packed.length)
    return packed
  })
}

/** On closing, cuts connections that carry no request as soon as the last one that does is answered. */
const leaveNobodyHanging = (app: FastifyInstance): void => {
  let inFlight = 0
  app.addHook('onRequest', async (_request, reply) => {
    inFlight += 1
    reply.raw.once('close', () => {
      inFlight -= 1
    })
  })
  app.addHook('preClose', async () => {
    const look = setInterval(() => {
      if (inFlight === 0) app.server.closeAllConnections()
    }, 50)
    app.server.once('close', () => clearInterval(look))
  })
}

/**
 * A server over the given functions; the caller listens and closes.
 *
 * Closing stops new requests, and waits for those in flight.
 */
export const createGateway = async (options: GatewayOptions): Promise<FastifyInstance> => {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: believed(options.settings.trustProxy),
    // A client that trickles its request is cut off: headers in 15 s, all of it in 30 s.
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5_000, maxHeaderSize: 16_384 },
    frameworkErrors: (_error, _request, reply) => {
      reply.headers(securityHeaders(false))
      void refuse(reply, 'input.invalid')
    },
  })
  const server: Server = app.server
  server.maxRequestsPerSocket = 1_000
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  )
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const code = codeOfRefusal(error)
    if (code === 'server.failed') options.services.log.fault('gateway', error)
    void refuse(reply, code)
  })
  leaveNobodyHanging(app)
  dressReplies(app)
  serveCalls(app, options)
  serveState(app, options)
  mkdirSync(options.settings.webDir, { recursive: true })
  await serveWebFiles(app, options.settings.webDir)
  const hasPage = () => existsSync(path.join(options.settings.webDir, 'index.html'))
  app.setNotFoundHandler((request, reply) => {
    if (!answerPage(request, reply, hasPage)) void refuse(reply, 'route.not_found')
  })
  return app
}

/** The web server keeps its promises: envelopes, headers, limits, cached files, and nothing lost when it stops. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { readMigrations } from '../../cloudfunctions/platform/migrate'
import type { RunningFunction } from '../../cloudfunctions/platform/pipeline'
import type { Caller } from '../../cloudfunctions/platform/services'
import { createGateway, type GatewayOptions } from '../../gateway/server'
import { migrationsFolder } from '../support/store'
import { makeWorld, type World } from '../support/world'

type Heard = { event: { action?: unknown; input?: unknown }; caller: Caller }
type Gateway = Awaited<ReturnType<typeof createGateway>>

let world: World
let webDir: string
const heard: Heard[] = []
let onCall: () => Promise<unknown> = async () => ({})

/** Answers what the test says, and remembers what it was asked. */
const echo: RunningFunction = {
  name: 'account',
  call: async (event, caller) => {
    heard.push({ event, caller })
    if (event.action === 'refuse')
      return { ok: false, error: { code: 'record.not_found', message: '没有找到' }, requestId: 'r' }
    if (event.action === 'unknown')
      return { ok: false, error: { code: 'route.not_found', message: '没有' }, requestId: 'r' }
    return { ok: true, data: await onCall(), requestId: 'r' }
  },
}

const gateway = (settings: Partial<GatewayOptions['settings']> = {}): Promise<Gateway> =>
  createGateway({
    functions: [echo],
    services: world.services,
    migrations: readMigrations(migrationsFolder),
    settings: { webDir, trustProxy: false, trustsWxOpenid: false, metricsToken: undefined, ...settings },
  })

const post = (app: Gateway, body: unknown, headers: Record<string, string> = {}, name = 'account') =>
  app.inject({
    method: 'POST',
    url: `/call/${name}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })

beforeAll(async () => {
  world = await makeWorld()
  webDir = mkdtempSync(path.join(os.tmpdir(), 'anxin-web-'))
  writeFileSync(path.join(webDir, 'index.html'), '<!doctype html><title>安心校园</title>')
  writeFileSync(path.join(webDir, 'app.1a2b3c4d.js'), 'console.log(1)')
  writeFileSync(path.join(webDir, '.secret'), 'no')
}, 60_000)
afterAll(async () => {
  await world.close()
  rmSync(webDir, { recursive: true, force: true })
})
beforeEach(() => {
  heard.length = 0
  onCall = async () => ({})
})

describe('calling a function', () => {
  it('carries the action, the input and the session to the function, and its envelope back', async () => {
    const app = await gateway()
    onCall = async () => ({ name: '林小满' })
    const answer = await post(app, { action: 'getMe', input: { a: 1 } }, { authorization: 'Bearer abc-123' })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ ok: true, data: { name: '林小满' }, requestId: 'r' })
    expect(heard[0]).toMatchObject({
      event: { action: 'getMe', input: { a: 1 } },
      caller: { token: 'abc-123', source: 'http', address: '127.0.0.1' },
    })
    expect(answer.headers['cache-control']).toBe('no-store')
    await app.close()
  })

  it('gives a refusal the status that its code has', async () => {
    const app = await gateway()
    expect((await post(app, { action: 'refuse' })).statusCode).toBe(404)
    await app.close()
  })

  it.each([
    ['a function that does not exist', () => ['nobody', '{}'] as const, 404, 'route.not_found'],
    ['words that are not JSON', () => ['account', '{"action":'] as const, 400, 'input.invalid'],
    ['an empty body', () => ['account', ''] as const, 400, 'input.invalid'],
    ['a body that is null', () => ['account', 'null'] as const, 400, 'input.invalid'],
    ['a poisoned prototype', () => ['account', '{"__proto__":{"a":1}}'] as const, 400, 'input.invalid'],
    [
      'ten megabytes',
      () => ['account', JSON.stringify({ a: 'x'.repeat(1e7) })] as const,
      413,
      'input.too_large',
    ],
  ])('answers %s with an envelope, and asks no function', async (_name, make, status, code) => {
    const app = await gateway()
    const [name, body] = make()
    const answer = await post(app, body, {}, name)
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ ok: false, error: { code } })
    expect(answer.json().error.message).toMatch(/[\u4e00-\u9fff]/)
    expect(heard).toHaveLength(0)
    await app.close()
  })

  it('takes JSON only, so that another site’s form cannot post to it', async () => {
    const app = await gateway()
    const answer = await post(app, '{"action":"getMe"}', { 'content-type': 'text/plain' })
    expect(answer.json()).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
    expect(heard).toHaveLength(0)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    await app.close()
  })

  it('answers a fault of ours without its words', async () => {
    const app = await gateway()
    onCall = async () => {
      throw new Error('password=hunter2')
    }
    const answer = await post(app, { action: 'getMe' })
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('hunter2')
    expect(answer.json()).toMatchObject({ ok: false, error: { code: 'server.failed' } })
    await app.close()
  })

  it('compresses a long answer and leaves it readable', async () => {
    const app = await gateway()
    onCall = async () => ({ list: Array.from({ length: 500 }, () => '安心校园') })
    const plain = await post(app, { action: 'getMe' }, { 'accept-encoding': 'identity' })
    const packed = await post(app, { action: 'getMe' }, { 'accept-encoding': 'gzip, br' })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4)
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
    await app.close()
  })
})

describe('who is calling', () => {
  it('takes a session header that cannot be read for an ended session, not for a stranger', async () => {
    const app = await gateway()
    await post(app, { action: 'a' }, { authorization: 'Basic abc' })
    await post(app, { action: 'a' })
    expect(heard[0]?.caller.token).toBe('')
    expect(heard[1]?.caller).not.toHaveProperty('token')
    await app.close()
  })

  it('never believes an openid sent over the open web', async () => {
    const forged = { 'x-wx-openid': 'somebody', 'x-wx-source': 'wx_client' }
    const app = await gateway()
    await post(app, { action: 'a', openid: 'somebody' }, forged)
    expect(heard[0]?.caller).not.toHaveProperty('openid')
    await app.close()
  })

  it('believes WeChat Cloud Run’s openid where the operator says that this is Cloud Run', async () => {
    const app = await gateway({ trustsWxOpenid: true })
    await post(app, { action: 'a' }, { 'x-wx-openid': 'somebody', 'x-wx-source': 'wx_client' })
    await post(app, { action: 'a' }, { 'x-wx-openid': 'somebody' })
    expect(heard[0]?.caller.openid).toBe('somebody')
    expect(heard[1]?.caller).not.toHaveProperty('openid')
    await app.close()
  })

  it('counts limits by the real address, and by a forwarded one only behind a known proxy', async () => {
    const forwarded = { 'x-forwarded-for': '198.51.100.9, 203.0.113.5' }
    const open = await gateway()
    await post(open, { action: 'a' }, forwarded)
    const behindOne = await gateway({ trustProxy: 1 })
    await post(behindOne, { action: 'a' }, forwarded)
    expect(heard.map(({ caller }) => caller.address)).toEqual(['127.0.0.1', '203.0.113.5'])
    await Promise.all([open.close(), behindOne.close()])
  })
})

describe('the server’s own state', () => {
  it('is ready only when the database answers and is migrated', async () => {
    const ready = await gateway()
    expect((await ready.inject('/readyz')).statusCode).toBe(200)
    expect((await ready.inject('/healthz')).statusCode).toBe(200)
    const behind = await createGateway({
      functions: [],
      services: world.services,
      migrations: [{ name: '9999_to_come.sql', sql: '', sha256: '' }],
      settings: { webDir, trustProxy: false, trustsWxOpenid: false, metricsToken: undefined },
    })
    expect((await behind.inject('/readyz')).statusCode).toBe(503)
    const lost = await createGateway({
      functions: [],
      services: {
        ...world.services,
        database: { ...world.database, transaction: () => Promise.reject(new Error('gone')) },
      },
      migrations: [],
      settings: { webDir, trustProxy: false, trustsWxOpenid: false, metricsToken: undefined },
    })
    expect((await lost.inject('/readyz')).statusCode).toBe(503)
    expect((await lost.inject('/healthz')).statusCode).toBe(200)
    await Promise.all([ready.close(), behind.close(), lost.close()])
  })

  it('counts requests by route and code, and lets nobody grow the list with made-up routes', async () => {
    const app = await gateway()
    await post(app, { action: 'getMe' })
    await post(app, { action: 'refuse' })
    for (const name of ['x', 'y', 'z']) await post(app, { action: 'unknown', input: name })
    await post(app, { action: 'a' }, {}, 'made-up-function')
    const text = (await app.inject('/metrics')).body
    expect(text).toContain('anxin_requests_total{route="account.getMe",code="ok"} 1')
    expect(text).toContain('anxin_requests_total{route="account.refuse",code="record.not_found"} 1')
    expect(text).toContain('anxin_requests_total{route="account.?",code="route.not_found"} 3')
    expect(text).toContain('anxin_requests_total{route="?",code="route.not_found"} 1')
    expect(text).toContain('anxin_request_seconds_bucket{route="account.getMe",le="+Inf"} 1')
    expect(text).toContain('anxin_requests_in_flight 0')
    expect(text).toContain(`anxin_database_info{kind="${world.database.kind}"} 1`)
    expect(text).not.toContain('made-up')
    await app.close()
  })

  it('keeps metrics for the one who holds the token, where there is one', async () => {
    const app = await gateway({ metricsToken: 'watch' })
    expect((await app.inject('/metrics')).statusCode).toBe(401)
    const allowed = await app.inject({ url: '/metrics', headers: { authorization: 'Bearer watch' } })
    expect(allowed.statusCode).toBe(200)
    await app.close()
  })

  it('tells the whole contract as OpenAPI', async () => {
    const app = await gateway()
    const document = (await app.inject('/openapi.json')).json()
    const { routes } = await import('../../contract/routes')
    const named = Object.values(document.paths as Record<string, { post: { operationId: string } }>).map(
      ({ post: operation }) => operation.operationId,
    )
    expect(named.sort()).toEqual(Object.keys(routes).sort())
    await app.close()
  })
})

describe('the web app', () => {
  it('keeps hashed files for ever and asks for the page each time', async () => {
    const app = await gateway()
    const page = await app.inject('/')
    const script = await app.inject('/app.1a2b3c4d.js')
    expect(page.headers['cache-control']).toBe('no-cache')
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    const again = await app.inject({ url: '/', headers: { 'if-none-match': String(page.headers.etag) } })
    expect(again.statusCode).toBe(304)
    await app.close()
  })

  it('opens a deep link with the app’s page, and says plainly that a file is missing', async () => {
    const app = await gateway()
    const deep = await app.inject('/packages/report/pages/submit/index?kind=bullying')
    expect(deep.statusCode).toBe(200)
    expect(deep.body).toContain('安心校园')
    for (const url of [
      '/js/gone.12345678.js',
      '/call/account',
      '/.secret',
      '/../package.json',
      '/%2e%2e/package.json',
    ])
      expect((await app.inject(url)).statusCode).toBeGreaterThanOrEqual(400)
    await app.close()
  })

  it('sends a policy that lets no foreign or inline script run, on every kind of answer', async () => {
    const app = await gateway()
    const answers = [
      await app.inject('/'),
      await app.inject('/app.1a2b3c4d.js'),
      await app.inject('/nothing.js'),
      await app.inject('/%E0%A4%A'),
      await app.inject('/metrics'),
      await post(app, 'not json'),
      await post(app, { action: 'getMe' }),
    ]
    for (const { headers } of answers) {
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers).not.toHaveProperty('strict-transport-security')
    }
    await app.close()
    const behindTls = await gateway({ trustProxy: 1 })
    const secure = await behindTls.inject({ url: '/', headers: { 'x-forwarded-proto': 'https' } })
    expect(secure.headers['strict-transport-security']).toContain('max-age=')
    await behindTls.close()
  })
})

describe('stopping', () => {
  it('finishes the request in flight, takes no new one, and does not wait for idle connections', async () => {
    const app = await gateway()
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    let finish: () => void = () => {}
    let begun: () => void = () => {}
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    onCall = () =>
      new Promise((resolve) => {
        finish = () => resolve({ kept: true })
        begun()
      })
    const idle = connect(Number(new URL(address).port), '127.0.0.1')
    idle.on('error', () => {})
    const inFlight = fetch(`${address}/call/account`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"action":"getMe"}',
    })
    await hasBegun
    const closing = app.close()
    await new Promise((resolve) => setTimeout(resolve, 100))
    await expect(fetch(`${address}/healthz`)).rejects.toThrow()
    finish()
    const answer = await inFlight
    expect(await answer.json()).toMatchObject({ ok: true, data: { kept: true } })
    await closing
    idle.destroy()
  })
})

/** The folders that CloudBase receives run by themselves, and believe WeChat's context alone. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { callerFromWx } from '../../cloudfunctions/platform/wx-context'

let folder: string

/** Requires one function in its bare folder, calls it, and answers its envelopes. */
const call = (
  name: string,
  events: unknown[],
  environment: Record<string, string> = {},
): Record<string, unknown>[] => {
  const script = `
    const { main } = require('./index.js')
    const run = async () => {
      const answers = []
      for (const event of ${JSON.stringify(events)}) answers.push(await main(event))
      process.stdout.write('\\n#' + JSON.stringify(answers) + '\\n')
      process.exit(0)
    }
    run()`
  const said = execFileSync(process.execPath, ['-e', script], {
    cwd: path.join(folder, name),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', ...environment },
  })
  return JSON.parse(/^#(.*)$/m.exec(said)?.[1] ?? '')
}

const settings = { DATABASE_URL: 'postgres://x@127.0.0.1:1/x', CLOUD_FILE_ID_PREFIX: 'cloud://env.bucket' }
const asPhone = { WX_CONTEXT_KEYS: 'WX_OPENID', WX_OPENID: 'openid-of-a-phone', TCB_SOURCE: 'wx_client' }

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'anxin-functions-'))
  execFileSync(process.execPath, ['scripts/bundle.mjs', 'functions', folder])
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('has a folder per function with nothing to install and no embedded store', () => {
  expect(readdirSync(folder).sort()).toEqual(['account', 'canteen', 'course', 'homework', 'jobs', 'report'])
  for (const name of ['account', 'report', 'canteen', 'homework', 'course', 'jobs']) {
    const manifest = JSON.parse(readFileSync(path.join(folder, name, 'package.json'), 'utf8'))
    expect(manifest).toMatchObject({ main: 'index.js', dependencies: {} })
    expect(readFileSync(path.join(folder, name, 'index.js'), 'utf8')).not.toContain('pglite.wasm')
  }
})

it('asks CloudBase for a timer on jobs, one for the clocks of reports, and for the one WeChat call that jobs makes', () => {
  const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name, 'config.json'), 'utf8'))
  expect(read('account').triggers).toEqual([])
  expect(read('canteen').triggers).toEqual([])
  for (const name of ['report', 'jobs']) {
    expect(read(name).triggers).toHaveLength(1)
    expect(read(name).triggers[0].config.split(' ')).toHaveLength(7)
  }
  expect(read('jobs').permissions.openapi).toEqual(['subscribeMessage.send'])
})

it('answers a bad call with an envelope, from a bare folder', () => {
  for (const name of ['account', 'report', 'canteen', 'homework']) {
    const [unknown, nothing] = call(name, [{ action: 'nope', input: {} }, null], { ...settings, ...asPhone })
    expect(unknown).toMatchObject({ ok: false, error: { code: 'route.not_found' } })
    expect(nothing).toMatchObject({ ok: false, error: { code: 'route.not_found' } })
  }
}, 30_000)

it('answers an envelope where the operator has not set the database, or it is away', () => {
  expect(call('report', [{ action: 'getQueue' }], asPhone)[0]).toMatchObject({
    ok: false,
    error: { code: 'server.failed' },
  })
  expect(call('account', [{ action: 'getMe', input: {} }], { ...settings, ...asPhone })[0]).toMatchObject({
    ok: false,
    error: { code: 'server.away' },
  })
}, 30_000)

it('runs jobs for the timer alone: a phone that says it is the timer is refused', () => {
  const timer = { Type: 'Timer', TriggerName: 'every-minute' }
  expect(call('jobs', [timer, {}], { ...settings, ...asPhone })).toMatchObject([
    { ok: false, error: { code: 'role.forbidden' } },
    { ok: false, error: { code: 'role.forbidden' } },
  ])
  expect(callerFromWx({ SOURCE: 'wx_http' }, timer).source).toBe('cloud')
  expect(callerFromWx({ SOURCE: 'wx_client,scf' }, timer).source).toBe('cloud')
  expect(callerFromWx({ OPENID: 'x' }, timer).source).toBe('cloud')
  expect(callerFromWx({}, {}).source).toBe('cloud')
  expect(callerFromWx({}, timer).source).toBe('timer')
}, 30_000)

it('takes the openid from WeChat’s context, never from the event', () => {
  expect(callerFromWx({ SOURCE: 'wx_client' }, { openid: 'forged', OPENID: 'forged' })).not.toHaveProperty(
    'openid',
  )
  expect(callerFromWx({ OPENID: 'real', SOURCE: 'wx_client' }, { openid: 'forged' }).openid).toBe('real')
})

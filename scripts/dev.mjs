/** `npm run dev`: the web app is rebuilt and the server restarted at each change. */
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import path from 'node:path'
import { checkNode, ensureInstalled, root } from './setup.mjs'

const SETTLE_MS = 300

checkNode()
await ensureInstalled()
const { build } = await import('./build.mjs')

// Taro's own watch keeps the pages in memory behind a second address; a rebuild from its cache takes seconds.
let isBuilding = false
let isAskedAgain = false
const rebuild = async () => {
  isAskedAgain = isBuilding
  if (isBuilding) return
  isBuilding = true
  const problem = await build('h5')
  if (problem !== undefined) process.stderr.write(`${problem}\n`)
  isBuilding = false
  if (isAskedAgain) await rebuild()
}

let timer
for (const folder of ['src', 'contract', 'config'])
  watch(path.join(root, folder), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(rebuild, SETTLE_MS)
  })

const server = spawn(
  process.execPath,
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'gateway/main.ts'],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
)
const stop = () => server.kill('SIGTERM')
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
server.once('exit', () => process.exit(0))

await rebuild()

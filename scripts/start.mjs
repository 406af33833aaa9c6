/** `npm start`: sets up what is missing, builds what has changed, starts the server, and says where to look. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { checkNode, ensureInstalled, giveUp, root } from './setup.mjs'

const port = process.env.PORT || '3000'
const host = process.env.HOST || '127.0.0.1'
const dataDir = path.resolve(process.env.DATA_DIR || 'data')
const shown = (place) => {
  const relative = path.relative(process.cwd(), place)
  return relative.startsWith('..') ? place : `${relative}/`
}

/** Asked before the long work begins; the server asks again. */
const checkPort = () =>
  new Promise((resolve) => {
    if (!/^\d+$/.test(port) || Number(port) > 65_535)
      giveUp(`PORT 应是 0 到 65535 之间的整数，现在是“${port}”。`)
    const probe = createServer()
    probe.once('error', ({ code }) => {
      if (code !== 'EADDRINUSE') return resolve()
      giveUp(
        `端口 ${port} 已被别的程序占用。请先停掉它，或换一个端口，例如 PORT=${Number(port) + 1} npm start。`,
      )
    })
    probe.listen(Number(port), host, () => probe.close(() => resolve()))
  })

const logFile = () => (process.env.LOG === 'stdout' ? undefined : path.join(dataDir, 'log', 'requests.jsonl'))

/** So many of the demo's people are named; the page lists the rest. */
const SHOWN_PEOPLE = 6

const block = ({ address, people }) => {
  const log = logFile()
  const where = process.env.DATABASE_URL
    ? `数据库服务器（DATABASE_URL），图片在 ${shown(path.join(dataDir, 'files'))}`
    : shown(dataDir)
  return [
    '',
    '────────────────────────────────────────────────',
    '  安心校园已启动',
    '',
    `  网址    ${address}`,
    `  数据    ${where}`,
    ...(log ? [`  日志    ${shown(log).replace(/\/$/, '')}（每个请求一行，不含内容）`] : []),
    '  停止    按 Ctrl-C',
    ...(people.length > 0
      ? ['', `  演示数据里有 ${people.length} 个人，在登录页点选一个即可进入，例如：`]
      : []),
    ...people
      .slice(0, SHOWN_PEOPLE)
      .map((person) => `    ${person.name}（${person.roleName}）${person.note}`),
    '────────────────────────────────────────────────',
    '',
  ].join('\n')
}

checkNode()
await checkPort()
await ensureInstalled()
const { build, isFresh } = await import('./build.mjs')

const serverProblem = await build('gateway')
if (serverProblem !== undefined) {
  process.stderr.write(`${serverProblem}\n`)
  giveUp('服务程序没有构建成功，原因见上面几行。')
}

// The store opens while the web app is being built; the door opens when both are there.
const log = logFile()
const server = spawn(process.execPath, [path.join(root, 'dist/gateway/main.mjs')], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  env: {
    ...process.env,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    WEB_DIR: process.env.WEB_DIR || path.join(root, 'dist/h5'),
    WAIT_TO_LISTEN: '1',
    ...(log ? { LOG_FILE: log } : {}),
  },
})

let isStopping = false
const stop = () => {
  if (!isStopping) process.stdout.write('\n正在停止，先办完手上的请求…\n')
  isStopping = true
  server.kill('SIGTERM')
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)

server.on('message', (word) => {
  if (word.kind === 'say') process.stdout.write(`${word.line}\n`)
  if (word.kind === 'problem') process.stderr.write(`\n${word.sentence}\n`)
  if (word.kind === 'listening') process.stdout.write(`${block(word)}\n`)
})
server.once('exit', (code) => {
  if (isStopping) process.stdout.write('已停止，数据都已保存。\n')
  process.exit(isStopping ? 0 : (code ?? 1))
})

const webProblem = isFresh('h5') ? undefined : await build('h5')
if (webProblem !== undefined) {
  process.stderr.write(`${webProblem}\n`)
  server.kill('SIGTERM')
  giveUp('网页没有构建成功，原因见上面几行。')
}
if (server.connected) server.send({ kind: 'listen' })

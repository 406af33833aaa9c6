/** What a bare clone lacks, found and fetched: a fit Node, and the packages of package-lock.json. Runs before any package is there. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const NODE_AT_LEAST = [20, 19]
const markFile = path.join(root, 'node_modules', '.anxin-lock')

/** Ends the process with one sentence. */
export const giveUp = (sentence) => {
  process.stderr.write(`\n${sentence}\n`)
  process.exit(1)
}

export const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const [needMajor, needMinor] = NODE_AT_LEAST
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return
  giveUp(
    `需要 Node.js ${NODE_AT_LEAST.join('.')} 或更新的版本，这里是 ${process.versions.node}。请到 nodejs.org 安装后再试。`,
  )
}

/**
 * Runs a program and shows that it goes on; its words are shown only where it fails.
 *
 * @returns its exit code and words
 */
export const runQuietly = (what, program, args, options = {}) =>
  new Promise((resolve) => {
    const startedAt = Date.now()
    const seconds = () => Math.round((Date.now() - startedAt) / 1000)
    const live = process.stderr.isTTY
    if (!live) process.stderr.write(`${what}…\n`)
    const ticker = setInterval(
      () => process.stderr.write(live ? `\r${what}… ${seconds()} 秒` : `  ${what}，已 ${seconds()} 秒\n`),
      live ? 1_000 : 30_000,
    )
    const words = []
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    child.stdout.on('data', (chunk) => words.push(chunk))
    child.stderr.on('data', (chunk) => words.push(chunk))
    const finish = (code) => {
      clearInterval(ticker)
      if (live) process.stderr.write('\r\u001b[2K')
      process.stderr.write(`${what}：${code === 0 ? '完成' : '没有成功'}（${seconds()} 秒）\n`)
      resolve({ code, words: Buffer.concat(words).toString('utf8') })
    }
    child.once('error', (error) => {
      words.push(Buffer.from(String(error)))
      finish(1)
    })
    child.once('exit', (code) => finish(code ?? 1))
  })

const fingerprint = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch} ${process.versions.node.split('.')[0]}`)
    .digest('hex')

/** True where npm's own list of what lies in node_modules has every needed package at its locked version. */
const isComplete = () => {
  const list = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(list)) return false
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  const there = JSON.parse(readFileSync(list, 'utf8')).packages
  return Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' || entry.optional || entry.peer || there[place]?.version === entry.version,
  )
}

/** Installs the locked packages if they are not all there. Never changes package.json or the lock. */
export const ensureInstalled = async () => {
  const wanted = fingerprint()
  if (existsSync(markFile) && readFileSync(markFile, 'utf8') === wanted) return
  if (!isComplete()) {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund']
    const options = { shell: process.platform === 'win32' }
    let done = await runQuietly('正在安装依赖（首次约 1 到 3 分钟）', npm, ['ci', ...quiet], options)
    // npm ci refuses a lock made where the registry lacked another platform's optional packages.
    if (done.code !== 0)
      done = await runQuietly('换一种方式安装依赖', npm, ['install', '--no-save', ...quiet], options)
    if (done.code !== 0) {
      process.stderr.write(done.words.slice(-3000))
      giveUp('依赖没有装上，原因见上面几行。请检查网络后再试一次。')
    }
  }
  writeFileSync(markFile, wanted)
}

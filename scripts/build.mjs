/** Builds the web app, the mini-program, the server and the cloud functions, each only if what it is made of has changed. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, ensureInstalled, root, runQuietly } from './setup.mjs'

const dist = path.join(root, 'dist')
const shared = ['contract', 'package-lock.json', 'package.json', 'tsconfig.json']
const app = [...shared, 'src', 'config', 'babel.config.js', 'types']
const server = [...shared, 'cloudfunctions', 'scripts']

/** What each build is made of; a change of any of these files makes it again. */
const kinds = {
  h5: { inputs: [...app, 'scripts/compress.mjs'], what: '正在构建网页' },
  weapp: { inputs: app, what: '正在构建小程序' },
  baseline: {
    inputs: [...shared, 'config', 'babel.config.js', 'tests/weapp/baseline-app'],
    what: '正在构建作比较用的空应用',
  },
  gateway: { inputs: [...server, 'gateway'], what: '正在构建服务程序' },
  functions: { inputs: server, what: '正在构建云函数' },
}

const filesBelow = (place) => {
  const full = path.join(root, place)
  if (!existsSync(full)) return []
  return readdirSync(path.dirname(full), { withFileTypes: true })
    .filter((entry) => entry.name === path.basename(full))
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(full)
            .sort()
            .flatMap((name) => filesBelow(`${place}/${name}`))
        : [place],
    )
}

const fingerprint = (kind) => {
  const sha = createHash('sha256')
  for (const [name, value] of Object.entries(process.env).sort())
    if (name.startsWith('TARO_APP_')) sha.update(`${name}=${value}\n`)
  for (const file of kinds[kind].inputs.flatMap(filesBelow))
    sha.update(`${file}\n`).update(readFileSync(path.join(root, file)))
  return sha.digest('hex')
}

const markOf = (kind) => path.join(dist, `${kind}.inputs`)

/** True where the build that lies there was made of just these files. */
export const isFresh = (kind) =>
  existsSync(path.join(dist, kind)) &&
  existsSync(markOf(kind)) &&
  readFileSync(markOf(kind), 'utf8') === fingerprint(kind)

const commands = {
  h5: (into) => [
    ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'h5'],
    { TARO_ENV: 'h5', APP_OUTPUT_ROOT: into },
  ],
  weapp: (into) => [
    ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'weapp'],
    { TARO_ENV: 'weapp', APP_OUTPUT_ROOT: into },
  ],
  baseline: (into) => [
    ['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'weapp'],
    { TARO_ENV: 'weapp', APP_SOURCE_ROOT: 'tests/weapp/baseline-app', APP_OUTPUT_ROOT: into },
  ],
  gateway: (into) => [['scripts/bundle.mjs', 'gateway', into], {}],
  functions: (into) => [['scripts/bundle.mjs', 'functions', into], {}],
}

/** Puts the finished folder in its place; a reader never sees half of one. */
const swap = (part, kind) => {
  const place = path.join(dist, kind)
  const old = path.join(dist, `.${kind}-old-${process.pid}`)
  if (existsSync(place)) renameSync(place, old)
  renameSync(part, place)
  rmSync(old, { recursive: true, force: true })
}

/**
 * Builds one kind if it is not fresh. The former build stays until the new one is whole.
 *
 * @returns undefined where it is there, otherwise the builder's words
 */
export const build = async (kind, force = false) => {
  if (!force && isFresh(kind)) return undefined
  const made = fingerprint(kind)
  const part = path.join(dist, `.${kind}-${process.pid}`)
  mkdirSync(dist, { recursive: true })
  rmSync(part, { recursive: true, force: true })
  const [args, env] = commands[kind](part)
  const done = await runQuietly(kinds[kind].what, process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '', ...env },
  })
  // Taro says that it failed in words, not by its exit code.
  const isWhole = existsSync(
    path.join(part, { h5: 'index.html', weapp: 'app.json', baseline: 'app.json' }[kind] ?? ''),
  )
  if (done.code !== 0 || !isWhole) {
    rmSync(part, { recursive: true, force: true })
    return done.words.slice(-6000) || '没有说明原因'
  }
  if (kind === 'h5') await (await import('./compress.mjs')).compressFolder(part)
  rmSync(markOf(kind), { force: true })
  swap(part, kind)
  writeFileSync(markOf(kind), made)
  return undefined
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode()
  await ensureInstalled()
  for (const kind of process.argv.slice(2)) {
    const problem = await build(kind, true)
    if (problem === undefined) process.stdout.write(`已放在 dist/${kind}/\n`)
    else {
      process.stderr.write(`${problem}\n`)
      process.exitCode = 1
    }
  }
}

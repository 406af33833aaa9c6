/** `npm test`: every check there is, in order, counted from real results; the last line is the sum. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { checkNode, ensureInstalled, root } from './setup.mjs'

checkNode()
await ensureInstalled()
const { build } = await import('./build.mjs')

const results = path.join(root, '.cache', 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const total = { passed: 0, failed: 0, skipped: 0 }
const summary = []
const secondTries = []
const say = (line) => process.stdout.write(`${line}\n`)

const bin = (name, file) => path.join(root, 'node_modules', name, file)
const biome = bin('@biomejs/biome', 'bin/biome')
const tsc = bin('typescript', 'bin/tsc')
const cruiser = bin('dependency-cruiser', 'bin/dependency-cruise.mjs')
const knip = bin('knip', 'bin/knip.js')
const jest = bin('jest', 'bin/jest.js')

const run = (args, env = {}) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env },
    })
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })

/** One program, one test: it passes or it fails. */
const program = async (args) => {
  const code = await run(args)
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

const buildOne = async (kind) => {
  const problem = await build(kind)
  if (problem === undefined) return { passed: 1, failed: 0, skipped: 0 }
  process.stderr.write(`${problem}\n`)
  return { passed: 0, failed: 1, skipped: 0 }
}

/** Counts what jest wrote down. A project without one test run is a failure: tests must not vanish unseen. */
const jestProject = async (project, { env = {}, args = [], label = project } = {}) => {
  const file = path.join(results, `${label}.json`)
  const code = await run(
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      jest,
      '--selectProjects',
      project,
      '--json',
      `--outputFile=${file}`,
      '--silent=false',
      ...args,
    ],
    env,
  )
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const told = JSON.parse(readFileSync(file, 'utf8'))
  for (const test of told.testResults.flatMap((suite) => suite.assertionResults))
    if (test.status === 'passed' && test.invocations > 1) secondTries.push(test.fullName)
  const counted = {
    passed: told.numPassedTests,
    failed: told.numFailedTests + told.numRuntimeErrorTestSuites,
    skipped: told.numPendingTests + told.numTodoTests,
  }
  if (counted.passed + counted.failed + counted.skipped === 0) counted.failed = 1
  // A test that ran on after jest was done, a worker that died: jest says so by its exit code alone.
  if (code !== 0 && counted.failed === 0) counted.failed = 1
  return counted
}

const inBand = ['--runInBand']
const steps = [
  ['biome', () => program([biome, 'check', '--error-on-warnings', '.'])],
  ['tsc', () => program([tsc, '--noEmit'])],
  [
    'dependency-cruiser',
    () =>
      program([
        cruiser,
        '--config',
        '.dependency-cruiser.cjs',
        'src',
        'contract',
        'cloudfunctions',
        'gateway',
      ]),
  ],
  ['knip', () => program([knip])],
  ['unit', () => jestProject('unit')],
  ['build h5', () => buildOne('h5')],
  ['build weapp', () => buildOne('weapp')],
  ['build baseline', () => buildOne('baseline')],
  ['build functions', () => buildOne('functions')],
  ['build gateway', () => buildOne('gateway')],
  ['api on PGlite', () => jestProject('api', { label: 'api-embedded', env: { TEST_STORE: 'embedded' } })],
  ['api on PostgreSQL', () => jestProject('api', { label: 'api-server', env: { TEST_STORE: 'server' } })],
  ['web', () => jestProject('web', { args: inBand })],
  ['weapp', () => jestProject('weapp', { args: inBand })],
]

const only = process.argv.slice(2)
const unknown = only.filter((name) => !steps.some(([step]) => step === name))
if (unknown.length > 0) {
  process.stderr.write(`没有这一步：${unknown.join('、')}。可选：${steps.map(([step]) => step).join('、')}\n`)
  process.exit(1)
}

if (!existsSync(process.env.CHROMIUM_PATH || '/usr/bin/chromium')) {
  const line = '!'.repeat(72)
  say(
    `${line}\n  找不到 Chromium：网页和小程序的浏览器测试这次没有运行，计入“skipped”。\n  安装 chromium，或用 CHROMIUM_PATH 指明它在哪里。\n${line}`,
  )
}

for (const [name, work] of steps) {
  if (only.length > 0 && !only.includes(name)) continue
  say(`\n== ${name}`)
  const startedAt = Date.now()
  const counted = await work().catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  })
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  for (const key of Object.keys(total)) total[key] += counted[key]
  const skipped = counted.skipped > 0 ? `, ${counted.skipped} skipped` : ''
  summary.push(
    `${name.padEnd(20)}${seconds.padStart(8)} s   ${counted.passed} passed, ${counted.failed} failed${skipped}`,
  )
  say(summary.at(-1))
}

say(`\n${summary.join('\n')}\n`)
if (secondTries.length > 0) say(`passed at the second try:\n  ${secondTries.join('\n  ')}\n`)
process.exitCode = total.failed > 0 ? 1 : 0
say(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)

/** Each arrow of the house holds: a small house with every forbidden import is refused, arrow by arrow. */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** file → what it imports */
const house: Record<string, string[]> = {
  'src/api/call.ts': ['../../contract/routes'],
  'src/stores/session.ts': ['../api/call'],
  'src/pages/home/index.tsx': ['../../stores/session', '../../packages/report/form'],
  'src/pages/mine/index.tsx': ['../../../cloudfunctions/report/index'],
  'src/packages/report/form.ts': ['../../components/button', '../../api/call'],
  'src/packages/desk/queue.ts': ['../report/form'],
  'src/components/button.ts': [],
  'src/components/menu.ts': ['../stores/session'],
  'src/components/badge.ts': ['../../contract/routes'],
  'contract/routes.ts': ['zod/mini'],
  'contract/whole.ts': ['zod'],
  'contract/clock.ts': ['dayjs'],
  'contract/reader.ts': ['react'],
  'cloudfunctions/platform/database.ts': ['pg'],
  'cloudfunctions/platform/knowing.ts': ['../report/index'],
  'cloudfunctions/report/index.ts': ['../platform/database', '../../contract/routes'],
  'cloudfunctions/report/seal.ts': [],
  'cloudfunctions/report/driving.ts': ['pg'],
  'cloudfunctions/report/hosted.ts': ['../../gateway/main'],
  'cloudfunctions/account/index.ts': ['../report/seal'],
  'cloudfunctions/account/one.ts': ['./two'],
  'cloudfunctions/account/two.ts': ['./one'],
  'cloudfunctions/account/lost.ts': ['./nowhere'],
  'gateway/main.ts': ['../cloudfunctions/report/index'],
  'gateway/nosy.ts': ['../cloudfunctions/report/seal'],
}

let broken: string[]

beforeAll(() => {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'anxin-arrows-')))
  for (const [file, imports] of Object.entries(house)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    const lines = imports.map((from) => `import '${from}'\n`)
    writeFileSync(path.join(folder, file), `${lines.join('')}export const here = 1\n`)
  }
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    '{"compilerOptions":{"moduleResolution":"bundler","module":"esnext"}}',
  )
  copyFileSync('.dependency-cruiser.cjs', path.join(folder, 'rules.cjs'))
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'))
  const cruiser = path.resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [cruiser, '--config', 'rules.cjs', '--preserve-symlinks', '--output-type', 'json']
  const told = execFileSync(process.execPath, [...args, 'src', 'contract', 'cloudfunctions', 'gateway'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64e6,
  })
  const { summary } = JSON.parse(told) as {
    summary: { violations: { from: string; rule: { name: string } }[] }
  }
  broken = summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`)
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

it.each([
  ['app-stays-on-the-phone', 'src/pages/mine/index.tsx'],
  ['subpackages-apart', 'src/packages/desk/queue.ts'],
  ['main-without-subpackages', 'src/pages/home/index.tsx'],
  ['components-know-no-domain', 'src/components/menu.ts'],
  ['components-know-no-domain', 'src/components/badge.ts'],
  ['contract-stands-alone', 'contract/reader.ts'],
  ['contract-zod-mini', 'contract/whole.ts'],
  ['functions-apart', 'cloudfunctions/account/index.ts'],
  ['functions-need-no-host', 'cloudfunctions/report/hosted.ts'],
  ['platform-below-functions', 'cloudfunctions/platform/knowing.ts'],
  ['drivers-in-platform', 'cloudfunctions/report/driving.ts'],
  ['gateway-hosts-only', 'gateway/nosy.ts'],
  ['no-circles', 'cloudfunctions/account/one.ts'],
  ['resolvable', 'cloudfunctions/account/lost.ts'],
])('%s refuses %s', (rule, file) => {
  expect(broken).toContain(`${rule}: ${file}`)
})

it.each([
  'src/api/call.ts',
  'src/stores/session.ts',
  'src/packages/report/form.ts',
  'contract/routes.ts',
  'contract/clock.ts',
  'cloudfunctions/platform/database.ts',
  'gateway/main.ts',
])('lets %s do what it must', (file) => {
  expect(broken.filter((line) => line.endsWith(`: ${file}`))).toEqual([])
})

/** Bundles the server and the cloud functions with esbuild: run as `bundle.mjs gateway|functions FOLDER`. */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { root } from './setup.mjs'

const inRoot = (place) => path.join(root, place)
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
  legalComments: 'none',
}
const rosterWorker = 'cloudfunctions/account/rosters/read-workbook.worker.ts'

/** What CommonJS packages expect to find inside an ES module. */
const banner = [
  "import { createRequire as makeRequire } from 'node:module'",
  "import { fileURLToPath as toPath } from 'node:url'",
  'const require = makeRequire(import.meta.url)',
  'const __filename = toPath(import.meta.url)',
  "const __dirname = toPath(new URL('.', import.meta.url))",
].join('\n')

/** The embedded store brings its own files and stays a package; everything else is inside. */
const bundleGateway = async (into) => {
  const entryPoints = { main: 'gateway/main.ts', command: 'scripts/command.ts' }
  if (existsSync(inRoot(rosterWorker))) entryPoints['read-workbook.worker'] = rosterWorker
  await build({
    ...common,
    entryPoints,
    outdir: into,
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    sourcemap: true,
    sourcesContent: false,
    banner: { js: banner },
    external: ['@electric-sql/pglite', 'pg-native', 'wx-server-sdk'],
  })
  cpSync(inRoot('cloudfunctions/database/migrations'), path.join(into, 'migrations'), { recursive: true })
}

/** A cloud function always speaks to a server; the embedded store would be 10 MB of nothing. */
const withoutEmbeddedStore = {
  name: 'without-embedded-store',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@electric-sql\/pglite$/ }, () => ({ path: 'pglite', namespace: 'none' }))
    onLoad({ filter: /.*/, namespace: 'none' }, () => ({
      contents:
        "export const PGlite = { create: async () => { throw new Error('a cloud function needs DATABASE_URL') } }",
    }))
  },
}

/** Seconds a function may run, and what else CloudBase wants to know of it. */
const functionSettings = {
  account: { timeout: 60 },
  report: {
    timeout: 30,
    triggers: [{ name: 'every-minute', type: 'timer', config: '0 * * * * * *' }],
    permissions: { openapi: ['security.msgSecCheck'] },
  },
  canteen: { timeout: 60 },
  homework: { timeout: 20 },
  course: {
    timeout: 60,
    triggers: [{ name: 'every-minute', type: 'timer', config: '0 * * * * * *' }],
  },
  jobs: {
    timeout: 60,
    triggers: [{ name: 'every-minute', type: 'timer', config: '0 * * * * * *' }],
    permissions: { openapi: ['subscribeMessage.send'] },
  },
}

const bundleFunctions = async (into) => {
  for (const [name, { timeout, triggers = [], permissions = { openapi: [] } }] of Object.entries(
    functionSettings,
  )) {
    const folder = path.join(into, name)
    mkdirSync(folder, { recursive: true })
    const entryPoints = { index: `cloudfunctions/cloud/${name}.ts` }
    if (name === 'account' && existsSync(inRoot(rosterWorker)))
      entryPoints['read-workbook.worker'] = rosterWorker
    await build({
      ...common,
      entryPoints,
      outdir: folder,
      format: 'cjs',
      minify: true,
      keepNames: true,
      external: ['pg-native'],
      plugins: [withoutEmbeddedStore],
    })
    const json = (file, value) =>
      writeFileSync(path.join(folder, file), `${JSON.stringify(value, null, 2)}\n`)
    json('package.json', {
      name: `anxin-${name}`,
      version: '0.1.0',
      private: true,
      main: 'index.js',
      dependencies: {},
    })
    json('config.json', { permissions, triggers, timeout, runtime: 'Nodejs20.19', memorySize: 512 })
  }
}

const [what, into] = process.argv.slice(2)
await { gateway: bundleGateway, functions: bundleFunctions }[what](path.resolve(into))

/** `npm run dev`: the web app is rebuilt and the server restarted at each change. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { checkNode, ensureInstalled, root } from './setup.mjs'

checkNode()
await ensureInstalled()
const web = path.join(root, 'dist', 'h5-dev')
if (!existsSync(web)) mkdirSync(web, { recursive: true })

const begin = (args, env) =>
  spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })

const children = [
  begin(['node_modules/@tarojs/cli/bin/taro', 'build', '--type', 'h5', '--watch', '--no-check'], {
    TARO_ENV: 'h5',
    NODE_ENV: 'development',
    APP_OUTPUT_ROOT: web,
  }),
  begin(['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'gateway/main.ts'], {
    WEB_DIR: web,
  }),
]

let isStopping = false
const stop = () => {
  if (isStopping) return
  isStopping = true
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
const ends = children.map((child) => new Promise((resolve) => child.once('exit', resolve)))
await Promise.race(ends)
stop()
await Promise.all(ends)

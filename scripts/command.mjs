/** Runs an operator's command from the source tree: sets up what is missing, bundles, and hands over. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { checkNode, ensureInstalled, giveUp, root } from './setup.mjs'

checkNode()
await ensureInstalled()
const { build } = await import('./build.mjs')
const problem = await build('gateway')
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`)
  giveUp('命令没有构建成功，原因见上面几行。')
}
const child = spawn(
  process.execPath,
  [path.join(root, 'dist/gateway/command.mjs'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
)
child.once('exit', (code) => process.exit(code ?? 1))

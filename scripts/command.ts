/** The operator's commands on a store: migrate, seed, back up, restore, a sign-in link, master keys, homework counted anew, the contract as OpenAPI. */
import { sentenceOf } from '../gateway/start-problem'
import { backup } from './commands/backup'
import { checkKeys } from './commands/check-keys'
import { migrateStore } from './commands/migrate'
import { printOpenApi } from './commands/openapi'
import { makeOperatorLink } from './commands/operator-link'
import { rebuildHomework } from './commands/rebuild-homework'
import { restore } from './commands/restore'
import { rotateKeys } from './commands/rotate-keys'
import { seed } from './commands/seed'

export type Command = (args: readonly string[], say: (line: string) => void) => Promise<void>

const commands: Record<string, Command> = {
  backup,
  restore,
  'db:migrate': migrateStore,
  'db:seed': seed,
  'docs:api': printOpenApi,
  'operator:link': makeOperatorLink,
  'homework:rebuild': rebuildHomework,
  'keys:rotate': rotateKeys,
  'keys:check': checkKeys,
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const run = async (): Promise<void> => {
  if (command) return command(args, say)
  process.stderr.write(`可用的命令：${Object.keys(commands).join('、')}\n`)
  process.exitCode = 1
}

run().catch((error: unknown) => {
  const sentence =
    sentenceOf(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
})

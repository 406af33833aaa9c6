/** The server's process: speaks to the terminal or to `npm start`, and obeys signals. */
import { demoPeople } from '../cloudfunctions/database/seeds/demo-people'
import { type Gateway, openGateway } from './run'
import { readSettings } from './settings'
import { sentenceOf } from './start-problem'

/** What `npm start` hears from this process; without it the same lines go to standard error. */
type Word =
  | { kind: 'say'; line: string }
  | { kind: 'opened' }
  | { kind: 'listening'; address: string; people: { name: string; roleName: string; note: string }[] }
  | { kind: 'problem'; sentence: string }

const hasParent = process.send !== undefined

const tell = (word: Word): void => {
  if (process.send) process.send(word)
  else if (word.kind === 'say') process.stderr.write(`${word.line}\n`)
  else if (word.kind === 'problem') process.stderr.write(`${word.sentence}\n`)
  else if (word.kind === 'listening') process.stderr.write(`安心校园已启动：${word.address}\n`)
}

let gateway: Gateway | undefined
let isStopping = false

const stop = async (): Promise<void> => {
  if (isStopping) return
  isStopping = true
  await gateway?.stop()
  process.exit(0)
}

const fail = (error: unknown): void => {
  const sentence = sentenceOf(error)
  if (sentence === undefined)
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  tell({ kind: 'problem', sentence: sentence ?? '启动失败，原因见上面几行。' })
  // Let the word reach its reader first.
  const end = () => process.exit(1)
  void (gateway?.stop() ?? Promise.resolve()).then(end, end)
}

const onLost = (): void => {
  process.stderr.write('数据文件夹已被另一个进程占用，为了不丢数据，本进程立即退出。\n')
  process.exit(1)
}

/** Where `npm start` builds the web app meanwhile, it says when the door may open. */
const permission = (): Promise<void> =>
  hasParent && process.env.WAIT_TO_LISTEN === '1'
    ? new Promise((resolve) => process.once('message', () => resolve()))
    : Promise.resolve()

const main = async (): Promise<void> => {
  const allowed = permission()
  gateway = await openGateway(readSettings(), (line) => tell({ kind: 'say', line }), onLost)
  tell({ kind: 'opened' })
  await allowed
  const address = await gateway.listen()
  const people = gateway.isDemo
    ? demoPeople.map(({ name, roleName, note }) => ({ name, roleName, note }))
    : []
  tell({ kind: 'listening', address, people })
}

process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())
if (hasParent) process.on('disconnect', () => void stop())
main().catch(fail)

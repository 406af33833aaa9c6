/** The course function in a process of its own, over plain HTTP, so that a test can kill it. Argument: the store's address. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { courseFunction } from '../../cloudfunctions/course/index'
import { openServer } from '../../cloudfunctions/platform/database'
import { silentLog } from '../../cloudfunctions/platform/log'
import { type CallEvent, hostFunction } from '../../cloudfunctions/platform/pipeline'
import { noWeChat } from '../../cloudfunctions/platform/wechat'
import { MemoryFiles } from './world'

const [store = '', now = ''] = process.argv.slice(2)

const read = async (request: IncomingMessage): Promise<CallEvent> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as CallEvent
}

const running = hostFunction(courseFunction, {
  database: openServer({ connectionString: store, maxConnections: 8 }),
  files: new MemoryFiles(),
  wechat: noWeChat,
  log: silentLog,
  now: () => new Date(now),
  isDemo: false,
  masterKeys: new Map(),
  background: (work) => void work(),
})
let addresses = 0
const server = createServer((request, response) => {
  const openid = String(request.headers['x-test-openid'])
  // An address of its own for each call: the limit of calls from one place is another test's promise.
  addresses++
  const address = `198.51.${(addresses >> 8) & 255}.${addresses & 255}`
  read(request)
    .then((event) => running.call(event, { openid, address, clientLabel: '测试', source: 'http' }))
    .then(
      (envelope) => response.end(JSON.stringify(envelope)),
      () => response.destroy(),
    )
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`))

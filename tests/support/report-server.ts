/** The report function in a process of its own, over plain HTTP, so that a test can kill it. Arguments: store, folder of files. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openEmbedded, openServer } from '../../cloudfunctions/platform/database'
import { openDiskFiles } from '../../cloudfunctions/platform/files/disk'
import { silentLog } from '../../cloudfunctions/platform/log'
import { type CallEvent, hostFunction } from '../../cloudfunctions/platform/pipeline'
import { noWeChat } from '../../cloudfunctions/platform/wechat'
import { reportFunction } from '../../cloudfunctions/report/index'

const [store = '', filesFolder = ''] = process.argv.slice(2)

const read = async (request: IncomingMessage): Promise<CallEvent> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as CallEvent
}

const serve = async (): Promise<void> => {
  const database = store.startsWith('postgres')
    ? openServer({ connectionString: store, maxConnections: 6 })
    : await openEmbedded(store)
  const running = hostFunction(reportFunction, {
    database,
    files: openDiskFiles(filesFolder),
    wechat: noWeChat,
    log: silentLog,
    now: () => new Date(),
    isDemo: false,
    masterKeys: new Map([[1, Buffer.alloc(32, 7)]]),
    background: (work) => void work(),
  })
  const server = createServer((request, response) => {
    const openid = String(request.headers['x-test-openid'])
    read(request)
      .then((event) =>
        running.call(event, { openid, address: '203.0.113.7', clientLabel: '测试', source: 'http' }),
      )
      .then(
        (envelope) => response.end(JSON.stringify(envelope)),
        () => response.destroy(),
      )
  })
  server.listen(0, '127.0.0.1', () =>
    process.stdout.write(`port ${(server.address() as AddressInfo).port}\n`),
  )
}

void serve()

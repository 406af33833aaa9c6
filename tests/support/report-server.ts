/** The report function in a process of its own, over plain HTTP, so that a test can kill it. Arguments: store, folder of files,
 * and where keys are followed, the folder they lie in; REPORT_MASTER_KEYS otherwise, or one key for all tests. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openEmbedded, openServer } from '../../cloudfunctions/platform/database'
import { openDiskFiles } from '../../cloudfunctions/platform/files/disk'
import { silentLog } from '../../cloudfunctions/platform/log'
import { type CallEvent, hostFunction } from '../../cloudfunctions/platform/pipeline'
import type { Services } from '../../cloudfunctions/platform/services'
import { noWeChat } from '../../cloudfunctions/platform/wechat'
import { reportFunction } from '../../cloudfunctions/report/index'
import { keysBesideStore, parseMasterKeys } from '../../gateway/master-keys'
import { followKeys } from '../../gateway/rotation'

const [store = '', filesFolder = '', keysFolder] = process.argv.slice(2)
const given = process.env.REPORT_MASTER_KEYS

const read = async (request: IncomingMessage): Promise<CallEvent> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as CallEvent
}

const findKeys = (): Map<number, Buffer> => {
  if (keysFolder !== undefined) return keysBesideStore(keysFolder, true)
  return given ? parseMasterKeys(given) : new Map([[1, Buffer.alloc(32, 7)]])
}

const serve = async (): Promise<void> => {
  const database = store.startsWith('postgres')
    ? openServer({ connectionString: store, maxConnections: 6 })
    : await openEmbedded(store)
  const masterKeys = findKeys()
  const services: Services = {
    database,
    files: openDiskFiles(filesFolder),
    wechat: noWeChat,
    log: silentLog,
    now: () => new Date(),
    isDemo: false,
    masterKeys,
    background: (work) => void work(),
  }
  const running = hostFunction(reportFunction, services)
  if (keysFolder !== undefined)
    followKeys(
      { services, masterKeys },
      { dataDir: keysFolder, masterKeys: undefined, databaseUrl: undefined },
      { everyMs: 50, batch: 5 },
    )
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

/** Assembles what the functions need on this server: store, files, keys, log, and work that outlives a reply. */
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pino from 'pino'
import { seedDemo } from '../cloudfunctions/database/seeds/demo'
import { openDiskFiles } from '../cloudfunctions/platform/files/disk'
import { openLog, type RequestLog, silentLog } from '../cloudfunctions/platform/log'
import type { Migration } from '../cloudfunctions/platform/migrate'
import type { Services } from '../cloudfunctions/platform/services'
import { noWeChat } from '../cloudfunctions/platform/wechat'
import { LOOKUP_VERSION } from '../cloudfunctions/report/rewrap'
import { keysBesideStore, parseMasterKeys } from './master-keys'

import type { Settings } from './settings'
import { StartProblem } from './start-problem'
import { openStore } from './store'

export type RunningServices = {
  services: Services
  migrations: readonly Migration[]
  /** The same map that the functions read; a key that is added here is known to them at once. */
  masterKeys: Map<number, Buffer>
  /** Waits for work left after replies, then closes the store. */
  close(): Promise<void>
}

const logOf = (settings: Settings): RequestLog =>
  openLog(
    settings.logFile === undefined ? undefined : pino.destination({ dest: settings.logFile, mkdir: true }),
  )

const keysOf = (settings: Settings, isNewStore: boolean): Map<number, Buffer> => {
  const keys = findKeys(settings, isNewStore)
  if (!keys.has(LOOKUP_VERSION))
    throw new StartProblem(
      `主密钥里缺第 ${LOOKUP_VERSION} 版。查询码和“我的求助”一直靠它查找，少了它谁也找不到自己的求助。请把它放回来再启动。`,
    )
  if (settings.wrapVersion !== undefined && !keys.has(settings.wrapVersion))
    throw new StartProblem(`REPORT_WRAP_VERSION 写的第 ${settings.wrapVersion} 版密钥不在主密钥里。`)
  return keys
}

const findKeys = (settings: Settings, isNewStore: boolean): Map<number, Buffer> => {
  if (settings.masterKeys !== undefined) return parseMasterKeys(settings.masterKeys)
  if (settings.databaseUrl !== undefined)
    throw new StartProblem(
      '用 DATABASE_URL 时还要有 REPORT_MASTER_KEYS（形如 1:密钥，密钥是 32 字节的 base64），求助内容用它加密。',
    )
  return keysBesideStore(settings.dataDir, isNewStore)
}

const seedOnce = async (settings: Settings, services: Services, say: (line: string) => void) => {
  const mark = path.join(settings.dataDir, 'demo-seeded')
  if (!services.isDemo || existsSync(mark)) return
  say('正在放入演示数据…')
  await seedDemo({ ...services, log: silentLog })
  writeFileSync(mark, `${services.now().toISOString()}\n`)
}

/**
 * Opens everything; on the embedded store's first start also puts the demo in.
 *
 * @param say a line of progress for the person at the terminal
 * @param onLost the data folder was taken by another process
 * @throws StartProblem in one sentence
 */
export const openServices = async (
  settings: Settings,
  say: (line: string) => void = () => {},
  onLost: () => void = () => {},
): Promise<RunningServices> => {
  if (settings.databaseUrl !== undefined) keysOf(settings, false)
  const store = await openStore(settings, say, onLost)
  try {
    const log = logOf(settings)
    const going = new Set<Promise<void>>()
    const masterKeys = keysOf(settings, store.isNew)
    const services: Services = {
      database: store.database,
      files: await openDiskFiles(path.join(settings.dataDir, 'files')),
      wechat: noWeChat,
      log,
      now: () => new Date(),
      isDemo: settings.databaseUrl === undefined && settings.wantsDemo,
      masterKeys,
      wrapVersion: settings.wrapVersion,
      background: (work) => {
        const task = work()
          .catch((error: unknown) => log.fault('background', error))
          .finally(() => going.delete(task))
        going.add(task)
      },
    }
    await seedOnce(settings, services, say)
    return {
      services,
      migrations: store.migrations,
      masterKeys,
      close: async () => {
        while (going.size > 0) await Promise.all(going)
        await store.close()
      },
    }
  } catch (error) {
    await store.close().catch(() => {})
    throw error
  }
}

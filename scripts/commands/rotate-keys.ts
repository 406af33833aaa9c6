/** `npm run keys:rotate`: a new master key, and every data key wrapped by it; goes on where an earlier run was cut short. */
import { countKeyUse, countOldKeys, rewrapAll } from '../../cloudfunctions/report/rewrap'
import { FolderHeld } from '../../gateway/data-folder'
import {
  addKeyToFile,
  keyFileOf,
  keysBesideStore,
  newestOf,
  newMasterKey,
  parseMasterKeys,
  readKeyFile,
} from '../../gateway/master-keys'
import { readRotation, writeRotation } from '../../gateway/rotation'
import { readSettings, type Settings } from '../../gateway/settings'
import { StartProblem } from '../../gateway/start-problem'
import type { Command } from '../command'
import { type OpenStore, withStore } from './open-quietly'

type Say = (line: string) => void

/** A request that began under the old key has ended by then. */
const LAST_REQUEST_MS = 16_000
/** How long the running server may show no progress before the person is told. */
const SERVER_WITHIN_MS = 30_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const saysProgress = (say: Say) => {
  let last = ''
  return ({ done, left }: { done: number; left: number }) => {
    const line = `已换 ${done} 把，还剩 ${left} 把…`
    if (line !== last && (left > 0 || done > 0)) say(line)
    last = line
  }
}

const afterwards = (say: Say, version: number, place: string): void => {
  say(`已全部换成第 ${version} 版主密钥。请把${place}重新另存一份，不要和备份放在一起。`)
  say('旧的版本先别删：第 1 版一直要用来查找查询码；其余的用 npm run keys:check 查过再决定。')
}

/** The server that owns the folder does the work; this only adds the key and watches. */
const leaveToServer = async ({ dataDir }: Settings, say: Say): Promise<void> => {
  const newest = newestOf(readKeyFile(keyFileOf(dataDir)))
  const before = readRotation(dataDir)
  const isUnderway = before !== undefined && !before.isDone && before.version === newest
  const version = isUnderway ? newest : await addKeyToFile(dataDir, newest)
  say(isUnderway ? '服务正在运行，接着上次的更换。' : `已加入第 ${version} 版主密钥，由正在运行的服务更换。`)
  const progress = saysProgress(say)
  for (let movedAt = performance.now(), seen = ''; ; await pause(500)) {
    const state = readRotation(dataDir)
    if (state?.version === version) progress(state)
    if (state?.version === version && state.isDone) return afterwards(say, version, keyFileOf(dataDir))
    const now = JSON.stringify(state)
    if (now !== seen) movedAt = performance.now()
    seen = now
    if (performance.now() - movedAt > SERVER_WITHIN_MS)
      throw new StartProblem(
        '占用数据文件夹的进程没有更换密钥（也许是另一个管理命令）。新密钥已经存好，服务下次启动时会接着换，也可以再运行一次 npm run keys:rotate。',
      )
  }
}

const rotateFile = async ({ database, settings, isNew }: OpenStore, say: Say): Promise<void> => {
  const { dataDir } = settings
  const kept = keysBesideStore(dataDir, isNew)
  const before = readRotation(dataDir)
  const isCutShort =
    countOldKeys(await countKeyUse({ database, masterKeys: kept }), newestOf(kept)) > 0 ||
    (before?.version === newestOf(kept) && !before.isDone)
  const version = isCutShort ? newestOf(kept) : await addKeyToFile(dataDir, newestOf(kept))
  say(isCutShort ? `接着换成第 ${version} 版主密钥。` : `已加入第 ${version} 版主密钥。`)
  const progress = saysProgress(say)
  await rewrapAll({ database, masterKeys: readKeyFile(keyFileOf(dataDir)) }, version, (state) => {
    progress(state)
    writeRotation(dataDir, { version, ...state, isDone: state.left === 0 })
  })
  afterwards(say, version, keyFileOf(dataDir))
}

/** With keys from the environment: first says what to add there, and once all servers know it, wraps. */
const rotateEnvironment = async (
  { database }: OpenStore,
  masterKeys: Map<number, Buffer>,
  areRestarted: boolean,
  say: Say,
): Promise<void> => {
  const version = newestOf(masterKeys)
  const use = await countKeyUse({ database, masterKeys })
  if (countOldKeys(use, version) === 0) {
    say(`现在全部由第 ${version} 版主密钥保护。要换新的：`)
    say(`1. 在 REPORT_MASTER_KEYS 末尾加上  ,${version + 1}:${newMasterKey().toString('base64')}`)
    say(
      `2. 只有一台服务：重启它。有多台：先同时设 REPORT_WRAP_VERSION=${version}，逐台重启；都重启过，再去掉它逐台重启一次。`,
    )
    say('3. 用同样的 REPORT_MASTER_KEYS 运行 npm run keys:rotate restarted。服务不用停。')
    return
  }
  // A server that does not know the new key could not open what is wrapped by it, and only the operator can tell.
  if (!areRestarted)
    throw new StartProblem(
      `第 ${version} 版还没有用上。请先让所有服务都带着它重启过，再运行 npm run keys:rotate restarted。`,
    )
  const progress = saysProgress(say)
  await rewrapAll({ database, masterKeys }, version, progress)
  say('再等 16 秒，看有没有刚才还在路上的请求…')
  await pause(LAST_REQUEST_MS)
  await rewrapAll({ database, masterKeys }, version, progress)
  afterwards(say, version, ' REPORT_MASTER_KEYS 的值')
}

export const rotateKeys: Command = async ([word], say) => {
  const settings = readSettings()
  const { masterKeys, wrapVersion, databaseUrl } = settings
  if (wrapVersion !== undefined)
    throw new StartProblem('还设着 REPORT_WRAP_VERSION：请先去掉它并重启所有服务，再换密钥。')
  if (masterKeys !== undefined) {
    const keys = parseMasterKeys(masterKeys)
    return withStore(say, (store) => rotateEnvironment(store, keys, word === 'restarted', say))
  }
  if (databaseUrl !== undefined) throw new StartProblem('用 DATABASE_URL 时还要有 REPORT_MASTER_KEYS。')
  try {
    await withStore(say, (store) => rotateFile(store, say))
  } catch (error) {
    if (!(error instanceof FolderHeld)) throw error
    await leaveToServer(settings, say)
  }
}

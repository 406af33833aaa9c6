/** `npm run keys:check`: which master keys still wrap something, and which may be taken away. */
import { countKeyUse, type KeyUse } from '../../cloudfunctions/report/rewrap'
import { FolderHeld } from '../../gateway/data-folder'
import { keyFileOf, keysBesideStore, newestOf, parseMasterKeys, readKeyFile } from '../../gateway/master-keys'
import { type RotationState, readRotation } from '../../gateway/rotation'
import { readSettings } from '../../gateway/settings'
import type { Command } from '../command'
import { withStore } from './open-quietly'

const tableNames: Record<string, string> = {
  uploads: '上传',
  case_files: '证据',
  cases: '个案',
  case_identities: '身份',
  identity_requests: '查看身份的申请',
}

const usedBy = (tables: Record<string, number>): string =>
  Object.entries(tables)
    .map(([table, count]) => `${tableNames[table] ?? table} ${count}`)
    .join('、')

/**
 * One sentence a version.
 *
 * @param all said of a version that is used, instead of how much it protects
 */
export const describeKeys = (keys: ReadonlyMap<number, Buffer>, use: KeyUse, all?: string): string[] => {
  const lines = [...keys.keys()].map((version) => {
    const tables = use.get(version)
    const words = tables === undefined ? '没有保护任何内容' : (all ?? `正在保护：${usedBy(tables)}`)
    if (version === 1) return `第 1 版：${words}。不能删，查询码和“我的求助”一直靠它查找。`
    if (version === newestOf(keys)) return `第 ${version} 版：${words}。最新的一版，新内容用它。`
    if (tables !== undefined) return `第 ${version} 版：${words}。不能删，请先运行 npm run keys:rotate。`
    return `第 ${version} 版：${words}。可以删，但删了就打不开更换之前做的备份。`
  })
  const missing = [...use.keys()].filter((version) => !keys.has(version))
  return [
    ...lines,
    ...missing.map(
      (version) => `第 ${version} 版：缺了，它保护的打不开：${usedBy(use.get(version) ?? {})}。请找回来。`,
    ),
  ]
}

/** The same from what a running server wrote down, since only it may open its store: no numbers. */
export const describeRunning = (
  keys: ReadonlyMap<number, Buffer>,
  state: RotationState | undefined,
): string[] => {
  const how = '服务正在运行，下面是它最近一分钟内记下的；要看数目，请先停掉服务。'
  if (!state?.isDone || state.version !== newestOf(keys))
    return [how, `正在换成第 ${newestOf(keys)} 版主密钥，还剩 ${state?.left ?? '一些'} 把，每一版都先别删。`]
  const protecting: KeyUse = new Map([[state.version, {}]])
  return [how, ...describeKeys(keys, protecting, '正在保护全部内容')]
}

export const checkKeys: Command = async (_args, say) => {
  try {
    await withStore(say, async ({ database, settings, isNew }) => {
      const keys =
        settings.masterKeys === undefined
          ? keysBesideStore(settings.dataDir, isNew)
          : parseMasterKeys(settings.masterKeys)
      for (const line of describeKeys(keys, await countKeyUse({ database, masterKeys: keys }))) say(line)
    })
  } catch (error) {
    const { dataDir, masterKeys } = readSettings()
    // With keys from the environment nobody follows and writes down.
    if (!(error instanceof FolderHeld) || masterKeys !== undefined) throw error
    for (const line of describeRunning(readKeyFile(keyFileOf(dataDir)), readRotation(dataDir))) say(line)
  }
}

/** `npm run keys:check`: which master keys still wrap something, and which may be taken away. */
import { countKeyUse, type KeyUse } from '../../cloudfunctions/report/rewrap'
import { keysBesideStore, newestOf, parseMasterKeys } from '../../gateway/master-keys'
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

/** One sentence a version. */
export const describeKeys = (keys: ReadonlyMap<number, Buffer>, use: KeyUse): string[] => {
  const lines = [...keys.keys()].map((version) => {
    const tables = use.get(version)
    const words = tables === undefined ? '没有保护任何内容' : `正在保护：${usedBy(tables)}`
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

export const checkKeys: Command = (_args, say) =>
  withStore(say, async ({ database, settings, isNew }) => {
    const keys =
      settings.masterKeys === undefined
        ? keysBesideStore(settings.dataDir, isNew)
        : parseMasterKeys(settings.masterKeys)
    for (const line of describeKeys(keys, await countKeyUse({ database, masterKeys: keys }))) say(line)
  })

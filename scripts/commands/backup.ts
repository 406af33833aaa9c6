/** `npm run backup FILE`. */
import path from 'node:path'
import { StartProblem } from '../../gateway/start-problem'
import { writeBackup } from '../archive/backup'
import type { Command } from '../command'
import { withStore } from './open-quietly'

export const backup: Command = async ([file], say) => {
  if (!file) throw new StartProblem('请写明备份文件的名字，例如 npm run backup 2026-11-22.anxin。')
  await withStore(say, async (store) => {
    const counted = await writeBackup(store, path.resolve(file), new Date())
    say(`已备份到 ${file}：${counted.tables} 张表，${counted.rows} 行，${counted.files} 个文件。`)
    say('备份里没有主密钥，缺了它就打不开求助内容。请把主密钥另存一处，不要和备份放在一起：')
    say(
      store.settings.masterKeys === undefined && store.settings.databaseUrl === undefined
        ? `  ${path.join(store.settings.dataDir, 'keys', 'master-keys.json')}`
        : '  环境变量 REPORT_MASTER_KEYS 的值',
    )
  })
}

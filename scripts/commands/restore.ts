/** `npm run restore FILE`. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartProblem } from '../../gateway/start-problem'
import { readBackup } from '../archive/restore'
import type { Command } from '../command'
import { withStore } from './open-quietly'

export const restore: Command = async ([file], say) => {
  if (!file) throw new StartProblem('请写明备份文件的名字，例如 npm run restore 2026-11-22.anxin。')
  await withStore(say, async (store) => {
    const counted = await readBackup(store, path.resolve(file))
    // What was restored must not be mixed with a fresh demo at the next start.
    writeFileSync(path.join(store.settings.dataDir, 'demo-seeded'), 'restored\n')
    say(`已从 ${file} 恢复：${counted.tables} 张表，${counted.rows} 行，${counted.files} 个文件。`)
    say('启动前请放回当时的主密钥：')
    say(
      store.settings.databaseUrl === undefined
        ? `  ${path.join(store.settings.dataDir, 'keys', 'master-keys.json')}`
        : '  环境变量 REPORT_MASTER_KEYS',
    )
  })
}

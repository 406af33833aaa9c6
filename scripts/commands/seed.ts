/** `npm run db:seed`: puts the demo district into the embedded store, if it is not there yet. */
import { openServices } from '../../gateway/services'
import { readSettings } from '../../gateway/settings'
import { StartProblem } from '../../gateway/start-problem'
import type { Command } from '../command'

export const seed: Command = async (_args, say) => {
  const settings = { ...readSettings(), publicUrl: '一个管理命令' }
  if (settings.databaseUrl !== undefined || !settings.wantsDemo)
    throw new StartProblem('演示数据只放进内嵌的演示数据库（不设 DATABASE_URL，也不设 DEMO=0）。')
  const running = await openServices(settings, say)
  await running.close()
  say('演示数据已就绪。')
}

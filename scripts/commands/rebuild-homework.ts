/** `npm run homework:rebuild`: the rollups of homework counted anew from the log, where they are doubted or were lost. */
import { rebuildRollups } from '../../cloudfunctions/jobs/rollups.job'
import type { Command } from '../command'
import { withStore } from './open-quietly'

export const rebuildHomework: Command = async (_, say) => {
  await withStore(say, async ({ database }) => {
    const startedAt = performance.now()
    const span = await rebuildRollups({ database }, (month) => say(`正在重新统计 ${month}…`))
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
    say(
      span ? `已从原始记录重新统计 ${span.first} 到 ${span.last}，用时 ${seconds} 秒。` : '还没有作业记录。',
    )
  })
}

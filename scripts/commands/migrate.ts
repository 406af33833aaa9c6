/** `npm run db:migrate`: brings the store to the newest schema, and says what stands there. */
import type { Command } from '../command'
import { withStore } from './open-quietly'

export const migrateStore: Command = (_args, say) =>
  withStore(say, async ({ database, migrations }) => {
    const last = migrations.at(-1)?.name ?? '无'
    say(
      `${database.kind === 'server' ? '数据库服务器' : '内嵌数据库'}已是最新：${migrations.length} 份迁移，最后一份 ${last}。`,
    )
  })

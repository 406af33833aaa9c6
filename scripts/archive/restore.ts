/** Puts a backup into an empty store, whole or not at all. */
import { actAs, type Database, type Queryable } from '../../cloudfunctions/platform/database'
import type { FileStore } from '../../cloudfunctions/platform/files/store'
import type { Migration } from '../../cloudfunctions/platform/migrate'
import { StartProblem } from '../../gateway/start-problem'
import type { Counted } from './backup'
import { FORMAT, type Head, readEntries } from './format'
import { clearMigrationRows, isEmpty, listCounters, listTables, setCounter, writeRows } from './tables'

const versionOf = (migrations: readonly { name: string; sha256: string }[]): string =>
  migrations.map(({ name, sha256 }) => `${name} ${sha256}`).join('\n')

const checkHead = (head: Head, migrations: readonly Migration[], file: string): void => {
  if (head.kind !== 'head' || head.format !== FORMAT)
    throw new StartProblem(`${file} 不是本程序的备份文件，或来自更新的版本。`)
  if (versionOf(head.migrations) === versionOf(migrations)) return
  const last = head.migrations.at(-1)?.name ?? '无'
  const here = migrations.at(-1)?.name ?? '无'
  throw new StartProblem(
    `备份的表结构（${last}）与这里的（${here}）不同，没有改动任何数据。请用做备份时的那个版本恢复，再升级。`,
  )
}

const putRows = async (db: Queryable, file: string, counted: Counted): Promise<void> => {
  for await (const entry of readEntries(file)) {
    if (entry.kind !== 'rows') continue
    counted.rows += entry.rows.length
    await writeRows(db, entry.table, entry.rows)
  }
}

/**
 * @throws StartProblem where the store is not empty, the schema differs, or the file is damaged; then nothing has changed
 */
export const readBackup = async (
  store: { database: Database; files: FileStore; migrations: readonly Migration[] },
  file: string,
): Promise<Counted> => {
  const counted: Counted = { tables: 0, rows: 0, files: 0 }
  const refuseFull = async (db: Queryable): Promise<void> => {
    if (await isEmpty(db, await listTables(db))) return
    throw new StartProblem('这个数据库里已有数据，不能恢复到这里。请换一个空的 DATA_DIR 或空的数据库。')
  }
  await store.database.transaction(async (db) => {
    await actAs(db, 'anxin_operator')
    await refuseFull(db)
  })
  let isFirst = true
  for await (const entry of readEntries(file)) {
    if (isFirst) checkHead(entry as Head, store.migrations, file)
    isFirst = false
  }
  // Files before rows: a row must never name a file that is not there.
  for await (const entry of readEntries(file)) {
    if (entry.kind !== 'file') continue
    await store.files.put(entry.key, Buffer.from(entry.bytes, 'base64'))
    counted.files += 1
  }
  await store.database.transaction(async (db) => {
    await actAs(db, 'anxin_operator')
    await refuseFull(db)
    await clearMigrationRows(db)
    await putRows(db, file, counted)
    counted.tables = (await listTables(db)).length
    const counters = await listCounters(db)
    await db.query('reset role')
    for (const counter of counters) await setCounter(db, counter)
  })
  return counted
}

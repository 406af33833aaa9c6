/** A backup brings everything back, byte for byte, and a restore never mixes with what is there. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { actAs, type Database } from '../../cloudfunctions/platform/database'
import { openDiskFiles } from '../../cloudfunctions/platform/files/disk'
import { readMigrations } from '../../cloudfunctions/platform/migrate'
import { writeBackup } from '../../scripts/archive/backup'
import { readBackup } from '../../scripts/archive/restore'
import { listTables } from '../../scripts/archive/tables'
import { addOperatorLink } from '../../scripts/commands/operator-link'
import { migrationsFolder, openTestStore } from '../support/store'
import { makeWorld, type World } from '../support/world'

const migrations = readMigrations(migrationsFolder)
const now = new Date('2026-11-22T08:00:00Z')
let folder: string
let world: World

/** Every row of every table, in an order that does not depend on the store. */
const everything = (database: Database): Promise<Record<string, string[]>> =>
  database.transaction(async (db) => {
    await actAs(db, 'anxin_operator')
    await db.query(`set local time zone 'UTC'`)
    const found: Record<string, string[]> = {}
    for (const table of await listTables(db)) {
      const { rows } = await db.query<{ row: string }>(
        `select row_to_json(t)::text as row from ${table} t order by 1`,
      )
      found[table] = rows.map(({ row }) => row)
    }
    return found
  })

const fill = async (): Promise<void> => {
  const schoolId = await world.school('第一实验学校', ['primary', 'junior'])
  const classId = await world.schoolClass(schoolId)
  for (let index = 0; index < 40; index += 1) {
    const student = await world.student(schoolId, classId, `引号" 反斜杠\\ 换行\n 表情😀 ${index}`)
    await world.guardian(student)
  }
  await world.staff('handler', schoolId)
  await world.sql(
    `insert into requests (function, request_key, actor_key, input_hash, reply_sealed, created_at)
     select 'account', 'k' || n, 'a', 'h', decode(lpad(to_hex(n), 8, '0'), 'hex'), now() from generate_series(1, 1234) n`,
  )
  await world.files.put('cases/aa/whole', Buffer.from([0, 255, 10, 13, 1]))
  await world.files.put('cases/bb/whole', Buffer.alloc(3_000_000, 7))
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'anxin-archive-'))
  world = await makeWorld()
  await fill()
}, 60_000)
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const backedUp = async (name: string): Promise<string> => {
  const file = path.join(folder, name)
  await writeBackup({ database: world.database, files: world.files, migrations }, file, now)
  return file
}

const emptyStore = async (name: string) => ({
  database: await openTestStore(),
  files: await openDiskFiles(path.join(folder, name)),
  migrations,
})

it('brings every table and every file back exactly as it was', async () => {
  const file = await backedUp('all.anxin')
  const target = await emptyStore('files-all')
  const counted = await readBackup(target, file)
  const before = await everything(world.database)
  expect(before.students).toHaveLength(40)
  expect(before.requests).toHaveLength(1234)
  expect(await everything(target.database)).toEqual(before)
  expect(counted).toMatchObject({ files: 2 })
  for (const [key, bytes] of world.files.files) expect((await target.files.get(key)).equals(bytes)).toBe(true)
  await target.database.close()
}, 60_000)

it('numbers new schools after the restored ones', async () => {
  const file = await backedUp('numbers.anxin')
  const target = await emptyStore('files-numbers')
  await readBackup(target, file)
  const restored = await makeWorld({ database: target.database })
  const highest = (await restored.sql<{ id: number }>('select max(id) as id from schools'))[0]!.id
  expect(await restored.school('恢复后新增的学校')).toBeGreaterThan(highest)
  await target.database.close()
}, 60_000)

it('can be read by nobody but its owner, and holds no master key', async () => {
  const file = await backedUp('private.anxin')
  expect(statSync(file).mode & 0o077).toBe(0)
  const text = gunzipSync(readFileSync(file)).toString('utf8')
  const key = [...world.services.masterKeys.values()][0]!
  expect(text).not.toContain(key.toString('base64'))
  expect(text).not.toContain(key.toString('hex'))
})

it('refuses a database that holds anything, and leaves it as it was', async () => {
  const file = await backedUp('full.anxin')
  const target = await emptyStore('files-full')
  const other = await makeWorld({ database: target.database })
  await other.school('已有的学校')
  const before = await everything(target.database)
  await expect(readBackup(target, file)).rejects.toThrow('已有数据')
  expect(await everything(target.database)).toEqual(before)
  await target.database.close()
}, 60_000)

it('refuses another schema, a cut-off file, a changed count and a file of something else', async () => {
  const file = await backedUp('broken.anxin')
  const target = await emptyStore('files-broken')
  const before = await everything(target.database)
  const whole = readFileSync(file)
  const lines = gunzipSync(whole).toString('utf8').split('\n')
  const write = (name: string, bytes: Buffer): string => {
    writeFileSync(path.join(folder, name), bytes)
    return path.join(folder, name)
  }
  const broken = [
    [write('short.anxin', whole.subarray(0, whole.length / 2)), '不完整'],
    [
      write(
        'lost-row.anxin',
        gzipSync(lines.filter((line) => !line.includes('"table":"students"')).join('\n')),
      ),
      '不完整',
    ],
    [
      write('no-end.anxin', gzipSync(lines.filter((line) => !line.includes('"kind":"end"')).join('\n'))),
      '不完整',
    ],
    [write('text.anxin', Buffer.from('hello')), '不完整'],
    [path.join(folder, 'nothing.anxin'), '找不到'],
  ] as const
  for (const [name, sentence] of broken) await expect(readBackup(target, name)).rejects.toThrow(sentence)
  await expect(readBackup({ ...target, migrations: migrations.slice(0, -1) }, file)).rejects.toThrow('表结构')
  expect(await everything(target.database)).toEqual(before)
  await target.database.close()
}, 60_000)

it('prints an operator’s link that signs in once, and stores only its hash', async () => {
  const link = await makeWorld()
  const secret = await addOperatorLink(link.database, link.clock.now)
  const stored = JSON.stringify((await everything(link.database)).sign_in_links)
  expect(stored).not.toContain(secret)
  const session = await link.get(null, 'account.signInWithLink', { secret })
  expect(session.me.posts.map(({ role }) => role)).toEqual(['operator'])
  expect(await link.refused(null, 'account.signInWithLink', { secret })).toBe('sign_in.link_used')
  const late = await addOperatorLink(link.database, link.clock.now)
  link.clock.now = new Date(link.clock.now.getTime() + 31 * 60_000)
  expect(await link.refused(null, 'account.signInWithLink', { secret: late })).toBe('sign_in.link_used')
  await link.close()
}, 60_000)

/**
 * Imports 60,000 pupils of 45 schools from a real .xlsx through the front door, while somebody else keeps asking something small.
 *
 * `npx tsx bench/roster.ts` measures the embedded store; with TEST_STORE=server a PostgreSQL server of its own, or the one TEST_DATABASE_URL names.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { openEmbedded } from '../cloudfunctions/platform/database'
import { startPostgres } from '../tests/support/postgres-server'
import { rosterHeading, sendRoster, studentNumber, workbook } from '../tests/support/roster-file'
import { embeddedTemplate, openTestStore, storeKind } from '../tests/support/store'
import { makeWorld, type TestPerson, type World } from '../tests/support/world'

const ROWS = 60_000
const SCHOOLS = 45
const ASK_EVERY_MS = 50

/** Mulberry32: the same rows on every run. */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}

const families = '林陈张王李刘赵周吴徐孙马朱胡郭何'
const given = '小大文明安宁晨雨星河云山松柏兰竹'
const grades = ['一年级', '二年级', '三年级', '四年级', '五年级', '六年级']

/** Rows of the district in one year; the second year a share of the children has changed class, name or gone. */
const makeRows = (seed: number, changed: number): string[][] => {
  const random = randomFrom(seed)
  const pick = (signs: string): string => signs[Math.floor(random() * signs.length)] ?? ''
  const rows: string[][] = [rosterHeading]
  for (let index = 0; index < ROWS; index += 1) {
    const name = pick(families) + pick(given) + pick(given)
    const number = 1 + Math.floor(random() * 6)
    const turn = index % 100 < changed ? index % 3 : -1
    rows.push([
      schoolName(index % SCHOOLS),
      grades[Math.floor(index / SCHOOLS) % grades.length] ?? '',
      `${turn === 0 ? (number % 6) + 1 : number}班`,
      turn === 1 ? `${name}改` : name,
      studentNumber(turn === 2 ? index + ROWS : index),
      index % 2 === 0 ? '女' : '男',
      String(10_000_000_000 + index),
    ])
  }
  return rows
}
const schoolName = (index: number): string => `名册测量第${index + 1}小学`

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(1)} s`

/** Asks every 50 ms and waits for no answer, as people do. */
const keepAsking = (world: World, askers: TestPerson[]) => {
  const waits: number[] = []
  const open: Promise<void>[] = []
  let turn = 0
  const beganAt = performance.now()
  // Where the timer itself is held up, the asks it missed are made up for and counted from when they were due.
  const timer = setInterval(() => {
    for (; beganAt + turn * ASK_EVERY_MS <= performance.now(); turn += 1) {
      const dueAt = beganAt + turn * ASK_EVERY_MS
      const who = askers[turn % askers.length] ?? null
      open.push(
        world.get(who, 'account.listSchools', {}).then(() => void waits.push(performance.now() - dueAt)),
      )
    }
  }, ASK_EVERY_MS)
  return async (): Promise<string> => {
    clearInterval(timer)
    await Promise.all(open)
    waits.sort((a, b) => a - b)
    const at = (share: number): string => (waits[Math.floor((waits.length - 1) * share)] ?? 0).toFixed(0)
    return `${waits.length} asked, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`
  }
}

const phase = async (name: string, world: World, readers: TestPerson[], work: () => Promise<unknown>) => {
  const stop = keepAsking(world, readers)
  const startedAt = performance.now()
  await work()
  const took = seconds(startedAt)
  console.log(`${name.padEnd(34)} ${took.padStart(8)}   meanwhile: ${await stop()}`)
}

const importOnce = async (
  label: string,
  world: World,
  officer: TestPerson,
  readers: TestPerson[],
  bytes: Buffer,
) => {
  const startedAt = performance.now()
  let importId = ''
  await phase(`${label}: upload`, world, readers, async () => {
    importId = await sendRoster(world, officer, null, bytes)
  })
  await phase(`${label}: read and preview`, world, readers, async () => {
    await world.get(officer, 'account.readRoster', { importId })
    await world.settle()
  })
  const preview = await world.get(officer, 'account.getRosterImport', { importId, problemsFrom: 0 })
  if (preview.status !== 'ready') throw new Error(JSON.stringify(preview.problems.slice(0, 3)))
  console.log(`  ${JSON.stringify(preview.summary)}`)
  await phase(`${label}: apply`, world, readers, async () => {
    await world.get(officer, 'account.applyRosterImport', { importId })
    await world.settle()
  })
  const applied = await world.get(officer, 'account.getRosterImport', { importId, problemsFrom: 0 })
  if (applied.status !== 'applied') throw new Error(`ended as ${applied.status}`)
  console.log(`${label}: all of it ${seconds(startedAt)}`)
}

const main = async (): Promise<void> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'roster-'))
  await build({
    entryPoints: ['cloudfunctions/account/rosters/read-workbook.worker.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: path.join(folder, 'read-workbook.worker.cjs'),
    logLevel: 'error',
  })
  if (process.env.NO_WORKER === undefined) process.env.ANXIN_WORKER_DIR = folder
  const server = storeKind === 'server' && !process.env.TEST_DATABASE_URL ? await startPostgres() : undefined
  if (server) process.env.TEST_DATABASE_URL = server.url
  const database =
    storeKind === 'server'
      ? await openTestStore()
      : await openEmbedded(path.join(folder, 'data'), await embeddedTemplate())
  const world = await makeWorld({ database, now: () => new Date() })
  for (let index = 0; index < SCHOOLS; index += 1) await world.school(schoolName(index))
  const officer = await world.staff('bureau_officer', null)
  // Several, because one person may not ask 1,200 times a minute.
  const readers = await Promise.all(Array.from({ length: 10 }, () => world.person()))
  const startedAt = performance.now()
  const first = await workbook(makeRows(7, 0))
  const second = await workbook(makeRows(7, 6))
  console.log(
    `${storeKind}: ${ROWS} rows, ${SCHOOLS} schools, ${(first.length / 1e6).toFixed(1)} MB .xlsx (made in ${seconds(startedAt)})`,
  )
  await importOnce('first import', world, officer, readers, first)
  await importOnce('the same again', world, officer, readers, first)
  await importOnce('a changed roster', world, officer, readers, second)
  await database.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
}

void main()

/**
 * `npm run bench:homework [rows]`: a term of a district's evenings on a PostgreSQL server of its own, at a tenth of the rows and
 * at all of them (default 10,000,000): counted anew, published, read by everybody who reads, and logged into.
 *
 * What is promised: dashboards p95 ≤ 50 ms and less than 1.5 times as slow at ten times the rows; logging at ≥ 0.7 of the
 * rate of a bare one-row insert in the same run; what is left today ≤ 5 ms in the database; the term counted anew in ≤ 60 s.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { sumHomeMinutes } from '../cloudfunctions/homework/board/queries'
import { insertLog } from '../cloudfunctions/homework/queries'
import { publishHomework } from '../cloudfunctions/jobs/homework-published.job'
import { rebuildRollups } from '../cloudfunctions/jobs/rollups.job'
import { type Database, openServer, transactionAs } from '../cloudfunctions/platform/database'
import { migrate, readMigrations } from '../cloudfunctions/platform/migrate'
import { startPostgres } from '../tests/support/postgres-server'
import { migrationsFolder } from '../tests/support/store'
import { makeWorld, type World } from '../tests/support/world'
import { type District, makeDistrict } from './homework/district'

const ROUNDS = 60
const INSERT_MS = 4_000
const CLIENTS = 4
const AN_HOUR = 3_600_000
/** The last evening of the term's logs is past. */
const NOW = new Date('2027-01-18T08:00:00Z')

const at = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

const openFresh = async (url: string): Promise<Database> => {
  const name = `b_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const target = new URL(url)
  target.pathname = `/${name}`
  const database = openServer({
    connectionString: target.toString(),
    maxConnections: 8,
    statementTimeoutMs: AN_HOUR,
    answerTimeoutMs: AN_HOUR,
  })
  await migrate(database, readMigrations(migrationsFolder))
  return database
}

/** What people open, through the front door. */
const dashboards = (
  world: World,
  district: District,
): Record<string, (round: number) => Promise<unknown>> => {
  const { schoolId, classId, head, teacher, officer, guardians } = district
  const guardian = (round: number) => guardians[round % guardians.length] ?? guardians[0]
  const ofFamily = (round: number) => {
    const one = guardian(round)
    if (!one) throw new Error('nobody to ask')
    return one
  }
  return {
    'a school’s grid': () => world.get(head, 'homework.getGrid', { schoolId, day: null }),
    'the district over a term': () => world.get(officer, 'homework.getDistrict', {}),
    'notices of a school': () => world.get(head, 'homework.listAlerts', { schoolId }),
    'what an estimate took': (round) =>
      world.get(teacher, 'homework.getReckoning', {
        classId,
        day: '2027-01-18',
        subject: 'math',
        tier: 'basic',
        place: 'home',
        minutes: 10 + (round % 40),
      }),
    'a child’s term': (round) => {
      const { person, studentId } = ofFamily(round)
      return world.get(person, 'homework.getLoad', { studentId })
    },
  }
}

/** Transactions a second that some clients get done in a while. */
const rateOf = async (work: () => Promise<unknown>): Promise<number> => {
  const until = performance.now() + INSERT_MS
  let done = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < until) {
        await work()
        done++
      }
    }),
  )
  return done / (INSERT_MS / 1_000)
}

const measureLogging = async (world: World, { schoolId, classId, teacher }: District): Promise<number> => {
  const { database } = world
  await world.database.transaction((db) =>
    db.query(
      'create table bare (school_id int, student_id int, day date, subject text, minutes int, primary key (school_id, student_id, day, subject))',
    ),
  )
  let serial = 1_000_000_000
  const bare = () =>
    database.transaction((db) =>
      db.query('insert into bare values ($1, $2, $3, $4, $5) on conflict do nothing', [
        schoolId,
        ++serial,
        '2027-01-18',
        'math',
        20,
      ]),
    )
  const logged = () =>
    database.transaction((db) =>
      insertLog(
        db,
        { schoolId, studentId: ++serial, day: '2027-01-18', subject: 'math', kind: 'written' },
        { revision: 1, minutes: 20, classId, grade: 5, why: '', writtenBy: teacher.userId },
        NOW,
      ),
    )
  const ratios: number[] = []
  for (let round = 0; round < 3; round++) {
    const [one, other] = [await rateOf(bare), await rateOf(logged)]
    ratios.push(other / one)
    console.log(`  bare ${one.toFixed(0)}/s, logged ${other.toFixed(0)}/s`)
  }
  return at(ratios, 0.5)
}

const measure = async (url: string, size: number): Promise<Record<string, number>> => {
  const database = await openFresh(url)
  const world = await makeWorld({ database, now: () => NOW })
  let district: District | undefined
  const filled = await timed(async () => {
    district = await makeDistrict(world, size)
  })
  if (!district) throw new Error('no district was made')
  const made = district
  console.log(`${made.logs} rows of the log, made in ${seconds(filled)}`)
  const rebuilt = await timed(() => rebuildRollups(world.services))
  const [cells] = await world.sql<{ rows: number }>('select count(*) as rows from homework_class_days')
  console.log(`counted anew in ${seconds(rebuilt)}: ${cells?.rows} rows of classes`)
  let days = 0
  const published = await timed(async () => {
    days = await publishHomework(world.services, () => false)
  })
  console.log(`${days} days published in ${seconds(published)}`)
  await database.transaction((db) => db.query('analyze'))
  const p95: Record<string, number> = {}
  for (const [name, ask] of Object.entries(dashboards(world, made))) {
    for (let round = 0; round < 5; round++) await ask(round)
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) times.push(await timed(() => ask(round)))
    p95[name] = at(times, 0.95)
    console.log(`  ${name}: p50 ${at(times, 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms`)
  }
  const left: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    await transactionAs(database, 'anxin_operator', async (db) => {
      left.push(await timed(() => sumHomeMinutes(db, made.classId, '2027-01-15')))
    })
  console.log(`  what is left today, in the database: p95 ${at(left, 0.95).toFixed(1)} ms`)
  const ratio = await measureLogging(world, made)
  console.log(`  logging runs at ${ratio.toFixed(2)} of a bare insert`)
  await database.close()
  return { ...p95, rebuilt, left: at(left, 0.95), ratio }
}

const main = async (): Promise<void> => {
  const size = Number(process.argv[2] ?? 10_000_000)
  const server = await startPostgres()
  try {
    const small = await measure(server.url, size / 10)
    const large = await measure(server.url, size)
    const problems: string[] = []
    const names = Object.keys(small).filter((name) => !['rebuilt', 'left', 'ratio'].includes(name))
    for (const name of names) {
      const growth = (large[name] ?? 0) / (small[name] ?? 1)
      console.log(`${name}: ${growth.toFixed(2)} times as slow at ten times the rows`)
      if ((large[name] ?? 0) > 50) problems.push(`${name}: over 50 ms`)
      if (growth >= 1.5) problems.push(`${name}: grows too much`)
    }
    if ((large.rebuilt ?? 0) > 60_000) problems.push('the term takes over 60 s')
    if ((large.left ?? 0) > 5) problems.push('what is left today takes over 5 ms')
    if ((large.ratio ?? 0) < 0.7) problems.push('logging is below 0.7 of a bare insert')
    console.log(problems.length === 0 ? 'all as promised' : problems.join('; '))
    process.exitCode = problems.length === 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}

void main()

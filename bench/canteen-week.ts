/**
 * `npm run bench:canteen-week`: a family reads a week while 45 schools have three years of menus stored,
 * beside a primary-key read of a row as large on the same server in the same run.
 *
 * Measures the embedded store; with TEST_STORE=server a PostgreSQL server of its own.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readMenuFile } from '../cloudfunctions/canteen/import/read-menu-file'
import { programDictionary } from '../contract/canteen/dictionary'
import { dayAfter } from '../contract/canteen/week'
import { startPostgres } from '../tests/support/postgres-server'
import { embeddedTemplate, storeKind } from '../tests/support/store'
import { makeWorld, type World } from '../tests/support/world'

const SCHOOLS = 45
const WEEKS = 3 * 52
const READS = 600
const GUARDIANS = 20
const FIRST_MONDAY = '2023-09-04'
/** What a family's week may take, in reads of one row. */
const TIMES = 3

/** Three years of menus for every school: the published week again and again, each under its own Monday. */
const fill = async (world: World, schools: readonly number[]): Promise<void> => {
  const file = path.join(__dirname, '../tests/support/published-menus/带量食谱-甲校.xlsx')
  const read = await readMenuFile(readFileSync(file), FIRST_MONDAY, programDictionary())
  if (read.kind === 'refused') throw new Error(read.sentence)
  const author = await world.person('食堂')
  await world.sql(
    `insert into menu_versions (school_id, week_starts_on, version, content, findings, published_by, published_by_name, published_at)
     select school, week.monday, 1, jsonb_set(($4::text)::jsonb, '{weekStartsOn}', to_jsonb(week.monday::text)), '[]', $5, '食堂', now()
     from unnest($1::int[]) as school,
       (select ($2::date + 7 * number)::date as monday from generate_series(0, $3::int - 1) as number) as week`,
    [schools, FIRST_MONDAY, WEEKS, JSON.stringify(read.preview.menu), author.userId],
  )
  await world.sql('analyze menu_versions')
}

const at = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}
const say = (what: string, values: readonly number[]): void =>
  console.log(
    `${what}: p50 ${at(values, 0.5).toFixed(2)} ms, p95 ${at(values, 0.95).toFixed(2)} ms, p99 ${at(values, 0.99).toFixed(2)} ms`,
  )

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const measure = async (world: World): Promise<boolean> => {
  const schools: number[] = []
  for (let index = 0; index < SCHOOLS; index += 1)
    schools.push(await world.school(`食谱测量第${index + 1}小学`))
  await fill(world, schools)
  const [school = 0] = schools
  const child = await world.student(school, await world.schoolClass(school))
  // Several, because one person may not ask so often in a minute.
  const guardians = await Promise.all(
    Array.from({ length: GUARDIANS }, (_, index) => world.guardian(child, 'other', `监护人${index}`)),
  )
  const [{ bytes = 0 } = {}] = await world.sql<{ bytes: number }>(
    'select (avg(length(content::text)))::int as bytes from menu_versions',
  )
  console.log(`${storeKind}: ${SCHOOLS} schools × ${WEEKS} weeks, a menu of ${Math.round(bytes / 1024)} KB`)
  const mondays = Array.from({ length: READS }, (_, index) =>
    dayAfter(FIRST_MONDAY, 7 * ((index * 37) % WEEKS)),
  )
  /** One row in a transaction of its own, as every read of the program is. */
  const byKey = (monday: string) =>
    world.sql(
      'select content from menu_versions where school_id = $1 and week_starts_on = $2 and version = 1',
      [school, monday],
    )
  let turn = 0
  const week = (monday: string) => {
    turn += 1
    const guardian = guardians[turn % guardians.length] ?? null
    return world.get(guardian, 'canteen.getWeek', { schoolId: school, weekStartsOn: monday })
  }
  for (const monday of mondays.slice(0, 60)) {
    await byKey(monday)
    await week(monday)
  }
  // By turns, so that whatever else the machine does falls on both.
  const keyReads: number[] = []
  const weeks: number[] = []
  for (const monday of mondays) {
    keyReads.push(await timed(() => byKey(monday)))
    weeks.push(await timed(() => week(monday)))
  }
  say('a row by its primary key', keyReads)
  say("a family's week, through the front door", weeks)
  const times = at(weeks, 0.99) / at(keyReads, 0.99)
  console.log(
    `p99 of the week is ${times.toFixed(1)} primary-key reads (may be ${TIMES}); p50 ${(at(weeks, 0.5) / at(keyReads, 0.5)).toFixed(1)}`,
  )
  return times <= TIMES
}

const main = async (): Promise<void> => {
  const own = storeKind === 'server' && !process.env.TEST_DATABASE_URL ? await startPostgres() : undefined
  if (own) process.env.TEST_DATABASE_URL = own.url
  if (storeKind === 'embedded') await embeddedTemplate()
  const world = await makeWorld()
  try {
    process.exitCode = (await measure(world)) ? 0 : 1
  } finally {
    await world.close()
    await own?.stop()
  }
}

void main()

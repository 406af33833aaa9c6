/**
 * `npm run bench:canteen-import`: a published workbook through the front door, from its first byte to the saved draft:
 * upload, reading, every mark of the preview, draft.
 *
 * Measures the embedded store; with TEST_STORE=server a PostgreSQL server of its own.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { weekAfter } from '../contract/canteen/week'
import { startPostgres } from '../tests/support/postgres-server'
import { embeddedTemplate, storeKind } from '../tests/support/store'
import { makeWorld, type TestPerson, type World } from '../tests/support/world'

const FOLDER = path.join(__dirname, '../tests/support/published-menus')
const FIRST_MONDAY = '2026-11-23'
const ROUNDS = 12
/** What importing one week may take. */
const LIMIT_MS = 2_000

type Desk = { schoolId: number; cook: TestPerson }

const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> => {
  const from = performance.now()
  const answer = await work()
  return { ms: performance.now() - from, answer }
}

/** Bytes in, draft saved: what the canteen manager waits for. */
const takeIn = async (
  world: World,
  { schoolId, cook }: Desk,
  bytes: Buffer,
  weekStartsOn: string,
): Promise<number> => {
  const kind = 'menu' as const
  const sizeBytes = bytes.length
  const { uploadId } = await world.get(cook, 'canteen.beginUpload', { schoolId, kind, sizeBytes })
  const piece = { schoolId, uploadId, index: 0, base64: bytes.toString('base64') }
  await world.get(cook, 'canteen.putChunk', piece)
  const { read } = await world.get(cook, 'canteen.readMenuFile', { schoolId, weekStartsOn, uploadId })
  if (read.kind === 'refused') throw new Error(read.sentence)
  await world.get(cook, 'canteen.saveDraft', { schoolId, version: 0, menu: read.menu })
  return read.menu.days.reduce((sum, { meals }) => sum + (meals[0]?.dishes.length ?? 0), 0)
}

const middle = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

const measure = async (world: World): Promise<boolean> => {
  let isSoon = true
  for (const name of readdirSync(FOLDER).sort()) {
    const bytes = readFileSync(path.join(FOLDER, name))
    const desks: Desk[] = []
    // Several, because one person may not write so often in a minute.
    for (let round = 0; round < ROUNDS; round += 1) {
      const schoolId = await world.school(`导入测量${name}${round}`)
      desks.push({ schoolId, cook: await world.staff('canteen_manager', schoolId) })
    }
    const times: number[] = []
    let dishes = 0
    for (const [round, desk] of desks.entries()) {
      const { ms, answer } = await timed(() => takeIn(world, desk, bytes, weekAfter(FIRST_MONDAY, round)))
      times.push(ms)
      dishes = answer
    }
    console.log(
      `${storeKind}: ${name}, ${dishes} dishes, ${Math.round(bytes.length / 1024)} KB: first ${Math.round(times[0] ?? 0)} ms, ` +
        `middle ${Math.round(middle(times))} ms, longest ${Math.round(Math.max(...times))} ms (may be ${LIMIT_MS})`,
    )
    isSoon &&= Math.max(...times) <= LIMIT_MS
  }
  return isSoon
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

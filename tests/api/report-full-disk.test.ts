/** A disk that is full to the last byte: said honestly, nothing acknowledged is lost, nothing half done is seen, and room is enough to go on. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { openEmbedded } from '../../cloudfunctions/platform/database'
import { openDiskFiles } from '../../cloudfunctions/platform/files/disk'
import type { FileStore } from '../../cloudfunctions/platform/files/store'
import type { InputOf, OutputOf, RouteName } from '../../contract/routes'
import { keepLogShort } from '../../gateway/checkpoints'
import { jpegSaying } from '../support/pictures'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import { makeSmallDisk, type SmallDisk } from '../support/small-disk'
import { embeddedTemplate, storeKind } from '../support/store'
import { makeWorld, type TestPerson } from '../support/world'

jest.setTimeout(120_000)

const disks: SmallDisk[] = []
const newDisk = (megabytes: number): SmallDisk => {
  const disk = makeSmallDisk(megabytes)
  disks.push(disk)
  return disk
}
afterAll(() => {
  for (const disk of disks) disk.close()
})

/** Files on a disk that, where it is only a stand-in, must be told to refuse. */
const filesOn = (disk: SmallDisk): { files: FileStore; refuse(isFull: boolean): void; left(): string[] } => {
  const folder = path.join(disk.folder, 'files')
  const real = openDiskFiles(folder)
  let isFull = false
  const put: FileStore['put'] = async (key, bytes) => {
    if (isFull && !disk.isReal) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
    await real.put(key, bytes)
  }
  return {
    files: { ...real, put },
    refuse: (full) => {
      isFull = full
      if (full) disk.fillTo(0)
      else disk.makeRoom()
    },
    left: () => readdirSync(path.join(folder, '.incoming')),
  }
}

/** @throws where the answer is not the one that the phone waits and tries again after */
const isAway = async <N extends RouteName>(
  world: ReportWorld,
  who: TestPerson | null,
  name: N,
  input: Omit<InputOf<N>, 'requestId'> & { requestId?: string },
): Promise<void> => {
  const answer = await world.ask(who, name, input as never)
  expect(answer).toMatchObject({ ok: false, error: { code: 'server.away' } })
  if (!answer.ok) expect(answer.error.message).toMatch(/写好的还在/)
}

describe('a full disk', () => {
  it('refuses pieces and wholes with honest words, keeps none by halves, and takes the same ones once there is room', async () => {
    const disk = newDisk(8)
    const { files, refuse, left } = filesOn(disk)
    const world = await makeReportWorld({ files })
    const picture = jpegSaying('MARK')
    const { uploadId } = await world.get(world.mother, 'report.beginUpload', { sizeBytes: picture.length })
    const piece = { uploadId, index: 0, base64: picture.toString('base64') }
    // The folder is there, as it is on a disk that fills while the server runs.
    await world.upload(world.mother, picture)
    refuse(true)
    await isAway(world, world.mother, 'report.putChunk', piece)
    const [row] = await world.sql<{ received: number[] }>('select received from uploads where id = $1', [
      uploadId,
    ])
    expect(row?.received).toEqual([])
    expect(left()).toEqual([])
    refuse(false)
    await world.get(world.mother, 'report.putChunk', piece)
    refuse(true)
    const finish = { uploadId, requestId: randomUUID() }
    await isAway(world, world.mother, 'report.finishUpload', finish)
    expect(left()).toEqual([])
    // Words need no file: a report without pictures is taken all the same.
    const words = await world.file(world.mother)
    refuse(false)
    const { fileId } = await world.get(world.mother, 'report.finishUpload', finish)
    const filed = await world.file(world.mother, { uploadIds: [fileId] })
    expect((await world.download(world.mother, filed.caseId, fileId)).length).toBeGreaterThan(100)
    const rows = await world.sql<{ id: string }>('select id from cases')
    expect(rows.map(({ id }) => id).sort()).toEqual([words.caseId, filed.caseId].sort())
    await world.close()
  })
})

const onEmbedded = storeKind === 'embedded' ? describe : describe.skip

onEmbedded('a full disk under the embedded store', () => {
  it('lets people read while a little room is left, hangs for nobody, and goes on without a restart; what was said is kept', async () => {
    const disk = newDisk(192)
    const place = path.join(disk.folder, 'pg')
    mkdirSync(path.join(disk.folder, 'files'))
    const database = await openEmbedded(place, await embeddedTemplate())
    const { files, refuse } = filesOn(disk)
    const world = await makeReportWorld({ database, files })
    const kept = await world.fileFresh()
    const by = { receiptCode: kept.receiptCode }
    const progress = (): Promise<OutputOf<'report.getProgress'>> =>
      world.get(null, 'report.getProgress', { by })
    const message = { by, text: '今天又有人叫我外号。', uploadIds: [], requestId: randomUUID() }
    const submission = { ...world.submission(), requestId: randomUUID() }
    const shown = await progress()

    disk.fillTo(40)
    await isAway(world, null, 'report.writeToSchool', message)
    await isAway(world, world.mother, 'report.submitReport', submission)
    expect(await progress()).toEqual(shown)
    refuse(true)
    await isAway(world, world.mother, 'report.submitReport', submission)
    await isAway(world, null, 'report.getProgress', { by })
    refuse(false)

    await world.get(null, 'report.writeToSchool', message)
    const filed = await world.get(world.mother, 'report.submitReport', submission)
    expect(await world.get(world.mother, 'report.submitReport', submission)).toEqual(filed)
    await world.close()
    await database.close()

    const reopened = await openEmbedded(place)
    const later = await makeWorld({ database: reopened, files })
    const rows = await later.sql<{ id: string; events: number }>(
      'select id, (select count(*)::int from case_events e where e.case_id = c.id) as events from cases c',
    )
    expect(new Map(rows.map(({ id, events }) => [id, events]))).toEqual(
      new Map([
        [kept.caseId, 2],
        [filed.caseId, 1],
      ]),
    )
    await later.close()
    await reopened.close()
  })
  it('keeps its own log short while it runs, however much is written', async () => {
    const database = await openEmbedded(undefined, await embeddedTemplate())
    const faults: unknown[] = []
    const timer = keepLogShort(database, (error) => faults.push(error), 20)
    /** Bytes that would be read again after a crash. */
    const unsaved = () =>
      database.transaction(async (db) => {
        const { rows } = await db.query<{ bytes: number }>(
          'select (pg_current_wal_insert_lsn() - redo_lsn)::bigint as bytes from pg_control_checkpoint()',
        )
        return rows[0]!.bytes
      })
    await database.script(async (_db, run) => run('create table heaps (words text storage external)'))
    let written = 0
    for (let isShort = false; !isShort; isShort = written > 5 && (await unsaved()) < 8_000_000) {
      await database.transaction((db) => db.query(`insert into heaps values (repeat('x', 4000000))`))
      written += 1
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect(faults).toEqual([])
    await timer?.stop()
    await database.close()
  })
})

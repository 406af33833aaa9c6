/** The server is killed without warning while two hundred children write; nothing that was acknowledged is lost, nothing is there twice. */
import { randomInt, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDiskFiles } from '../../cloudfunctions/platform/files/disk'
import { cleanPicture } from '../../cloudfunctions/platform/files/picture'
import type { Envelope } from '../../contract/errors'
import type { InputOf, OutputOf, RouteName } from '../../contract/routes'
import { kill, makeStore, start } from '../support/killable-server'
import { jpegSaying } from '../support/pictures'
import { makeWorld } from '../support/world'

jest.setTimeout(180_000)

const REPORTS = 200
const UNANSWERED = 30
const AT_ONCE = 10

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const detailsOf = (serial: number): string =>
  `第 ${serial} 个孩子写的话。${'他们又来了。'.repeat(serial % 40)}`

describe('a server that is killed again and again', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'report-kill-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('keeps every acknowledged report exactly once, whole and readable, and no half of any other', async () => {
    const store = await makeStore(folder)
    const files = path.join(folder, 'files')
    const arranging = await makeWorld({ database: await store.open() })
    const schoolId = await arranging.school('育才小学')
    await arranging.staff('handler', schoolId)
    await arranging.services.database.close()

    let running = await start(store.place, files)
    let kills = 0
    let lostReplies = 0
    const receipts = new Map<number, OutputOf<'report.submitReport'>>()
    const openidOf = (serial: number): string => `openid-${serial}`

    const once = async <N extends RouteName>(serial: number, name: N, input: InputOf<N>) => {
      const response = await fetch(`http://127.0.0.1:${running.port}/`, {
        method: 'POST',
        headers: { 'x-test-openid': openidOf(serial) },
        body: JSON.stringify({ action: name.split('.')[1], input }),
        signal: AbortSignal.timeout(20_000),
      })
      return (await response.json()) as Envelope<OutputOf<N>>
    }
    /** As the phone does: the same request until the server has answered. */
    const until = async <N extends RouteName>(serial: number, name: N, input: InputOf<N>) => {
      for (;;) {
        const envelope = await once(serial, name, input).catch(() => undefined)
        if (envelope?.ok) return envelope.data
        if (envelope && !/^server\./.test(envelope.error.code)) throw new Error(envelope.error.code)
        lostReplies += 1
        await pause(40)
      }
    }
    const inputOf = (serial: number, uploadIds: string[]): InputOf<'report.submitReport'> => ({
      requestId: randomUUID(),
      schoolId,
      about: 'me',
      studentId: null,
      kind: 'bullying',
      acts: ['exclusion'],
      details: detailsOf(serial),
      place: '操场',
      occurredWhen: '今天',
      grade: 4,
      isNamed: false,
      contact: '',
      uploadIds,
    })
    const picture = jpegSaying('MARK')
    const pictureOf = async (serial: number): Promise<string[]> => {
      if (serial % 8 !== 0) return []
      const requestId = randomUUID()
      const { uploadId } = await until(serial, 'report.beginUpload', { requestId, sizeBytes: picture.length })
      const piece = { requestId, uploadId, index: 0, base64: picture.toString('base64') }
      await until(serial, 'report.putChunk', piece)
      await until(serial, 'report.finishUpload', { requestId, uploadId })
      return [uploadId]
    }
    const report = async (serial: number): Promise<void> => {
      const input = inputOf(serial, await pictureOf(serial))
      receipts.set(serial, await until(serial, 'report.submitReport', input))
    }

    let next = 1
    const workers = Array.from({ length: AT_ONCE }, async () => {
      while (next <= REPORTS) await report(next++)
    })
    let isDone = false
    const writing = Promise.all(workers).finally(() => {
      isDone = true
    })
    const killing = (async () => {
      while (!isDone) {
        const target = receipts.size + randomInt(24, 56)
        while (!isDone && receipts.size < target) await pause(2)
        if (isDone) break
        await pause(randomInt(0, 25))
        await kill(running)
        kills += 1
        running = await start(store.place, files)
      }
    })()
    await Promise.all([writing, killing])
    // A last wave that nobody sends again: each is there whole, or not at all.
    const last = Array.from({ length: UNANSWERED }, (_, index) =>
      once(REPORTS + index + 1, 'report.submitReport', inputOf(REPORTS + index + 1, [])).catch(
        () => undefined,
      ),
    )
    await pause(randomInt(20, 120))
    await kill(running)
    const answered = (await Promise.all(last)).filter((envelope) => envelope?.ok).length

    expect(kills).toBeGreaterThanOrEqual(3)
    expect(lostReplies).toBeGreaterThan(0)
    expect(receipts.size).toBe(REPORTS)
    const database = await store.open()
    const world = await makeWorld({ database, files: openDiskFiles(files), now: () => new Date() })
    const rows = await world.sql<{ id: string; number: string; events: number; files: number }>(
      `select c.id, c.number, (select count(*)::int from case_events e where e.case_id = c.id) as events,
         (select count(*)::int from case_files f where f.case_id = c.id) as files from cases c`,
    )
    const ids = rows.map((row) => row.id)
    expect(new Set([...receipts.values()].map((receipt) => receipt.caseId)).size).toBe(REPORTS)
    for (const receipt of receipts.values()) expect(ids.filter((id) => id === receipt.caseId)).toHaveLength(1)
    expect(rows.length).toBeGreaterThanOrEqual(REPORTS + answered)
    expect(rows.length).toBeLessThanOrEqual(REPORTS + UNANSWERED)
    expect(new Set(rows.map((row) => row.number)).size).toBe(rows.length)
    for (const row of rows) expect(row.events).toBe(1)

    const clean = (await cleanPicture(picture)).bytes
    for (const [serial, receipt] of receipts) {
      const { receiptCode, caseId } = receipt
      const progress = await world.get(
        null,
        'report.getProgress',
        { by: { receiptCode } },
        {
          address: `203.0.113.${serial % 200}`,
        },
      )
      expect(progress).toMatchObject({ caseId, details: detailsOf(serial), head: receipt.head })
      expect(progress.files).toHaveLength(serial % 8 === 0 ? 1 : 0)
      for (const { fileId } of progress.files) {
        const file = await world.get(null, 'report.readFile', { caseId, fileId, receiptCode, part: 0 })
        expect(Buffer.from(file.base64, 'base64')).toEqual(clean)
      }
    }
    const acknowledged = new Set([...receipts.values()].map((receipt) => receipt.caseId))
    const handler = await world.staff('handler', schoolId)
    for (const id of ids.filter((one) => !acknowledged.has(one)))
      expect((await world.get(handler, 'report.getCase', { caseId: id })).details).toMatch(/^第 2\d\d 个孩子/)
    await database.close()
    await store.drop()
  })
})

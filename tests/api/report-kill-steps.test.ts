/** The server is killed while pieces of evidence arrive and while cases are closed: each acknowledged step is there once, no other by halves. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDiskFiles } from '../../cloudfunctions/platform/files/disk'
import type { Envelope } from '../../contract/errors'
import type { InputOf, OutputOf, RouteName } from '../../contract/routes'
import { kill, makeStore, start } from '../support/killable-server'
import { wavSaying } from '../support/recordings'
import { makeWorld } from '../support/world'

jest.setTimeout(180_000)

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** What is killed, each so often that an answer was lost. */
const aims = ['report.putChunk', 'report.closeCase', 'report.finishUpload'] as const
const LOST_EACH = 2
const WORKERS = 3

type Kept = { caseId: string; receiptCode: string; letters: string[]; fileId: string; sound: Buffer }

describe('a server that is killed at a piece of evidence and at a closing', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'report-kill-steps-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('has every piece and every step that it acknowledged, once, and of no other a half', async () => {
    const store = await makeStore(folder)
    const files = path.join(folder, 'files')
    const arranging = await makeWorld({ database: await store.open() })
    const schoolId = await arranging.school('育才小学')
    const { openid: handler } = await arranging.staff('handler', schoolId)
    await arranging.services.database.close()

    let running = await start(store.place, files)
    const inFlight = new Map<string, number>()
    const lost = new Map<string, number>()
    const add = (counts: Map<string, number>, name: string, more: number) =>
      counts.set(name, (counts.get(name) ?? 0) + more)
    const once = async <N extends RouteName>(openid: string, name: N, input: InputOf<N>) => {
      const response = await fetch(`http://127.0.0.1:${running.port}/`, {
        method: 'POST',
        headers: { 'x-test-openid': openid },
        body: JSON.stringify({ action: name.split('.')[1], input }),
        signal: AbortSignal.timeout(20_000),
      })
      return (await response.json()) as Envelope<OutputOf<N>>
    }
    /** As phone and desk do: the same request until the server has answered. */
    const until = async <N extends RouteName>(
      openid: string,
      name: N,
      input: Omit<InputOf<N>, 'requestId'>,
    ): Promise<OutputOf<N>> => {
      const request = { requestId: randomUUID(), ...input } as InputOf<N>
      for (;;) {
        add(inFlight, name, 1)
        const envelope = await once(openid, name, request).catch(() => undefined)
        add(inFlight, name, -1)
        if (envelope?.ok) return envelope.data
        if (envelope && !/^server\.(away|busy)$/.test(envelope.error.code))
          throw new Error(envelope.error.code)
        add(lost, name, 1)
        await pause(30)
      }
    }
    const upload = async (openid: string, bytes: Buffer): Promise<string> => {
      const { uploadId, chunkBytes } = await until(openid, 'report.beginUpload', { sizeBytes: bytes.length })
      const count = Math.ceil(bytes.length / chunkBytes)
      for (let index = 0; index < count; index++) {
        const base64 = bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes).toString('base64')
        const { received } = await until(openid, 'report.putChunk', { uploadId, index, base64 })
        // Nothing that was acknowledged is asked for again, nothing is said to be there before it was sent.
        expect(received).toBe(index + 1)
      }
      await until(openid, 'report.finishUpload', { uploadId })
      return uploadId
    }
    const close = async (caseId: string, events: number, serial: string): Promise<string> => {
      const letter = `第 ${serial} 封信：查清了，也做了，您看行不行。`
      const proof = await upload(handler, wavSaying('', randomBytes(2_000)))
      const words = { findings: '查清楚了。', measures: '做了这些。', noProof: '' }
      await until(handler, 'report.closeCase', { caseId, events, letter, ...words, uploadIds: [proof] })
      return letter
    }
    const kept: Kept[] = []
    const wholeCase = async (serial: number): Promise<void> => {
      const who = `openid-${serial}`
      const sound = randomBytes(1_200_000)
      const fileId = await upload(who, wavSaying('', sound))
      const { caseId, receiptCode } = await until(who, 'report.submitReport', {
        schoolId,
        about: 'me',
        studentId: null,
        kind: 'bullying',
        acts: ['exclusion'],
        details: `第 ${serial} 个孩子录的话，听一下就知道。`,
        place: '',
        occurredWhen: '',
        grade: null,
        isNamed: false,
        contact: '',
        uploadIds: [fileId],
      })
      const taken = await until(handler, 'report.takeCase', { caseId, events: 1 })
      const graded = await until(handler, 'report.setLevel', { caseId, events: taken.events, level: 'mild' })
      const told = await until(handler, 'report.recordTold', {
        caseId,
        events: graded.events,
        what: 'guardians',
        isTold: true,
        when: '昨天下午',
        by: '班主任当面',
        to: '双方的监护人',
        why: '',
      })
      const first = await close(caseId, told.events, `${serial}-1`)
      const by = { caseId }
      const reopened = await until(who, 'report.answerOutcome', {
        by,
        isSettled: false,
        reasons: ['still_happens'],
        text: '',
      })
      const { events } = await until(handler, 'report.getCase', { caseId })
      expect(events).toBe(reopened.timeline.at(-1)?.seq)
      const second = await close(caseId, events, `${serial}-2`)
      kept.push({ caseId, receiptCode, letters: [first, second], fileId, sound })
    }
    let isOver = false
    let next = 1
    const working = Promise.all(
      Array.from({ length: WORKERS }, async () => {
        while (!isOver) await wholeCase(next++)
      }),
    ).finally(() => {
      isOver = true
    })
    const missed = () => aims.filter((aim) => (lost.get(aim) ?? 0) < LOST_EACH)
    while (missed().length > 0 && !isOver) {
      const aim = missed()[0]!
      while ((inFlight.get(aim) ?? 0) === 0 && !isOver) await pause(1)
      await pause(randomInt(0, 15))
      await kill(running)
      running = await start(store.place, files)
    }
    isOver = true
    await working
    await kill(running)
    expect(missed()).toEqual([])

    const database = await store.open()
    const world = await makeWorld({ database, files: openDiskFiles(files), now: () => new Date() })
    const halves = await world.sql(
      `select c.id from cases c where c.events <> (select count(*) from case_events e where e.case_id = c.id)
         or c.events <> (select count(*) from case_event_contents k where k.case_id = c.id)`,
    )
    expect(halves).toEqual([])
    const rows = await world.sql<{ id: string; state: string; files: number }>(
      `select c.id, c.state, (select count(*)::int from case_files f where f.case_id = c.id) as files from cases c`,
    )
    // The reporter's recording and the proofs of two closings: none twice.
    expect(new Map(rows.map((row) => [row.id, [row.state, row.files]]))).toEqual(
      new Map(kept.map(({ caseId }) => [caseId, ['asking', 3]])),
    )
    for (const { caseId, receiptCode, letters, fileId, sound } of kept) {
      const progress = await world.get(null, 'report.getProgress', { by: { receiptCode } })
      expect(progress.brokenStep).toBeNull()
      const said = progress.timeline.filter(({ kind }) => kind === 'asking').map(({ text }) => text)
      expect(said).toEqual(letters)
      const parts: Buffer[] = []
      for (let part = 0, count = 1; part < count; part++) {
        const answer = await world.get(null, 'report.readFile', { caseId, fileId, receiptCode, part })
        parts.push(Buffer.from(answer.base64, 'base64'))
        count = answer.parts
      }
      expect(Buffer.concat(parts).includes(sound)).toBe(true)
    }
    await database.close()
    await store.drop()
  })
})

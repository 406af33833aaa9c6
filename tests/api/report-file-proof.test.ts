/** The bytes of evidence are part of the proof: whatever is put in a file's stead, the phone that opens it finds out. */
import { createHash } from 'node:crypto'
import { openDataKey, place, unseal } from '../../cloudfunctions/report/seal'
import { checkFile, type FileVerdict, namedFiles, type ReceivedFile } from '../../contract/report/file-check'
import { hashing } from '../../contract/report/sha256'
import { makePhone, type Phone } from '../support/phone'
import { jpegSaying, otherPng, plainPng } from '../support/pictures'
import { browserVoiceMp4 } from '../support/recordings'
import { makeReportWorld, type Receipt, type ReportWorld } from '../support/report-world'
import { replaceBytes, rewriteChain, swapFileRows } from '../support/tamper'

jest.setTimeout(60_000)
let world: ReportWorld
beforeAll(async () => {
  world = await makeReportWorld()
})
afterAll(() => world.close())

type Evidence = Receipt & { phone: Phone; picture: string; voice: string }

/** Filed with a picture; a voice follows with a message. */
const caseWithFiles = async (): Promise<Evidence> => {
  const picture = (await world.upload(null, plainPng)).fileId
  const filed = await world.file(null, { uploadIds: [picture] })
  const voice = (await world.upload(null, browserVoiceMp4)).fileId
  const by = { receiptCode: filed.receiptCode }
  await world.get(null, 'report.writeToSchool', { by, text: '这是录音。', uploadIds: [voice] })
  return { ...filed, picture, voice, phone: makePhone(world, null, by, filed.head) }
}

/** What a phone receives when it asks for a file, with its own hash of it. */
const receive = async ({ caseId, receiptCode }: Receipt, fileId: string): Promise<ReceivedFile> => {
  // What was opened a moment ago lies open in the server's memory for a minute.
  world.clock.now = new Date(world.clock.now.getTime() + 61_000)
  const first = await world.ask(null, 'report.readFile', { caseId, fileId, receiptCode, part: 0 })
  if (!first.ok && first.error.code === 'file.unreadable') return { state: 'unreadable' }
  if (!first.ok && first.error.code === 'record.not_found') return { state: 'gone' }
  const hash = hashing()
  hash.add(await world.download(null, caseId, fileId, receiptCode))
  return { state: 'here', sha256: hash.hex() }
}

const verdicts = async (filed: Evidence): Promise<FileVerdict[]> => {
  const { check } = await filed.phone.look()
  return [
    checkFile(check, { fileId: filed.picture, seq: 1 }, await receive(filed, filed.picture)),
    checkFile(check, { fileId: filed.voice, seq: 2 }, await receive(filed, filed.voice)),
  ]
}

describe("evidence in a parent's hands", () => {
  it('is named by its step with the digest of the bytes that a reader gets, and fits', async () => {
    const filed = await caseWithFiles()
    const { check } = await filed.phone.look()
    expect(check.trouble).toBeNull()
    const bytes = await world.download(null, filed.caseId, filed.voice, filed.receiptCode)
    expect(namedFiles(check)).toEqual([
      expect.objectContaining({ fileId: filed.picture, seq: 1, kind: 'picture' }),
      {
        fileId: filed.voice,
        seq: 2,
        kind: 'voice',
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      },
    ])
    expect(await verdicts(filed)).toEqual(['fits', 'fits'])
  })

  it('of the school is named and measured alike', async () => {
    const { caseId, receiptCode, head } = await world.takenCase()
    const letter = (await world.upload(world.zhou, jpegSaying('走廊'))).fileId
    await world.get(world.zhou, 'report.replyToReporter', {
      caseId,
      text: '这是现场的照片。',
      isQuestion: false,
      uploadIds: [letter],
    })
    const { check } = await makePhone(world, null, { receiptCode }, head).look()
    const filed = { caseId, receiptCode } as Receipt
    expect(checkFile(check, { fileId: letter, seq: 3 }, await receive(filed, letter))).toBe('fits')
  })

  it('shows other bytes in its stead, though they were sealed with the keys of the server', async () => {
    const filed = await caseWithFiles()
    await replaceBytes(world, filed.caseId, filed.picture, otherPng)
    expect(await verdicts(filed)).toEqual(['differs', 'fits'])
    // Nothing else noticed: neither the chain nor the server.
    expect((await filed.phone.look()).check.trouble).toBeNull()
  })

  it('shows the bytes of another file of the same case, sealed anew with the keys', async () => {
    const filed = await caseWithFiles()
    const voice = await world.download(null, filed.caseId, filed.voice, filed.receiptCode)
    await replaceBytes(world, filed.caseId, filed.voice, plainPng)
    await replaceBytes(world, filed.caseId, filed.picture, voice)
    expect(await verdicts(filed)).toEqual(['differs', 'differs'])
  })

  it('does not open, and says why, where rows were swapped or bytes touched without the keys', async () => {
    const swapped = await caseWithFiles()
    await swapFileRows(world, [swapped.picture, swapped.voice])
    expect(await verdicts(swapped)).toEqual(['unreadable', 'unreadable'])

    const touched = await caseWithFiles()
    const sealed = await world.services.files.get(`uploads/${touched.voice}/whole`)
    await world.services.files.put(`uploads/${touched.picture}/whole`, sealed)
    await world.services.files.remove(`uploads/${touched.voice}/whole`)
    expect(await verdicts(touched)).toEqual(['unreadable', 'unreadable'])
    const answer = await world.ask(world.zhou, 'report.readFile', {
      caseId: touched.caseId,
      fileId: touched.picture,
      receiptCode: null,
      part: 0,
    })
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'file.unreadable', message: expect.stringContaining('打不开') },
    })
  })

  it('is missed where its row was taken away, and not believed where a row was put in', async () => {
    const filed = await caseWithFiles()
    await world.sql('update case_files set id = gen_random_uuid() where id = $1', [filed.picture])
    expect(await verdicts(filed)).toEqual(['gone', 'fits'])
    const { check } = await filed.phone.look()
    const [row] = await world.sql<{ id: string }>(
      'select id from case_files where case_id = $1 and seq = 1',
      [filed.caseId],
    )
    expect(checkFile(check, { fileId: row!.id, seq: 1 }, { state: 'unreadable' })).toBe('not_named')
  })

  it('is not covered by a chain that was written anew to fit it: the phone holds the old head', async () => {
    const filed = await caseWithFiles()
    await filed.phone.look()
    await replaceBytes(world, filed.caseId, filed.picture, otherPng)
    await rewriteChain(world, filed.caseId, (steps) =>
      steps.map((step) => ({
        ...step,
        content: {
          ...step.content,
          files: step.content.files.map((file) =>
            file.id === filed.picture
              ? { ...file, sha256: createHash('sha256').update(otherPng).digest('hex') }
              : file,
          ),
        },
      })),
    )
    expect((await filed.phone.look()).check.trouble).toEqual({ what: 'not_as_receipt', step: 1 })
    expect(await verdicts(filed)).toEqual(['no_measure', 'no_measure'])
  })

  it('cannot be called older than the check by a step that leaves its digest out', async () => {
    world.clock.now = new Date('2026-12-01T02:00:00Z')
    const filed = await caseWithFiles()
    const fresh = makePhone(world, null, { receiptCode: filed.receiptCode }, null)
    await rewriteChain(world, filed.caseId, (steps) =>
      steps.map((step) => ({
        ...step,
        content: {
          ...step.content,
          files: step.content.files.map(({ id, sealedSha256 }) => ({ id, sealedSha256 })),
        },
      })),
    )
    expect((await fresh.look()).check.trouble).toEqual({ what: 'files_unsaid', step: 1 })
  })
})

describe('the digest of a file', () => {
  it('lies nowhere in plain, so that a dump does not tell whoever holds the same file that it was sent in', async () => {
    const filed = await caseWithFiles()
    const bytes = await world.download(null, filed.caseId, filed.picture, filed.receiptCode)
    const digest = createHash('sha256').update(bytes).digest()
    const tables = await world.sql<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
    for (const { name } of tables) {
      const rows = await world.sql<{ row: string }>(`select t::text as row from "${name}" as t`)
      const dump = rows.map(({ row }) => row).join('\n')
      expect(dump.includes(digest.toString('hex'))).toBe(false)
      expect(dump.includes(digest.toString('base64'))).toBe(false)
    }
    // It is there, sealed: this test looks where it stands.
    const [row] = await world.sql<{ digest_sealed: Buffer; data_key_wrapped: Buffer; key_version: number }>(
      'select digest_sealed, data_key_wrapped, key_version from uploads where id = $1',
      [filed.picture],
    )
    const key = openDataKey(world.services, place.uploadKey(filed.picture), {
      wrapped: row!.data_key_wrapped,
      version: row!.key_version,
    })
    expect(unseal(key, place.digest(filed.picture), row!.digest_sealed).equals(digest)).toBe(true)
  })

  it('is taken of a file that was finished before digests were kept, when a case claims it', async () => {
    const picture = (await world.upload(null, plainPng)).fileId
    await world.sql('update uploads set digest_sealed = null where id = $1', [picture])
    const filed = await world.file(null, { uploadIds: [picture] })
    const phone = makePhone(world, null, { receiptCode: filed.receiptCode }, filed.head)
    const { check } = await phone.look()
    expect(checkFile(check, { fileId: picture, seq: 1 }, await receive(filed, picture))).toBe('fits')
  })
})

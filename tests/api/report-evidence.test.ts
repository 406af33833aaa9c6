/** Pictures as evidence: they arrive whole over a bad network, say nothing about their maker, and open for two sides only. */
import { randomUUID } from 'node:crypto'
import { cleanPicture } from '../../cloudfunctions/platform/files/picture'
import { openDataKey, place, unseal } from '../../cloudfunctions/report/seal'
import { jpegSaying, plainPng, pngChunk, pngSaying, webpSaying } from '../support/pictures'
import { makeReportWorld, newRequestId, type ReportWorld } from '../support/report-world'

jest.setTimeout(60_000)
let world: ReportWorld
beforeAll(async () => {
  world = await makeReportWorld()
})
afterAll(() => world.close())

const PLACE = 'GPS-31.2304N-121.4737E'
/** A large PNG: what is behind the image header is noise that no reader looks at. */
const largePng = (bytes: number): Buffer => {
  const noise = Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 31) % 251))
  return Buffer.concat([plainPng.subarray(0, 33), pngChunk('IDAT', noise), plainPng.subarray(33)])
}
const keysOf = (uploadId: string): string[] =>
  [...world.files.files.keys()].filter((key) => key.startsWith(`uploads/${uploadId}/`))
const statusOf = async (uploadId: string): Promise<string> =>
  (await world.sql<{ status: string }>('select status from uploads where id = $1', [uploadId]))[0]!.status

describe('a picture on its way', () => {
  it('arrives whole in any order, with pieces sent twice, and is the same for both sides', async () => {
    const picture = largePng(150_000)
    const { uploadId, chunkBytes } = await world.get(world.mother, 'report.beginUpload', {
      sizeBytes: picture.length,
    })
    expect(chunkBytes).toBe(60_000)
    for (const index of [2, 0, 2, 1, 0]) {
      const base64 = picture.subarray(index * chunkBytes, (index + 1) * chunkBytes).toString('base64')
      await world.get(world.mother, 'report.putChunk', { uploadId, index, base64 })
    }
    const file = await world.get(world.mother, 'report.finishUpload', { uploadId })
    expect(await world.get(world.mother, 'report.finishUpload', { uploadId })).toEqual(file)
    expect(file).toMatchObject({ fileId: uploadId, mime: 'image/png' })
    const { caseId } = await world.file(world.mother, { uploadIds: [uploadId] })
    const clean = (await cleanPicture(picture)).bytes
    expect(file.sizeBytes).toBe(clean.length)
    expect(await world.download(world.mother, caseId, uploadId)).toEqual(clean)
    expect(await world.download(world.zhou, caseId, uploadId)).toEqual(clean)
  })

  it('comes in larger pieces over HTTP than through a cloud call', async () => {
    const caller = { source: 'http' as const }
    const { chunkBytes } = await world.get(
      world.pupil,
      'report.beginUpload',
      { sizeBytes: 9_000_000 },
      caller,
    )
    expect(chunkBytes).toBe(512_000)
  })

  it('lies encrypted, without place, device or words, and its pieces are gone once it is whole', async () => {
    const reporter = await world.person()
    for (const picture of [jpegSaying(PLACE), pngSaying(PLACE), webpSaying(PLACE)]) {
      const uploadId = await world.send(reporter, picture)
      expect(keysOf(uploadId)).toEqual([`uploads/${uploadId}/0`])
      await world.get(reporter, 'report.finishUpload', { uploadId })
      await world.settle()
      expect(keysOf(uploadId)).toEqual([`uploads/${uploadId}/whole`])
      const stored = world.files.files.get(`uploads/${uploadId}/whole`)!
      const [row] = await world.sql<{ data_key_wrapped: Buffer; key_version: number }>(
        'select data_key_wrapped, key_version from uploads where id = $1',
        [uploadId],
      )
      const key = openDataKey(world.services, place.uploadKey(uploadId), {
        wrapped: row!.data_key_wrapped,
        version: row!.key_version,
      })
      const opened = unseal(key, place.whole(uploadId), stored)
      for (const word of [PLACE, 'xmpmeta', 'ICC']) expect(opened.includes(word)).toBe(false)
      for (const word of [PLACE, 'JFIF', 'IDAT', 'WEBP', 'RIFF', 'PNG'])
        expect(stored.includes(word)).toBe(false)
    }
  })

  it('is not taken for whole while a piece is missing', async () => {
    const picture = largePng(130_000)
    const { uploadId, chunkBytes } = await world.get(world.pupil, 'report.beginUpload', {
      sizeBytes: picture.length,
    })
    const base64 = picture.subarray(0, chunkBytes).toString('base64')
    await world.get(world.pupil, 'report.putChunk', { uploadId, index: 0, base64 })
    expect(await world.refused(world.pupil, 'report.finishUpload', { uploadId })).toBe('file.incomplete')
    expect(
      await world.refused(world.pupil, 'report.submitReport', world.submission({ uploadIds: [uploadId] })),
    ).toBe('file.incomplete')
  })

  it('refuses pieces of a wrong size, a wrong place or a wrong code', async () => {
    const { uploadId } = await world.get(world.pupil, 'report.beginUpload', { sizeBytes: 100 })
    const put = (index: number, base64: string) =>
      world.refused(world.pupil, 'report.putChunk', { uploadId, index, base64 })
    const whole = Buffer.alloc(100).toString('base64')
    expect(await put(1, whole)).toBe('input.invalid')
    expect(await put(-1, whole)).toBe('input.invalid')
    expect(await put(0, Buffer.alloc(99).toString('base64'))).toBe('input.invalid')
    expect(await put(0, Buffer.alloc(101).toString('base64'))).toBe('input.invalid')
    expect(await put(0, `${whole.slice(0, -4)}!!!!`)).toBe('input.invalid')
    expect(await put(0, 'A'.repeat(10_000_000))).toBe('input.invalid')
    for (const sizeBytes of [0, -1, 1.5, 20 * 1024 * 1024 + 1, '9'])
      expect(await world.refused(world.pupil, 'report.beginUpload', { sizeBytes: sizeBytes as number })).toBe(
        'input.invalid',
      )
  })

  it('is refused and forgotten when it is no picture, and stays refused', async () => {
    for (const bytes of [
      Buffer.from('<html><script>1</script></html>'),
      Buffer.from('%PDF-1.4 something'),
      jpegSaying(PLACE).subarray(0, 700),
    ]) {
      const uploadId = await world.send(world.stranger, bytes)
      expect(await world.refused(world.stranger, 'report.finishUpload', { uploadId })).toBe(
        'file.kind_refused',
      )
      expect(keysOf(uploadId)).toEqual([])
      expect(await statusOf(uploadId)).toBe('dropped')
      expect(await world.refused(world.stranger, 'report.finishUpload', { uploadId })).toBe(
        'file.kind_refused',
      )
    }
  })

  it('is forgotten at once when its sender drops it, but not once it is evidence', async () => {
    const dropped = (await world.upload(world.mother, plainPng)).fileId
    await world.get(world.mother, 'report.dropUpload', { uploadId: dropped })
    await world.get(world.mother, 'report.dropUpload', { uploadId: dropped })
    await world.settle()
    expect(keysOf(dropped)).toEqual([])
    const kept = (await world.upload(world.mother, plainPng)).fileId
    const { caseId } = await world.file(world.mother, { uploadIds: [kept] })
    expect(await world.refused(world.mother, 'report.dropUpload', { uploadId: kept })).toBe(
      'record.not_found',
    )
    expect((await world.download(world.mother, caseId, kept)).length).toBeGreaterThan(0)
  })

  it('belongs to whoever began it, on every road', async () => {
    const uploadId = await world.send(world.mother, plainPng)
    for (const other of [world.stranger, world.zhou, null]) {
      const base64 = plainPng.toString('base64')
      const codes = [
        await world.refused(other, 'report.putChunk', { uploadId, index: 0, base64 }),
        await world.refused(other, 'report.finishUpload', { uploadId }),
        await world.refused(other, 'report.dropUpload', { uploadId }),
      ]
      expect(new Set(codes)).toEqual(new Set(['record.not_found']))
    }
    await world.get(world.mother, 'report.finishUpload', { uploadId })
    expect(
      await world.refused(world.stranger, 'report.submitReport', world.submission({ uploadIds: [uploadId] })),
    ).toBe('file.incomplete')
  })

  it('has its limits: thirty open for a person, and a number an hour for an address without one', async () => {
    const hoarder = await world.person()
    for (let count = 0; count < 30; count++)
      await world.get(hoarder, 'report.beginUpload', { sizeBytes: 1_000 })
    expect(await world.refused(hoarder, 'report.beginUpload', { sizeBytes: 1_000 })).toBe('request.too_many')
    const caller = { address: '198.51.100.77' }
    for (let count = 0; count < 120; count++)
      await world.get(null, 'report.beginUpload', { sizeBytes: 1_000 }, caller)
    expect(await world.refused(null, 'report.beginUpload', { sizeBytes: 1_000 }, caller)).toBe(
      'request.too_many',
    )
    await world.get(null, 'report.beginUpload', { sizeBytes: 1_000 }, { address: '198.51.100.78' })
  })

  it('is begun once however often the beginning is sent', async () => {
    const requestId = newRequestId()
    const first = await world.get(world.mother, 'report.beginUpload', { requestId, sizeBytes: 5_000 })
    expect(await world.get(world.mother, 'report.beginUpload', { requestId, sizeBytes: 5_000 })).toEqual(
      first,
    )
  })
})

describe('evidence', () => {
  it('belongs to one report only, also where two reach for it at once', async () => {
    const reporter = await world.person()
    const { fileId } = await world.upload(reporter, plainPng)
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        world.ask(reporter, 'report.submitReport', world.submission({ uploadIds: [fileId] })),
      ),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('file.incomplete')
    const rows = await world.sql('select 1 from case_files where id = $1', [fileId])
    expect(rows).toHaveLength(1)
  })

  it('comes in the order it was given, with the report and with later messages', async () => {
    const reporter = await world.person()
    const ids: string[] = []
    for (let count = 0; count < 4; count++) ids.push((await world.upload(reporter, plainPng)).fileId)
    const given = [ids[2]!, ids[0]!, ids[1]!]
    const { caseId } = await world.file(reporter, { uploadIds: given })
    const after = await world.get(reporter, 'report.writeToSchool', {
      by: { caseId },
      text: '又拍到一张。',
      uploadIds: [ids[3]!],
    })
    expect(after.files.map((file) => file.fileId)).toEqual(given)
    expect(after.timeline[1]?.files.map((file) => file.fileId)).toEqual([ids[3]])
    const { items } = await world.get(world.zhou, 'report.listQueue', {
      schoolId: world.schoolId,
      tab: 'all',
      kind: null,
      level: null,
      search: '',
      cursor: null,
      limit: 100,
    })
    expect(items.find((item) => item.caseId === caseId)?.pictures).toBe(4)
    const view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(view.files.map((file) => file.fileId)).toEqual(given)
  })

  it('of somebody without an account opens by the receipt, and by nothing else', async () => {
    const { fileId } = await world.upload(null, plainPng)
    const { caseId, receiptCode } = await world.file(null, { uploadIds: [fileId] })
    expect((await world.download(null, caseId, fileId, receiptCode)).length).toBeGreaterThan(0)
    const file = { caseId, fileId, part: 0 }
    expect(await world.refused(null, 'report.readFile', { ...file, receiptCode: null })).toBe(
      'session.missing',
    )
    const others = [world.outsider, world.teacher, world.canteenManager, world.mother, world.stranger]
    for (const other of others)
      expect(await world.refused(other, 'report.readFile', { ...file, receiptCode: null })).toBe(
        'record.not_found',
      )
    expect(await world.refused(null, 'report.readFile', { ...file, part: 1, receiptCode })).toBe(
      'record.not_found',
    )
    expect(await world.refused(null, 'report.readFile', { ...file, fileId: randomUUID(), receiptCode })).toBe(
      'record.not_found',
    )
  })

  it('leaves a line in the log when staff open it', async () => {
    const { fileId } = await world.upload(world.pupil, plainPng)
    const { caseId } = await world.file(world.pupil, { uploadIds: [fileId] })
    await world.download(world.pupil, caseId, fileId)
    expect(await world.sql('select 1 from access_log where subject = $1', [caseId])).toEqual([])
    await world.download(world.zhou, caseId, fileId)
    expect(await world.sql('select what, user_id from access_log where subject = $1', [caseId])).toEqual([
      { what: 'case.file', user_id: world.zhou.userId },
    ])
  })

  it('has room for many pictures in one case, but not for any number', async () => {
    const reporter = await world.person()
    const { caseId } = await world.file(reporter)
    await world.sql('update cases set file_count = 98 where id = $1', [caseId])
    const uploadIds = [
      (await world.upload(reporter, plainPng)).fileId,
      (await world.upload(reporter, plainPng)).fileId,
    ]
    const message = { by: { caseId }, text: '照片', uploadIds }
    expect(await world.refused(reporter, 'report.writeToSchool', message)).toBe('report.too_many_files')
    await world.get(reporter, 'report.writeToSchool', { ...message, uploadIds: uploadIds.slice(0, 1) })
  })

  it('that somebody swapped in the store does not open', async () => {
    const one = (await world.upload(world.mother, plainPng)).fileId
    const two = (await world.upload(world.mother, plainPng)).fileId
    const { caseId } = await world.file(world.mother, { uploadIds: [one, two] })
    const files = world.files.files
    files.set(`uploads/${one}/whole`, files.get(`uploads/${two}/whole`)!)
    const file = { caseId, receiptCode: null, part: 0 }
    expect(await world.refused(world.mother, 'report.readFile', { ...file, fileId: one })).toBe(
      'file.unreadable',
    )
    await world.get(world.mother, 'report.readFile', { ...file, fileId: two })
  })
})

/** A voice may stand in place of words: it arrives whole, says nothing about its maker, and a report that is only a voice is a report. */
import { openDataKey, place, unseal } from '../../cloudfunctions/report/seal'
import { plainPng } from '../support/pictures'
import {
  aacSaying,
  browserFilmWebm,
  browserVoiceMp4,
  mp3Saying,
  oggSaying,
  phoneMp4Saying,
  RECORDED_AT,
  wavSaying,
  webmSaying,
} from '../support/recordings'
import { makeReportWorld, newRequestId, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)
let world: ReportWorld
beforeAll(async () => {
  world = await makeReportWorld()
})
afterAll(() => world.close())

const PLACE = '+31.2304+121.4737/Li-Lei-iPhone'

const storedAs = async (uploadId: string): Promise<Buffer> => {
  const stored = world.files.files.get(`uploads/${uploadId}/whole`)
  const [row] = await world.sql<{ data_key_wrapped: Buffer; key_version: number }>(
    'select data_key_wrapped, key_version from uploads where id = $1',
    [uploadId],
  )
  if (!row || !stored) throw new Error('nothing is stored')
  for (const word of [PLACE, 'ftyp', 'RIFF', 'OggS', 'webm']) expect(stored.includes(word)).toBe(false)
  const key = openDataKey(world.services, place.uploadKey(uploadId), {
    wrapped: row.data_key_wrapped,
    version: row.key_version,
  })
  return unseal(key, place.whole(uploadId), stored)
}

describe('a recording as evidence', () => {
  it('is stored without the place, the name, the day or the device, whatever recorded it', async () => {
    const day = Buffer.alloc(4)
    day.writeUInt32BE(RECORDED_AT)
    const files = {
      'audio/mpeg': mp3Saying(PLACE),
      'audio/aac': aacSaying(PLACE),
      'audio/wav': wavSaying(PLACE),
      'audio/ogg': oggSaying(PLACE),
      'audio/webm': webmSaying(PLACE),
      'audio/mp4': phoneMp4Saying(PLACE),
      'video/mp4': phoneMp4Saying(PLACE, 'film'),
      'video/webm': webmSaying(PLACE, browserFilmWebm),
    }
    const reporter = await world.person()
    for (const [mime, bytes] of Object.entries(files)) {
      const file = await world.upload(reporter, bytes)
      expect(file).toMatchObject({ mime, kind: mime.startsWith('audio') ? 'voice' : 'video' })
      expect(file.durationSeconds).toBeGreaterThan(0)
      const opened = await storedAs(file.fileId)
      expect(opened.length).toBe(file.sizeBytes)
      for (const word of [PLACE, 'Li-Lei', '121.4737', 'Chrome', 'ID3', 'TAG', 'bext', 'LOCATION'])
        expect(opened.includes(word)).toBe(false)
      expect(opened.includes(day)).toBe(false)
    }
  })

  it('of several megabytes comes back whole to both sides, part by part', async () => {
    const frames = mp3Saying('x').subarray(mp3Saying('x').indexOf(Buffer.from([0xff, 0xfb])) + 417)
    const long = Buffer.alloc(417 * 7_000, frames.subarray(0, 417))
    const file = await world.upload(world.mother, long)
    expect(file).toMatchObject({ kind: 'voice', durationSeconds: 183, sizeBytes: long.length })
    const { caseId } = await world.file(world.mother, { details: '', uploadIds: [file.fileId] })
    expect((await world.download(world.mother, caseId, file.fileId)).equals(long)).toBe(true)
    expect((await world.download(world.zhou, caseId, file.fileId)).equals(long)).toBe(true)
    const part = await world.get(world.zhou, 'report.readFile', {
      caseId,
      fileId: file.fileId,
      receiptCode: null,
      part: 0,
    })
    expect(part.parts).toBe(8)
    // Still open in memory, it is shut to whoever may not read it.
    const others: (TestPerson | null)[] = [world.outsider, world.teacher, world.stranger]
    for (const other of others)
      expect(
        await world.refused(other, 'report.readFile', {
          caseId,
          fileId: file.fileId,
          receiptCode: null,
          part: 0,
        }),
      ).toBe('record.not_found')
  })

  it('is refused in a sentence and forgotten where it is broken, two files in one, or of another kind', async () => {
    const page = Buffer.from('<html><script>1</script></html>'.repeat(400))
    for (const bytes of [
      browserVoiceMp4.subarray(0, 2_000),
      Buffer.concat([mp3Saying(PLACE), page]),
      Buffer.concat([browserVoiceMp4, page]),
      Buffer.from('#!AMR\n'.padEnd(400, 'x')),
    ]) {
      const uploadId = await world.send(world.stranger, bytes)
      const answer = await world.ask(world.stranger, 'report.finishUpload', { uploadId })
      if (answer.ok) throw new Error('taken in')
      expect(answer.error).toMatchObject({
        code: 'file.kind_refused',
        message: expect.stringContaining('没有收下'),
      })
      expect([...world.files.files.keys()].filter((key) => key.includes(uploadId))).toEqual([])
    }
  })

  it('tells both sides what it is and how long it lasts, with the report and with a later message', async () => {
    const voice = await world.upload(null, browserVoiceMp4)
    const { caseId, receiptCode } = await world.file(null, { details: '', uploadIds: [voice.fileId] })
    const film = await world.upload(null, browserFilmWebm)
    const after = await world.get(null, 'report.writeToSchool', {
      by: { receiptCode },
      text: '又拍到一段。',
      uploadIds: [film.fileId],
    })
    expect(after.files).toEqual([
      {
        fileId: voice.fileId,
        kind: 'voice',
        mime: 'audio/mp4',
        sizeBytes: voice.sizeBytes,
        durationSeconds: 2,
      },
    ])
    expect(after.timeline[1]?.files).toMatchObject([{ kind: 'video', durationSeconds: 2 }])
    const view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(view.files).toEqual(after.files)
  })
})

describe('a reply without words', () => {
  it('arrives when it carries a voice, is sent once however often it is tried, and is heard at the desk', async () => {
    const { caseId, receiptCode } = await world.file(null, { details: '他们又来了' })
    const { fileId } = await world.upload(null, mp3Saying(PLACE))
    const reply = { requestId: newRequestId(), by: { receiptCode }, text: '', uploadIds: [fileId] }
    const after = await world.get(null, 'report.writeToSchool', reply)
    const again = await world.get(null, 'report.writeToSchool', reply)
    expect(again.events).toBe(after.events)
    expect(after.timeline.at(-1)).toMatchObject({
      kind: 'reporter_message',
      text: '',
      files: [{ fileId, kind: 'voice' }],
    })
    const view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(view.timeline.at(-1)).toMatchObject({ text: '', files: [{ fileId, kind: 'voice' }] })
    const heard = await world.download(world.zhou, caseId, fileId)
    expect(heard.includes(PLACE)).toBe(false)
    expect(heard.length).toBeGreaterThan(0)
  })

  it('may be a picture', async () => {
    const { receiptCode } = await world.file(null, { details: '他们又来了' })
    const { fileId } = await world.upload(null, plainPng)
    const after = await world.get(null, 'report.writeToSchool', {
      by: { receiptCode },
      text: ' ',
      uploadIds: [fileId],
    })
    expect(after.timeline.at(-1)?.files).toMatchObject([{ kind: 'picture' }])
  })

  it('is refused where it says nothing at all, or carries a file that is not its own, and leaves no step behind', async () => {
    const { receiptCode, caseId } = await world.file(null, { details: '他们又来了' })
    const nothing = await world.ask(null, 'report.writeToSchool', {
      requestId: newRequestId(),
      by: { receiptCode },
      text: ' ',
      uploadIds: [],
    })
    if (nothing.ok) throw new Error('taken in')
    expect(nothing.error).toMatchObject({
      code: 'input.invalid',
      fields: { text: '写一句话，或者加一段录音、图片或视频，再发送' },
    })
    const { fileId } = await world.upload(world.mother, mp3Saying(PLACE))
    expect(
      await world.refused(null, 'report.writeToSchool', {
        by: { receiptCode },
        text: '',
        uploadIds: [fileId],
      }),
    ).toBe('file.incomplete')
    const view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(view.timeline.filter(({ kind }) => kind === 'reporter_message')).toEqual([])
  })
})

describe('a report without words', () => {
  it('is filed by somebody without an account when it carries a voice, once however often it is sent', async () => {
    const { fileId } = await world.upload(null, mp3Saying(PLACE))
    const requestId = newRequestId()
    const first = await world.file(null, { requestId, details: '', uploadIds: [fileId] })
    expect(await world.file(null, { requestId, details: '', uploadIds: [fileId] })).toEqual(first)
    const progress = await world.get(null, 'report.getProgress', { by: { receiptCode: first.receiptCode } })
    expect(progress).toMatchObject({ details: '', files: [{ kind: 'voice' }], brokenStep: null })
  })

  it('may be a film', async () => {
    const reporter = await world.person()
    const { fileId } = await world.upload(reporter, browserFilmWebm)
    const { caseId } = await world.file(reporter, { details: ' ', uploadIds: [fileId] })
    expect(caseId).toMatch(/-/)
  })

  it('is not filed with nothing at all, one sign, or pictures alone, and says which of the two is missing', async () => {
    const reporter = await world.person()
    const { fileId } = await world.upload(reporter, plainPng)
    for (const [details, uploadIds] of [
      ['', []],
      ['啊', []],
      ['', [fileId]],
    ] as const) {
      const input = world.submission({ details, uploadIds: [...uploadIds] })
      const answer = await world.ask(reporter, 'report.submitReport', input)
      if (answer.ok) throw new Error('filed')
      expect(answer.error.code).toBe('input.invalid')
      expect(answer.error.fields).toEqual({ details: '写一句话，或者录一段音，就可以提交' })
    }
    // Nothing was lost by asking: the picture is still there for the report with a sentence.
    await world.file(reporter, { details: '有人推我', uploadIds: [fileId] })
  })

  it('takes nobody else’s voice', async () => {
    const { fileId } = await world.upload(world.mother, mp3Saying(PLACE))
    const input = world.submission({ details: '', uploadIds: [fileId] })
    expect(await world.refused(world.stranger, 'report.submitReport', input)).toBe('file.incomplete')
    expect(await world.refused(null, 'report.submitReport', input)).toBe('file.incomplete')
  })
})

describe('what is asked beside the story', () => {
  it('is sealed, reaches both sides, and stays empty where nobody answered', async () => {
    const answers = { since: '开学第二周', howOften: '几乎每天', witnesses: '同桌和体育老师' }
    const { caseId, receiptCode } = await world.file(null, answers)
    const progress = await world.get(null, 'report.getProgress', { by: { receiptCode } })
    expect(progress).toMatchObject(answers)
    expect(await world.get(world.zhou, 'report.getCase', { caseId })).toMatchObject(answers)
    const rows = await world.sql('select * from cases where id = $1', [caseId])
    for (const words of Object.values(answers))
      expect(
        JSON.stringify(rows, (_, value) =>
          value?.type === 'Buffer' ? Buffer.from(value).toString() : value,
        ),
      ).not.toContain(words)
    const blank = await world.file(null)
    expect(
      await world.get(null, 'report.getProgress', { by: { receiptCode: blank.receiptCode } }),
    ).toMatchObject({ since: '', howOften: '', witnesses: '' })
  })

  it('has its lengths', async () => {
    for (const [field, words] of Object.entries({
      since: '很'.repeat(61),
      howOften: '很'.repeat(61),
      witnesses: '很'.repeat(201),
    })) {
      const answer = await world.ask(
        world.stranger,
        'report.submitReport',
        world.submission({ [field]: words }),
      )
      if (answer.ok) throw new Error('filed')
      expect(Object.keys(answer.error.fields ?? {})).toEqual([field])
    }
  })
})

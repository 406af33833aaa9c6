/** What a thief of the database and its files would read, what a query that forgets its where shows, and what tampering leaves behind. */
import { randomUUID } from 'node:crypto'
import { actAs, type Queryable, setLocal, transactionAs } from '../../cloudfunctions/platform/database'
import { openLog } from '../../cloudfunctions/platform/log'
import { findBrokenStep } from '../../cloudfunctions/report/broken-step'
import { findCase } from '../../cloudfunctions/report/case-queries'
import { reporterKeyOf } from '../../cloudfunctions/report/seal'
import { jpegSaying } from '../support/pictures'
import { makeReportWorld, type Receipt, type ReportWorld } from '../support/report-world'
import { tablesOf } from '../support/tables'

jest.setTimeout(60_000)
let world: ReportWorld
const lines: string[] = []
beforeAll(async () => {
  world = await makeReportWorld({ log: openLog({ write: (line: string) => void lines.push(line) }) })
})
afterAll(() => world.close())

const marks = {
  details: 'MARK-details-他们逼我喝脏水',
  place: 'MARK-place-北门厕所',
  when: 'MARK-when-十一月十七',
  contact: 'MARK-contact-0417-0000101',
  reporter: 'MARK-reporter-欧阳静',
  child: 'MARK-child-欧阳小雨',
  picture: 'MARK-picture-exif',
  message: 'MARK-message-今天又来了',
  reply: 'MARK-reply-我们明天谈',
  question: 'MARK-question-几个人',
  note: 'MARK-note-班主任知情',
  findings: 'MARK-findings-属实属实',
  measures: 'MARK-measures-家访两次',
  why: 'MARK-why-情节轻不报公安',
  noProof: 'MARK-noproof-没有照片',
  unsettled: 'MARK-unsettled-还在发生',
  letter: 'MARK-letter-已经办结请放心',
}

/** A case that went the whole way, with a mark in every field that a person can fill. */
const markedCase = async (isNamed: boolean) => {
  const child = await world.student(world.schoolId, world.child.classId, marks.child)
  const reporter = await world.guardian(child, 'mother', marks.reporter)
  const { fileId } = await world.upload(reporter, jpegSaying(marks.picture))
  const receipt = await world.file(reporter, {
    studentId: child.studentId,
    details: marks.details,
    place: marks.place,
    occurredWhen: marks.when,
    contact: marks.contact,
    isNamed,
    uploadIds: [fileId],
  })
  const { caseId } = receipt
  await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
  await world.get(world.zhou, 'report.replyToReporter', { caseId, text: marks.reply, isQuestion: false })
  await world.get(world.zhou, 'report.replyToReporter', { caseId, text: marks.question, isQuestion: true })
  await world.get(reporter, 'report.writeToSchool', { by: { caseId }, text: marks.message, uploadIds: [] })
  await world.get(world.wu, 'report.writeNote', { caseId, text: marks.note })
  await world.readyToClose(caseId)
  const told = { caseId, what: 'authority', isTold: false, when: '', by: '', to: '' } as const
  const { events } = await world.get(world.zhou, 'report.recordTold', {
    ...told,
    events: await world.eventsOf(caseId),
    why: marks.why,
  })
  await world.get(world.zhou, 'report.closeCase', {
    caseId,
    events,
    findings: marks.findings,
    measures: marks.measures,
    letter: marks.letter,
    noProof: marks.noProof,
  })
  const by = { caseId }
  const answer = { by, isSettled: false, reasons: [], text: marks.unsettled }
  await world.get(reporter, 'report.answerOutcome', answer)
  await world.get(null, 'report.getProgress', { by: { receiptCode: receipt.receiptCode } })
  await world.settle()
  return { ...receipt, reporter, fileId }
}

const dump = async (table: string): Promise<string> =>
  (await world.sql<{ row: string }>(`select row_to_json(t)::text as row from ${table} t`))
    .map((row) => row.row)
    .join('\n')
const forms = (mark: string): string[] => {
  const bytes = Buffer.from(mark)
  return [
    mark,
    JSON.stringify(mark).slice(1, -1),
    bytes.toString('hex'),
    bytes.toString('base64').slice(0, 12),
  ]
}

describe('a thief of the whole database and all its files', () => {
  let filed: Awaited<ReturnType<typeof markedCase>>
  const dumps = new Map<string, string>()
  beforeAll(async () => {
    filed = await markedCase(false)
    await markedCase(true)
    for (const table of await tablesOf(world)) dumps.set(table, await dump(table))
  })

  it('reads none of what was written, said, noted or photographed', () => {
    expect(dumps.size).toBeGreaterThan(20)
    expect(dumps.get('cases')).toContain(filed.caseId)
    const { reporter, child, ...written } = marks
    for (const mark of Object.values(written))
      for (const [table, rows] of dumps)
        for (const form of forms(mark))
          expect({ table, mark, found: rows.includes(form) }).toMatchObject({ found: false })
    for (const bytes of world.files.files.values())
      for (const mark of [...Object.values(marks), 'JFIF', '"details"'])
        expect(bytes.includes(Buffer.from(mark))).toBe(false)
  })

  it('cannot tell who reported: no name, id or receipt stands near a case', () => {
    const near = [
      'cases',
      'case_identities',
      'case_events',
      'case_event_contents',
      'case_files',
      'uploads',
      'attempts',
    ]
    const secrets = [
      marks.reporter,
      marks.child,
      filed.reporter.userId,
      filed.reporter.openid,
      filed.receiptCode,
    ]
    for (const table of [...near, 'requests'])
      for (const secret of secrets)
        expect({ table, found: dumps.get(table)?.includes(secret) }).toEqual({ table, found: false })
  })

  it('finds no case behind a notice', () => {
    for (const table of ['outbox', 'messages'])
      for (const secret of [filed.caseId, filed.number, filed.receiptCode])
        expect(dumps.get(table)?.includes(secret)).toBe(false)
  })

  it('finds nothing of it in the log', () => {
    expect(lines.length).toBeGreaterThan(10)
    const text = lines.join('')
    for (const secret of [...Object.values(marks), filed.caseId, filed.receiptCode, filed.reporter.openid])
      expect(text.includes(secret)).toBe(false)
  })
})

describe('a query that forgets its where', () => {
  let filed: Awaited<ReturnType<typeof markedCase>>
  beforeAll(async () => {
    filed = await markedCase(false)
  })
  const as = <T>(settings: Record<string, string>, work: (db: Queryable) => Promise<T>): Promise<T> =>
    world.database.transaction(async (db) => {
      await setLocal(db, { actor_key: 'x', user_id: randomUUID(), ...settings })
      await actAs(db, 'anxin_report')
      return work(db)
    })
  const count = async (db: Queryable, table: string): Promise<number> =>
    (await db.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]!.count
  const caseTables = ['cases', 'case_identities', 'case_events', 'case_event_contents', 'case_files']
  const posts = (schoolId: number) => JSON.stringify({ handler: [schoolId] })

  it('shows a handler of another school, a parent and nobody at all not one row', async () => {
    for (const settings of [
      { posts: posts(world.otherSchoolId) },
      { posts: '{"teacher":[1],"canteen_manager":[1]}' },
      { reporter_key: reporterKeyOf(world.services, world.stranger.userId) },
      { receipt_key: 'f'.repeat(64) },
      {},
    ])
      await as(settings, async (db) => {
        for (const table of [...caseTables, 'uploads', 'requests']) expect(await count(db, table)).toBe(0)
        expect((await db.query('update cases set level = level')).count).toBe(0)
      })
  })

  it('shows a handler the cases of the own school, and never who reported', async () => {
    await as({ posts: posts(world.schoolId) }, async (db) => {
      expect(await count(db, 'cases')).toBeGreaterThan(0)
      expect(await count(db, 'case_event_contents')).toBeGreaterThan(0)
      expect(await count(db, 'case_identities')).toBe(0)
    })
  })

  it('shows a reporter the own case without its inner notes', async () => {
    await as({ reporter_key: reporterKeyOf(world.services, filed.reporter.userId) }, async (db) => {
      const seen = await db.query<{ id: string }>('select id from cases')
      expect(seen.rows.map((row) => row.id)).toEqual([filed.caseId])
      const contents = await db.query<{ is_internal: boolean }>('select is_internal from case_event_contents')
      expect(contents.rows.length).toBeGreaterThan(3)
      expect(contents.rows.some((row) => row.is_internal)).toBe(false)
    })
  })

  it('cannot write into a case of another school, nor move one there', async () => {
    const link = 'a'.repeat(64)
    await expect(
      as({ posts: posts(world.otherSchoolId) }, (db) =>
        db.query(
          `insert into case_events (school_id, case_id, seq, kind, at, is_internal, digest, previous_hash, hash)
           values ($1, $2, 99, 'note', now(), true, $3, $3, $3)`,
          [world.schoolId, filed.caseId, link],
        ),
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(
      as({ posts: posts(world.schoolId) }, (db) =>
        db.query('delete from case_events where case_id = $1', [filed.caseId]),
      ),
    ).rejects.toThrow(/permission denied/)
    await expect(
      as({ posts: posts(world.schoolId) }, (db) => db.query('update case_events set kind = kind')),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('the chain of a case', () => {
  const broken = (caseId: string): Promise<number | null> =>
    transactionAs(world.database, 'anxin_operator', async (db) => {
      const kase = await findCase(db, caseId, 'read')
      return findBrokenStep(db, world.services, kase!)
    })
  const unreadable = '这一条的内容打不开，可能被改过。'
  /** The desk's queue still lists a touched case among the others, and a search still finds the others. */
  const listedAll = async (caseIds: string[]): Promise<void> => {
    const look = { desk: 'school', schoolId: world.schoolId, tab: 'all', search: '', cursor: null } as const
    const { items } = await world.get(world.zhou, 'report.listQueue', { ...look, kind: null, level: null })
    for (const caseId of caseIds) expect(items.map((item) => item.caseId)).toContain(caseId)
    const found = await world.get(world.zhou, 'report.listQueue', {
      ...look,
      kind: null,
      level: null,
      search: '外号',
    })
    expect(found.items.map((item) => item.caseId)).toContain(caseIds.at(-1))
  }
  let filed: Receipt
  beforeEach(async () => {
    const taken = await world.takenCase()
    filed = taken
    const { caseId } = taken
    await world.get(world.zhou, 'report.replyToReporter', { caseId, text: '第三步', isQuestion: false })
    await world.get(world.zhou, 'report.writeNote', { caseId, text: '第四步' })
    await world.get(world.zhou, 'report.replyToReporter', { caseId, text: '第五步', isQuestion: false })
  })

  it("is whole from the receipt's hash to the newest step", async () => {
    expect(await broken(filed.caseId)).toBeNull()
    const [first] = await world.sql<{ hash: string }>(
      'select hash from case_events where case_id = $1 and seq = 1',
      [filed.caseId],
    )
    expect(first?.hash).toBe(filed.head)
    const progress = await world.get(null, 'report.getProgress', { by: { receiptCode: filed.receiptCode } })
    const [last] = await world.sql<{ hash: string }>(
      'select hash from case_events where case_id = $1 and seq = 5',
      [filed.caseId],
    )
    expect(progress.head).toBe(last?.hash)
  })

  it('is checked whenever the reporter or a handler looks, and a touched step is named to both', async () => {
    const byReceipt = { by: { receiptCode: filed.receiptCode } }
    const { caseId } = filed
    expect((await world.get(null, 'report.getProgress', byReceipt)).brokenStep).toBeNull()
    expect((await world.get(world.zhou, 'report.getCase', { caseId })).brokenStep).toBeNull()
    await world.sql(`update case_events set at = at - interval '1 day' where case_id = $1 and seq = 4`, [
      caseId,
    ])
    expect((await world.get(null, 'report.getProgress', byReceipt)).brokenStep).toBe(4)
    expect((await world.get(world.zhou, 'report.getCase', { caseId })).brokenStep).toBe(4)
  })

  it('is not called touched while somebody adds to it', async () => {
    const { caseId } = filed
    const by = { receiptCode: filed.receiptCode }
    const writes = Array.from({ length: 12 }, (_, at) =>
      world.get(world.zhou, 'report.replyToReporter', { caseId, text: `第 ${at} 句`, isQuestion: false }),
    )
    const looks = Array.from({ length: 24 }, () => world.get(null, 'report.getProgress', { by }))
    for (const look of [...(await Promise.all(writes)), ...(await Promise.all(looks))])
      expect(look.brokenStep).toBeNull()
  })

  it('still shows the rest of a case when the words of one step were replaced', async () => {
    const { caseId } = filed
    await world.sql(
      `update case_event_contents set content_sealed =
         (select content_sealed from case_event_contents where case_id = $1 and seq = 5)
       where case_id = $1 and seq = 3`,
      [caseId],
    )
    const progress = await world.get(null, 'report.getProgress', { by: { receiptCode: filed.receiptCode } })
    expect(progress.brokenStep).toBe(3)
    const words = progress.timeline.map((entry) => entry.text)
    expect(words).toContain('第五步')
    expect(words).toContain('这一条的内容打不开，可能被改过。')
    expect((await world.get(world.zhou, 'report.getCase', { caseId })).brokenStep).toBe(3)
  })

  const touches: [string, string, number][] = [
    ['its moment', `update case_events set at = at - interval '1 day' where case_id = $1 and seq = 2`, 2],
    ['its kind', `update case_events set kind = 'note' where case_id = $1 and seq = 3`, 3],
    ['its being internal', 'update case_events set is_internal = false where case_id = $1 and seq = 4', 4],
    ['its digest', `update case_events set digest = repeat('a', 64) where case_id = $1 and seq = 3`, 3],
    ['its hash', `update case_events set hash = repeat('a', 64) where case_id = $1 and seq = 5`, 5],
    [
      'its words, with those of another step',
      `update case_event_contents set content_sealed =
         (select content_sealed from case_event_contents where case_id = $1 and seq = 5) where case_id = $1 and seq = 3`,
      3,
    ],
    [
      'one bit of its words',
      'update case_event_contents set content_sealed = set_bit(content_sealed, 300, 1 - get_bit(content_sealed, 300)) where case_id = $1 and seq = 2',
      2,
    ],
    ['the head', `update cases set head = repeat('b', 64) where id = $1`, 6],
  ]
  it.each(touches)('shows that somebody rewrote %s', async (_, sql, seq) => {
    await world.sql(sql, [filed.caseId])
    expect(await broken(filed.caseId)).toBe(seq)
  })

  it('shows that a step was taken out, even where the count was lowered with it', async () => {
    for (const seq of [5, 3]) {
      const { caseId } = filed
      await world.sql('delete from case_event_contents where case_id = $1 and seq = $2', [caseId, seq])
      await world.sql('delete from case_events where case_id = $1 and seq = $2', [caseId, seq])
      await world.sql('update cases set events = events - 1 where id = $1', [caseId])
      expect(await broken(caseId)).toBe(seq)
    }
  })

  it('does not open a report that was put in the stead of another', async () => {
    const other = await world.fileFresh()
    await world.sql(
      `update cases set content_sealed = o.content_sealed, data_key_wrapped = o.data_key_wrapped
       from (select content_sealed, data_key_wrapped from cases where id = $2) o where cases.id = $1`,
      [filed.caseId, other.caseId],
    )
    const seen = await world.get(world.zhou, 'report.getCase', { caseId: filed.caseId })
    expect(seen).toMatchObject({ brokenStep: 1, details: unreadable, place: '' })
  })

  const broken1: [string, string][] = [
    ['one bit of it', 'set content_sealed = set_bit(content_sealed, 300, 1 - get_bit(content_sealed, 300))'],
    ['all of it', `set content_sealed = '\\x00'`],
    [
      'the key that it is sealed under',
      'set data_key_wrapped = set_bit(data_key_wrapped, 200, 1 - get_bit(data_key_wrapped, 200))',
    ],
  ]
  it.each(broken1)(
    'says that the report was touched, and shows the rest, after a change to %s',
    async (_, change) => {
      const { caseId, receiptCode } = filed
      const other = await world.fileFresh()
      await world.sql(`update cases ${change} where id = $1`, [caseId])
      const progress = await world.get(null, 'report.getProgress', { by: { receiptCode } })
      expect(progress).toMatchObject({ brokenStep: 1, details: unreadable, state: 'accepted', events: 5 })
      expect(progress.timeline.map(({ seq }) => seq)).toEqual([1, 2, 3, 5])
      const seen = await world.get(world.zhou, 'report.getCase', { caseId })
      expect(seen).toMatchObject({ brokenStep: 1, details: unreadable, reporterName: null })
      expect(await world.get(null, 'report.getName', { by: { receiptCode } })).toMatchObject({
        wasOpen: false,
      })
      await listedAll([caseId, other.caseId])
    },
  )

  it('says that the report was touched where only what is stored in the open was rewritten', async () => {
    const { caseId, receiptCode } = filed
    for (const change of [`kind = 'other'`, `acts = '{nonsense}'`]) {
      await world.sql(`update cases set ${change} where id = $1`, [caseId])
      const progress = await world.get(null, 'report.getProgress', { by: { receiptCode } })
      expect(progress.brokenStep).toBe(1)
      expect(progress.details).toContain('外号')
    }
    const other = await world.fileFresh()
    await listedAll([caseId, other.caseId])
  })

  it('answers the retry of a submission with its receipt, though the report was touched in between', async () => {
    const { mother } = world
    const sent = world.submission({ requestId: randomUUID() })
    const first = await world.get(mother, 'report.submitReport', sent)
    await world.sql(`update cases set content_sealed = '\\x00' where id = $1`, [first.caseId])
    const again = await world.get(mother, 'report.submitReport', sent)
    expect(again.receiptCode).toBe(first.receiptCode)
    const { reports } = await world.get(mother, 'report.listMine', {})
    expect(reports.map(({ caseId }) => caseId)).toContain(first.caseId)
  })
})

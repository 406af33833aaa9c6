/** Asking for help: filed once however often it is sent, by whoever may, and never lost to a limit it should not meet. */
import { makeReportWorld, newRequestId, type ReportWorld } from '../support/report-world'

jest.setTimeout(60_000)
let world: ReportWorld
beforeAll(async () => {
  world = await makeReportWorld()
})
afterAll(() => world.close())

const cases = async (): Promise<number> =>
  (await world.sql<{ count: number }>('select count(*)::int as count from cases'))[0]!.count

describe('asking for help', () => {
  it('answers with a receipt, a number of this school and year, and the moment by which somebody looks', async () => {
    const receipt = await world.file(world.mother, { studentId: world.child.studentId })
    expect(receipt.receiptCode).toMatch(/^[2-9A-Z]{12}$/)
    expect(receipt.number).toMatch(/^26-\d{4}$/)
    expect(receipt.schoolName).toBe('育才小学')
    expect(receipt.filedAt).toBe('2026-11-17T12:00:00.000Z')
    expect(receipt.clock?.dueAt).toBe('2026-11-18T12:00:00.000Z')
    expect(receipt.head).toMatch(/^[0-9a-f]{64}$/)
  })

  it('gives two hours where a child is beaten or in danger', async () => {
    const beaten = await world.fileFresh({ acts: ['insult', 'beating'] })
    const danger = await world.fileFresh({ kind: 'danger', acts: [] })
    for (const receipt of [beaten, danger]) expect(receipt.clock?.dueAt).toBe('2026-11-17T14:00:00.000Z')
  })

  it('is open to a pupil, to a guardian and to somebody without any account', async () => {
    expect(
      (await world.file(world.pupil, { about: 'me', studentId: world.child.studentId })).number,
    ).toBeTruthy()
    expect((await world.file(null, { about: 'someone_else' })).number).toBeTruthy()
  })

  it('takes the grade from the class where the child is known', async () => {
    const { caseId } = await world.file(world.mother, { studentId: world.child.studentId, grade: 9 })
    const seen = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(seen.gradeName).toBe('四年级')
  })

  it('numbers the reports of a school one after another and starts each school at one', async () => {
    const first = await world.fileFresh()
    const second = await world.fileFresh()
    expect(Number(second.number.slice(3))).toBe(Number(first.number.slice(3)) + 1)
    expect((await world.fileFresh({ schoolId: world.otherSchoolId })).number).toBe('26-0001')
  })

  it('counts the year as the wall clock in China does', async () => {
    const before = world.clock.now
    world.clock.now = new Date('2026-12-31T16:30:00Z')
    expect((await world.fileFresh()).number).toBe('27-0001')
    world.clock.now = before
  })

  it('tells every handler of that school and nobody else, without a word of what was written', async () => {
    await world.sql('delete from outbox')
    await world.fileFresh()
    const told = await world.sql<{ user_id: string; title: string; body: string; link: string }>(
      'select user_id, title, body, link from outbox',
    )
    expect(told.map((notice) => notice.user_id).sort()).toEqual([world.zhou.userId, world.wu.userId].sort())
    for (const notice of told) {
      expect(`${notice.title}${notice.body}${notice.link}`).not.toMatch(/外号|走廊|26-|[0-9a-f]{8}-/)
      expect(notice.link).toBe('/packages/desk/pages/cases/index')
    }
  })
})

describe('a report sent again', () => {
  it('is answered with the first receipt and filed once', async () => {
    const requestId = newRequestId()
    const reporter = await world.person()
    const before = await cases()
    const first = await world.file(reporter, { requestId })
    expect(await world.file(reporter, { requestId })).toEqual(first)
    expect(await cases()).toBe(before + 1)
  })

  it('is answered with the same receipt weeks later, when the server has long forgotten the request', async () => {
    const requestId = newRequestId()
    const reporter = await world.person()
    const first = await world.file(reporter, { requestId })
    await world.get(world.zhou, 'report.takeCase', { caseId: first.caseId, events: 1 })
    await world.sql('delete from requests')
    const again = await world.file(reporter, { requestId })
    expect(again).toMatchObject({
      caseId: first.caseId,
      number: first.number,
      receiptCode: first.receiptCode,
      filedAt: first.filedAt,
      head: first.head,
    })
  })

  it('is filed once even where the session had ended in between', async () => {
    const requestId = newRequestId()
    const before = await cases()
    const first = await world.file(world.mother, { requestId })
    const again = await world.file(null, { requestId })
    expect(again.receiptCode).toBe(first.receiptCode)
    expect(await cases()).toBe(before + 1)
  })

  it('is refused where other words came under the same request, and shows nobody the first receipt', async () => {
    const requestId = newRequestId()
    await world.file(world.mother, { requestId })
    const other = world.submission({ requestId, details: '这是另外一件事情。' })
    expect(await world.refused(world.mother, 'report.submitReport', other)).toBe('request.reused')
    expect(await world.refused(world.stranger, 'report.submitReport', other)).toBe('request.reused')
  })

  it('is filed once when a finger taps twice, or two lost replies cross', async () => {
    const requestId = newRequestId()
    const reporter = await world.person()
    const before = await cases()
    const all = await Promise.all(Array.from({ length: 6 }, () => world.file(reporter, { requestId })))
    expect(new Set(all.map((receipt) => receipt.receiptCode)).size).toBe(1)
    expect(await cases()).toBe(before + 1)
  })

  it('is filed once when the account and the signed-out page send it at the same moment', async () => {
    const requestId = newRequestId()
    const before = await cases()
    const submission = world.submission({ requestId })
    const reporter = await world.person()
    const answers = await Promise.all(
      [reporter, null, reporter, null].map((who) => world.ask(who, 'report.submitReport', submission)),
    )
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('server.busy')
    expect(answers.some((answer) => answer.ok)).toBe(true)
    expect((await world.file(reporter, { requestId })).caseId).toBe(
      (await world.file(null, { requestId })).caseId,
    )
    expect(await cases()).toBe(before + 1)
  })
})

describe('the limit of a day', () => {
  it('lets a person send five, refuses the sixth, and answers a retry of the fifth with its receipt', async () => {
    const reporter = await world.person()
    for (let count = 0; count < 4; count++) await world.file(reporter)
    const requestId = newRequestId()
    const fifth = await world.file(reporter, { requestId })
    expect(await world.refused(reporter, 'report.submitReport', world.submission())).toBe(
      'report.daily_limit',
    )
    expect(await world.file(reporter, { requestId })).toEqual(fifth)
    await world.sql('delete from requests')
    expect((await world.file(reporter, { requestId })).receiptCode).toBe(fifth.receiptCode)
  })

  it('does not stand between a child and help: danger and beating have twenty of their own', async () => {
    const reporter = await world.person()
    for (let count = 0; count < 5; count++) await world.file(reporter)
    for (let count = 0; count < 20; count++)
      await world.file(reporter, count % 2 ? { kind: 'danger', acts: [] } : { acts: ['beating'] })
    expect(
      await world.refused(reporter, 'report.submitReport', world.submission({ acts: ['beating'] })),
    ).toBe('report.daily_limit')
  })

  it('begins anew at midnight in China', async () => {
    const before = world.clock.now
    const reporter = await world.person()
    world.clock.now = new Date('2026-11-20T15:59:00Z')
    for (let count = 0; count < 5; count++) await world.file(reporter)
    expect(await world.refused(reporter, 'report.submitReport', world.submission())).toBe(
      'report.daily_limit',
    )
    world.clock.now = new Date('2026-11-20T16:01:00Z')
    expect((await world.file(reporter)).number).toBeTruthy()
    world.clock.now = before
  })

  it('counts those without an account by their address, which is kept nowhere', async () => {
    const caller = { address: '198.51.100.23' }
    for (let count = 0; count < 20; count++)
      await world.get(null, 'report.submitReport', world.submission(), caller)
    expect(await world.refused(null, 'report.submitReport', world.submission(), caller)).toBe(
      'report.daily_limit',
    )
    const urgent = world.submission({ kind: 'danger', acts: [] })
    expect((await world.get(null, 'report.submitReport', urgent, caller)).number).toBeTruthy()
    const rows = await world.sql<{ key: string }>('select key from attempts')
    expect(rows.some((row) => row.key.includes('198.51.100'))).toBe(false)
  })
})

describe('a report that cannot be taken', () => {
  it("about a child who is not one's own finds no such child", async () => {
    const about = (studentId: number) => world.submission({ studentId })
    expect(await world.refused(world.mother, 'report.submitReport', about(world.otherChild.studentId))).toBe(
      'record.not_found',
    )
    expect(await world.refused(world.stranger, 'report.submitReport', about(world.child.studentId))).toBe(
      'record.not_found',
    )
    expect(await world.refused(null, 'report.submitReport', about(world.child.studentId))).toBe(
      'record.not_found',
    )
    expect(await world.refused(world.mother, 'report.submitReport', about(999_999))).toBe('record.not_found')
  })

  it('to a school that does not exist finds no such school', async () => {
    expect(
      await world.refused(world.mother, 'report.submitReport', world.submission({ schoolId: 99_999 })),
    ).toBe('record.not_found')
  })

  it('says which field is wrong, and costs nothing of the day', async () => {
    const reporter = await world.person()
    const hostile: Record<string, unknown>[] = [
      { details: '啊' },
      { details: '字'.repeat(2_001) },
      { details: 'x'.repeat(10_000_000) },
      { details: { toString: 'x' } },
      { kind: 'murder' },
      { acts: ['insult', 'insult', 'insult', 'insult', 'insult', 'insult'] },
      { acts: 'insult' },
      { schoolId: '1' },
      { schoolId: -1 },
      { grade: 13 },
      { requestId: 'not a uuid' },
      { uploadIds: Array.from({ length: 10 }, newRequestId) },
      { isNamed: 'yes' },
    ]
    for (const change of hostile) {
      const answer = await world.ask(reporter, 'report.submitReport', {
        ...world.submission(),
        ...change,
      } as never)
      expect(answer).toMatchObject({ ok: false, error: { code: 'input.invalid' } })
      if (!answer.ok) expect(Object.keys(answer.error.fields ?? {})[0]).toContain(Object.keys(change)[0])
    }
    for (let count = 0; count < 5; count++) await world.file(reporter)
  })

  it('keeps every sign a child may type, also those that break other programs', async () => {
    const details = `他说：'"; drop table cases; --  <script>alert(1)</script>\n\u0000\ud83d 😭 \u202e 孩子\t${'%_\\'}`
    const { caseId, reporter } = await world.fileFresh({ details })
    expect((await world.get(reporter, 'report.getProgress', { by: { caseId } })).details).toBe(details)
    expect((await world.get(world.zhou, 'report.getCase', { caseId })).details).toBe(details)
  })
})

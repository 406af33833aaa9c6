/** A parent's phone believes nobody: whatever is done to the database after its last look, it finds, and names the step. */

import { sha256 } from '../../cloudfunctions/report/chain'
import { makeDailyRoots } from '../../cloudfunctions/report/daily-root.job'
import { firstBrokenDay } from '../../contract/report/daily-root'
import { makePhone, type Phone } from '../support/phone'
import { makeReportWorld, type Receipt, type ReportWorld } from '../support/report-world'
import { deleteCase, rewriteChain } from '../support/tamper'

let world: ReportWorld
beforeAll(async () => {
  world = await makeReportWorld()
}, 60_000)
afterAll(() => world.close())

const never = () => false
const inDays = (days: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + days * 86_400_000)
}
const words = (text: string) => ({ text, isQuestion: false })

/** A case of six steps: filed, taken, two messages of the school with a note between them, the reporter's answer. */
const livelyCase = async (): Promise<Receipt & { phone: Phone; known: Phone }> => {
  const filed = await world.fileFresh()
  const { caseId, receiptCode } = filed
  const by = { receiptCode }
  await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
  await world.get(world.zhou, 'report.replyToReporter', { caseId, ...words('我看到了，明天找你谈谈。') })
  await world.get(world.zhou, 'report.writeNote', { caseId, text: '家长在外地，先联系奶奶。' })
  await world.get(world.zhou, 'report.replyToReporter', { caseId, ...words('今天谈得很好。') })
  await world.get(null, 'report.writeToSchool', { by, text: '谢谢老师。', uploadIds: [] })
  return {
    ...filed,
    phone: makePhone(world, null, by, filed.head),
    known: makePhone(world, null, by, null),
  }
}

describe("a chain in a parent's hands", () => {
  it('is recomputed on the phone, word by word, down to the head printed on the receipt', async () => {
    const { phone, head } = await livelyCase()
    const { chain, check, roots } = await phone.look()
    expect(check.trouble).toBeNull()
    expect(check.counts).toEqual({ all: 6, contents: 5, internal: 1, old: 0 })
    expect(check.held).toEqual({ receipt: true, phone: false })
    expect(check.steps.map(({ open }) => open?.content?.text)).toEqual([
      '',
      '',
      '我看到了，明天找你谈谈。',
      undefined,
      '今天谈得很好。',
      '谢谢老师。',
    ])
    expect(check.report).toMatchObject({ details: '课间几个同学一直叫他外号，还不让别人和他玩。' })
    expect(chain.links[0]?.hash).toBe(head)
    expect(roots).toEqual({ state: 'waiting' })
    expect((await phone.look()).check.held).toEqual({ receipt: true, phone: true })
  })

  it('tells of an internal step neither kind, moment nor word, and of a handler no more than the surname', async () => {
    const { receiptCode } = await livelyCase()
    const chain = await world.get(null, 'report.getChain', { by: { receiptCode } })
    expect(chain.links[3]).toEqual({
      isInternal: true,
      seq: 4,
      inner: expect.stringMatching(/^[0-9a-f]{64}$/),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const all = JSON.stringify(chain)
    for (const secret of ['奶奶', '周敏', await world.postOf(world.zhou), 'inputDigest', 'note'])
      expect(all).not.toContain(secret)
    expect(all).toContain('周老师')
  })

  it('is given to the account that filed it and to whoever holds its receipt, and to nobody else', async () => {
    const { caseId, receiptCode, reporter } = await world.fileFresh()
    await world.get(reporter, 'report.getChain', { by: { caseId } })
    await world.get(world.stranger, 'report.getChain', { by: { receiptCode } })
    for (const who of [world.stranger, world.zhou, world.outsider, world.teacher])
      expect(await world.refused(who, 'report.getChain', { by: { caseId } })).toBe('record.not_found')
    expect(await world.refused(null, 'report.getChain', { by: { caseId } })).toBe('session.missing')
    const days = ['2026-11-17']
    for (const name of ['report.getChain', 'report.proveInRoots'] as const) {
      const wrong = await world.ask(null, name, { by: { receiptCode: 'ZZZZZZZZZZZZ' }, days } as never)
      const malformed = await world.ask(null, name, { by: { receiptCode: 'not-a-code' }, days } as never)
      expect({ ...wrong, requestId: '' }).toEqual({ ...malformed, requestId: '' })
      expect(wrong).toMatchObject({ ok: false, error: { code: 'record.not_found' } })
    }
  })

  it('cannot be used to try receipts one after another', async () => {
    const caller = { address: '198.51.100.77' }
    const by = { receiptCode: 'ZZZZZZZZZZZ2' }
    for (let index = 0; index < 50; index += 1) {
      await world.refused(null, 'report.getChain', { by }, caller)
      await world.refused(null, 'report.proveInRoots', { by, days: ['2026-11-17'] }, caller)
    }
    expect(await world.refused(null, 'report.getChain', { by }, caller)).toBe('request.too_many')
    expect(await world.refused(null, 'report.proveInRoots', { by, days: ['2026-11-17'] }, caller)).toBe(
      'request.too_many',
    )
  })

  const touches: [string, string[], string, number][] = [
    [
      'the moment of a step',
      [`update case_events set at = at - interval '1 day' where case_id = $1 and seq = 3`],
      'step_changed',
      3,
    ],
    [
      'the kind of a step',
      [`update case_events set kind = 'closed' where case_id = $1 and seq = 5`],
      'step_changed',
      5,
    ],
    [
      'the digest of a step',
      [`update case_events set digest = repeat('a', 64) where case_id = $1 and seq = 2`],
      'step_changed',
      2,
    ],
    [
      'the hash of a step',
      [`update case_events set hash = repeat('b', 64) where case_id = $1 and seq = 4`],
      'step_changed',
      4,
    ],
    [
      'the digest of an internal step',
      [`update case_events set digest = repeat('a', 64) where case_id = $1 and seq = 4`],
      'step_changed',
      4,
    ],
    [
      'an internal step shown as a public one',
      ['update case_events set is_internal = false where case_id = $1 and seq = 4'],
      'step_changed',
      4,
    ],
    [
      'the words of a step, by those of another',
      [
        `update case_event_contents set content_sealed = (select content_sealed from case_event_contents where case_id = $1 and seq = 5) where case_id = $1 and seq = 3`,
      ],
      'content_unreadable',
      3,
    ],
    [
      'the words of the report, by bytes that open nothing',
      [`update cases set content_sealed = '\\x00' where id = $1`],
      'report_changed',
      1,
    ],
    ['the kind of the report', [`update cases set kind = 'other' where id = $1`], 'report_changed', 1],
    ['the acts of the report', [`update cases set acts = '{}' where id = $1`], 'report_changed', 1],
    ['the head', [`update cases set head = repeat('c', 64) where id = $1`], 'steps_missing', 7],
    ['the count of steps', ['update cases set events = 9 where id = $1'], 'steps_missing', 7],
    ['the state: quietly closed', [`update cases set state = 'closed' where id = $1`], 'state_changed', 6],
    [
      'a step in the middle, removed',
      [
        'delete from case_event_contents where case_id = $1 and seq = 3',
        'delete from case_events where case_id = $1 and seq = 3',
      ],
      'step_changed',
      3,
    ],
    [
      'the last step, removed',
      [
        'delete from case_event_contents where case_id = $1 and seq = 6',
        'delete from case_events where case_id = $1 and seq = 6',
      ],
      'steps_missing',
      6,
    ],
    [
      'a step that was moved to the end',
      [
        'update case_event_contents set seq = 99 where case_id = $1 and seq = 3',
        'update case_events set seq = 99 where case_id = $1 and seq = 3',
      ],
      'step_changed',
      3,
    ],
  ]
  it.each(touches)('shows %s, and names the step', async (_what, statements, what, step) => {
    const { caseId, phone, known } = await livelyCase()
    await phone.look()
    const before = phone.kept
    await world.database.transaction(async (db) => {
      await db.query('set local session_replication_role = replica').catch(() => {})
      for (const statement of statements) await db.query(statement, [caseId])
    })
    // With what it holds, and without: these are found even by a phone that never looked before.
    for (const one of [phone, known]) expect((await one.look()).check.trouble).toEqual({ what, step })
    expect(phone.kept).toEqual(before)
  })

  it('shows words rewritten with the keys of the server, though every link fits again', async () => {
    const { caseId, phone, known } = await livelyCase()
    await phone.look()
    await rewriteChain(world, caseId, (steps) =>
      steps.map((step) =>
        step.seq === 5 ? { ...step, content: { ...step.content, text: '孩子说没有这回事。' } } : step,
      ),
    )
    expect((await phone.look()).check.trouble).toEqual({ what: 'not_as_seen', step: 5 })
    // A phone that had never looked cannot tell, and the server's own check cannot either.
    expect((await known.look()).check.trouble).toBeNull()
  })

  it('shows a tail that was cut off cleanly, and a chain that was begun anew', async () => {
    const { caseId, phone, receiptCode, head } = await livelyCase()
    await phone.look()
    await rewriteChain(world, caseId, (steps) => steps.slice(0, 4))
    await world.sql(`update cases set state = 'accepted' where id = $1`, [caseId])
    expect((await phone.look()).check.trouble).toEqual({ what: 'steps_missing', step: 5 })
    await rewriteChain(world, caseId, (steps) =>
      steps.map((step) => ({ ...step, content: { ...step.content, salt: 'x' } })),
    )
    expect((await phone.look()).check.trouble).toEqual({ what: 'not_as_receipt', step: 1 })
    // Another phone, to which the receipt alone was given.
    const other = makePhone(world, null, { receiptCode }, head)
    expect((await other.look()).check.trouble).toEqual({ what: 'not_as_receipt', step: 1 })
  })
})

describe('the root of each day', () => {
  it('is made once a day, for the day that is over, and none twice however many runs there are', async () => {
    world.clock.now = new Date('2026-12-01T15:59:00Z')
    expect(await makeDailyRoots(world.services, never)).toBe(1)
    expect(await makeDailyRoots(world.services, never)).toBe(0)
    // Midnight in China is 16:00 UTC; ten minutes more let the last requests end.
    world.clock.now = new Date('2026-12-01T16:09:00Z')
    expect(await makeDailyRoots(world.services, never)).toBe(0)
    world.clock.now = new Date('2026-12-01T16:10:00Z')
    const made = await Promise.all([1, 2, 3].map(() => makeDailyRoots(world.services, never)))
    expect(made.reduce((sum, one) => sum + one)).toBe(1)
    const { days } = await world.get(null, 'report.listRoots', { before: null })
    expect(days.map(({ day }) => day)).toEqual(['2026-12-01', '2026-11-30'])
  })

  it('catches up after downtime day by day, each following from the one before', async () => {
    inDays(6)
    expect(await makeDailyRoots(world.services, never)).toBe(6)
    const { days } = await world.get(null, 'report.listRoots', { before: null, limit: 5 })
    expect(days).toHaveLength(5)
    const more = await world.get(null, 'report.listRoots', { before: days.at(-1)!.day })
    const all = [...days, ...more.days].reverse()
    expect(all).toHaveLength(8)
    expect(firstBrokenDay(sha256, all, null)).toBeNull()
  })

  it('holds every case, also one that the school may not know of, and is proved to its receipt alone', async () => {
    const { phone, caseId } = await livelyCase()
    expect((await phone.look()).roots).toEqual({ state: 'waiting' })
    await world.sql(`update cases set held_by = 'bureau', is_hidden_from_school = true where id = $1`, [
      caseId,
    ])
    inDays(1)
    await makeDailyRoots(world.services, never)
    const { days } = await world.get(null, 'report.listRoots', { before: null, limit: 1 })
    expect((await phone.look()).roots).toEqual({
      state: 'under',
      day: days[0]!.day,
      root: days[0]!.root,
      events: 6,
      isToTheEnd: true,
    })
  })

  it('says the same of itself and gives a proof of the same length, however many cases there are', async () => {
    const { receiptCode } = await world.fileFresh()
    const by = { receiptCode }
    inDays(1)
    await makeDailyRoots(world.services, never)
    for (let index = 0; index < 5; index += 1) await world.fileFresh()
    inDays(1)
    await makeDailyRoots(world.services, never)
    const { days } = await world.get(null, 'report.listRoots', { before: null, limit: 2 })
    expect(Object.keys(days[0]!).sort()).toEqual(['day', 'previous', 'root', 'tree'])
    const { proofs } = await world.get(null, 'report.proveInRoots', { by, days: days.map(({ day }) => day) })
    const shape = proofs.map((proof) => [proof?.size, proof?.path.length])
    expect(shape).toEqual([
      [16_384, 14],
      [16_384, 14],
    ])
    // Nothing in two days' proofs of one case is the same but its chain.
    expect(proofs[0]?.handle).not.toBe(proofs[1]?.handle)
    expect(new Set([...(proofs[0]?.path ?? []), ...(proofs[1]?.path ?? [])]).size).toBe(28)
  })

  it('finds a case that was rolled back to what it was, with keys and all', async () => {
    const { phone, caseId, receiptCode, head } = await livelyCase()
    inDays(1)
    await makeDailyRoots(world.services, never)
    await rewriteChain(world, caseId, (steps) => steps.slice(0, 2))
    await world.sql(`update cases set state = 'accepted' where id = $1`, [caseId])
    // A phone that sees the case for the first time, with the receipt: the chain fits, the day's root does not.
    const fresh = makePhone(world, null, { receiptCode }, head)
    const looked = await fresh.look()
    expect(looked.check.trouble).toBeNull()
    expect(looked.roots.state).toBe('not_under')
    expect(fresh.kept.case).toBeNull()
    expect((await phone.look()).roots.state).toBe('not_under')
  })

  it('finds a whole case that vanished: what the phone kept proves it under a root that is published still', async () => {
    const { phone, caseId, receiptCode } = await livelyCase()
    inDays(1)
    await makeDailyRoots(world.services, never)
    await phone.look()
    await deleteCase(world, caseId)
    await expect(phone.look()).rejects.toThrow()
    expect(await world.refused(null, 'report.getChain', { by: { receiptCode } })).toBe('record.not_found')
    const { days } = await world.get(null, 'report.listRoots', { before: null, limit: 1 })
    expect(phone.kept.case?.inclusion?.day).toBe(days[0]!.day)
    expect(phone.kept.root).toEqual({ day: days[0]!.day, root: days[0]!.root })
  })

  it('cannot be made anew unseen once a phone has seen it', async () => {
    const { phone, caseId } = await livelyCase()
    inDays(1)
    await makeDailyRoots(world.services, never)
    await phone.look()
    const other = await livelyCase()
    await deleteCase(world, caseId)
    await world.sql('delete from daily_trees')
    await world.sql('delete from daily_roots')
    await makeDailyRoots(world.services, never)
    const stranger = makePhone(world, null, { receiptCode: other.receiptCode }, other.head)
    stranger.kept = { ...stranger.kept, root: phone.kept.root }
    expect((await stranger.look()).roots).toEqual({ state: 'roots_changed', day: phone.kept.root?.day })
  })
})

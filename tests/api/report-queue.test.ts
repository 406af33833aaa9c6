/** The queue of a school: what stands under each tab, in which order, and what a search finds. */
import type { InputOf } from '../../contract/routes'
import { makeReportWorld, type ReportWorld } from '../support/report-world'

jest.setTimeout(60_000)
let world: ReportWorld
const ids: Record<string, string> = {}
const start = new Date('2026-11-17T12:00:00Z')

const later = (hours: number): void => {
  world.clock.now = new Date(start.getTime() + hours * 3_600_000)
}
const ask = (change: Partial<InputOf<'report.listQueue'>> = {}, who = world.zhou) =>
  world.get(who, 'report.listQueue', {
    schoolId: world.schoolId,
    tab: 'all',
    kind: null,
    level: null,
    search: '',
    cursor: null,
    limit: 100,
    ...change,
  })
const names = async (change: Partial<InputOf<'report.listQueue'>> = {}): Promise<string[]> => {
  const { items } = await ask(change)
  return items.map((item) => Object.keys(ids).find((name) => ids[name] === item.caseId) ?? '?')
}

beforeAll(async () => {
  world = await makeReportWorld()
  ids.fresh = (await world.fileFresh({ details: '操场上有人拦住我要钱', acts: ['property'] })).caseId
  later(1)
  ids.beaten = (await world.fileFresh({ acts: ['beating'], details: '放学路上被打' })).caseId
  later(2)
  const mine = await world.takenCase({ kind: 'danger', acts: [], details: '楼梯扶手松了 100% 会掉' })
  ids.mine = mine.caseId
  later(3)
  const waiting = await world.takenCase({ acts: ['online'], details: '群里发我的照片' })
  ids.waiting = waiting.caseId
  await world.get(world.zhou, 'report.replyToReporter', {
    caseId: waiting.caseId,
    text: '哪个群？',
    isQuestion: true,
  })
  later(4)
  const closed = await world.takenCase({ kind: 'other', acts: [], details: '校服太小' })
  ids.closed = closed.caseId
  await world.get(world.zhou, 'report.closeCase', {
    caseId: closed.caseId,
    events: closed.events,
    findings: '属实，已联系。',
    measures: '已经更换校服。',
    letter: '校服已经换好，明天可以来领。',
    noProof: '领校服没有留影。',
  })
  await world.get(closed.reporter, 'report.answerOutcome', {
    by: { caseId: closed.caseId },
    isSettled: true,
    reasons: [],
    text: '',
  })
  later(5)
  ids.wus = (await world.fileFresh({ acts: ['exclusion'], details: '没有人和我一组' })).caseId
  await world.get(world.wu, 'report.takeCase', { caseId: ids.wus, events: 1 })
  await world.get(world.wu, 'report.setLevel', { caseId: ids.wus, events: 2, level: 'serious' })
  await world.fileFresh({ schoolId: world.otherSchoolId, details: '操场上有人拦住我要钱' })
  later(6)
})
afterAll(() => world.close())

describe('the queue', () => {
  it('shows each tab its own cases, newest first', async () => {
    expect(await names()).toEqual(['wus', 'closed', 'waiting', 'mine', 'beaten', 'fresh'])
    expect(await names({ tab: 'new' })).toEqual(['beaten', 'fresh'])
    expect(await names({ tab: 'mine' })).toEqual(['waiting', 'mine'])
    expect(await names({ tab: 'waiting' })).toEqual(['waiting'])
    expect(await names({ tab: 'late' })).toEqual(['beaten'])
    expect(await names({ tab: 'closed' })).toEqual(['closed'])
  })

  it('counts all tabs whatever filter is set', async () => {
    const counts = { new: 2, mine: 2, waiting: 1, asking: 0, reviewing: 0, late: 1, closed: 1, all: 6 }
    expect((await ask()).counts).toEqual(counts)
    expect((await ask({ tab: 'closed', kind: 'danger', search: '没有' })).counts).toEqual(counts)
  })

  it('calls what lapses late, and calls it late no more once it is closed', async () => {
    later(24 * 12)
    expect((await names({ tab: 'late' })).sort()).toEqual(['beaten', 'fresh', 'mine', 'waiting', 'wus'])
    later(6)
  })

  it('filters by kind and by level', async () => {
    expect(await names({ kind: 'danger' })).toEqual(['mine'])
    expect(await names({ level: 'serious' })).toEqual(['wus'])
    expect(await names({ level: 'illegal' })).toEqual([])
  })

  it('finds by number, by words of the kind, by handler and by what was written', async () => {
    const { items } = await ask({ search: '26-0002' })
    expect(items.map((item) => item.number)).toEqual(['26-0002'])
    expect(await names({ search: '殴打' })).toEqual(['beaten'])
    expect(await names({ search: '东西被抢' })).toEqual(['fresh'])
    expect(await names({ search: '隐患' })).toEqual(['mine'])
    expect(await names({ search: '吴' })).toEqual(['wus'])
    expect(await names({ search: '拦住我' })).toEqual(['fresh'])
    expect(await names({ search: '校服', tab: 'new' })).toEqual([])
  })

  it('takes signs in a search for what they are', async () => {
    expect(await names({ search: '100%' })).toEqual(['mine'])
    for (const search of ['%', '_', `'; drop table cases; --`, '\\', '\u0000'])
      expect(Array.isArray((await ask({ search })).items)).toBe(true)
    expect(await names({ search: '0%0' })).toEqual([])
    expect(
      await world.refused(world.zhou, 'report.listQueue', { ...(await input()), search: 'x'.repeat(41) }),
    ).toBe('input.invalid')
  })

  it('is paged without losing or repeating a case while new ones come in', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    for (let page = 0; page < 6; page++) {
      const answer = await ask({ limit: 2, cursor })
      seen.push(...answer.items.map((item) => item.caseId))
      cursor = answer.nextCursor
      if (page === 0) {
        const { caseId } = await world.fileFresh({ details: '刚刚又发生了一次' })
        ids.newest = caseId
      }
      if (cursor === null) break
    }
    expect(seen).toEqual(['wus', 'closed', 'waiting', 'mine', 'beaten', 'fresh'].map((name) => ids[name]))
    for (const wrong of ['x', '2026_x', `${start.toISOString()}_nothing`])
      expect(await world.refused(world.zhou, 'report.listQueue', { ...(await input()), cursor: wrong })).toBe(
        'input.invalid',
      )
  })

  it('marks what nobody has opened, and what the reporter wrote since', async () => {
    const line = async (caseId: string) => (await ask()).items.find((item) => item.caseId === caseId)!
    const { caseId, reporter } = await world.fileFresh()
    expect(await line(caseId)).toMatchObject({ isUnread: true, hasNewMessage: false })
    await world.get(world.wu, 'report.getCase', { caseId })
    expect(await line(caseId)).toMatchObject({ isUnread: false, hasNewMessage: false })
    await world.get(reporter, 'report.writeToSchool', { by: { caseId }, text: '他又来了', uploadIds: [] })
    expect(await line(caseId)).toMatchObject({ hasNewMessage: true })
    const view = await world.get(world.zhou, 'report.getCase', { caseId })
    expect(view.timeline.map((entry) => entry.isNew)).toEqual([false, true])
    expect(await line(caseId)).toMatchObject({ hasNewMessage: false })
  })

  it('does not show the reporter, by its order, that handlers write notes', async () => {
    const before = (await ask()).items.find((item) => item.caseId === ids.mine)!.lastAt
    later(40)
    await world.get(world.zhou, 'report.writeNote', { caseId: ids.mine!, text: '内部记录' })
    expect((await ask()).items.find((item) => item.caseId === ids.mine)!.lastAt).toBe(before)
    later(6)
  })

  it('of another school is not there', async () => {
    expect(
      await world.refused(world.zhou, 'report.listQueue', {
        ...(await input()),
        schoolId: world.otherSchoolId,
      }),
    ).toBe('record.not_found')
    const { items } = await ask({ schoolId: world.otherSchoolId }, world.outsider)
    expect(items).toHaveLength(1)
  })
})

const input = async (): Promise<InputOf<'report.listQueue'>> => ({
  schoolId: world.schoolId,
  tab: 'all',
  kind: null,
  level: null,
  search: '',
  cursor: null,
  limit: 10,
})

/** The platform's content check labels a report for its handler; it turns away nobody, holds up nobody, and says nothing to the reporter. */
import { cloudWeChat } from '../../cloudfunctions/platform/wechat-cloud'
import { makeReportWorld, type ReportWorld } from '../support/report-world'

jest.setTimeout(60_000)

type Said = { result?: { suggest?: string } }
const asked: { openid: string; content: string; version: number }[] = []
let answer: () => Promise<Said>
let world: ReportWorld
beforeAll(async () => {
  world = await makeReportWorld({
    wechat: cloudWeChat(
      { send: async () => ({}) },
      {
        msgSecCheck: (check) => {
          asked.push(check)
          return answer()
        },
      },
    ),
  })
})
afterAll(() => world.close())
beforeEach(() => {
  asked.length = 0
})

const words = '他们骂我是猪，还说要打死我'
const flagOf = async (caseId: string): Promise<boolean> =>
  (await world.get(world.zhou, 'report.getCase', { caseId })).isFlagged

describe('the content check', () => {
  it('labels what the machine finds risky, asked once however often the phone asks', async () => {
    answer = async () => ({ result: { suggest: 'risky' } })
    const { caseId, receiptCode, reporter } = await world.fileFresh({ details: words })
    expect(await flagOf(caseId)).toBe(false)
    for (let again = 0; again < 3; again++)
      await world.get(reporter, 'report.checkWords', { by: { receiptCode } })
    expect(asked).toEqual([{ version: 2, scene: 3, openid: reporter.openid, content: words }])
    expect(await flagOf(caseId)).toBe(true)
    const progress = await world.get(reporter, 'report.getProgress', { by: { receiptCode } })
    expect(JSON.stringify(progress)).not.toMatch(/flag|risky/i)
    expect(progress.details).toBe(words)
  })

  it('leaves no label where the words pass', async () => {
    answer = async () => ({ result: { suggest: 'pass' } })
    const { caseId, reporter } = await world.fileFresh({ details: words })
    await world.get(reporter, 'report.checkWords', { by: { caseId } })
    expect(await flagOf(caseId)).toBe(false)
  })

  it('is as if it were not there where it throws, answers nonsense, or never answers', async () => {
    for (const failing of [
      () => Promise.reject(new Error('openid is not active')),
      async () => ({ result: { suggest: 'whatever' } }),
      async () => ({}),
    ]) {
      answer = failing
      const { caseId, reporter } = await world.fileFresh({ details: words })
      await world.get(reporter, 'report.checkWords', { by: { caseId } })
      expect(await flagOf(caseId)).toBe(false)
    }
    answer = () => new Promise(() => {})
    const began = Date.now()
    const { caseId, reporter } = await world.fileFresh({ details: words })
    expect(Date.now() - began).toBeLessThan(3_000)
    await world.get(reporter, 'report.checkWords', { by: { caseId } })
    expect(Date.now() - began).toBeLessThan(12_000)
    expect(await flagOf(caseId)).toBe(false)
  })

  it('is asked by the reporter alone', async () => {
    answer = async () => ({ result: { suggest: 'risky' } })
    const { caseId } = await world.fileFresh({ details: words })
    for (const other of [world.zhou, world.outsider, world.stranger])
      expect(await world.refused(other, 'report.checkWords', { by: { caseId } })).toBe('record.not_found')
    expect(await world.refused(null, 'report.checkWords', { by: { caseId } })).toBe('session.missing')
    expect(asked).toEqual([])
  })
})

/** A call for help at a school that has nobody to open it must still be heard. */
import { makeReportWorld, type ReportWorld } from '../support/report-world'

describe('a school without handlers', () => {
  let world: ReportWorld
  beforeAll(async () => {
    world = await makeReportWorld()
  }, 60_000)
  afterAll(() => world.close())

  it('tells its head, its admin and the bureau, without a word of the case', async () => {
    const schoolId = await world.school('尚无经办人的小学')
    const admin = await world.staff('school_admin', schoolId)
    const head = await world.staff('school_head', schoolId)
    const officer = await world.staff('bureau_officer', null)
    const otherAdmin = await world.staff('school_admin', world.otherSchoolId)
    const receipt = await world.file(null, {
      schoolId,
      studentId: null,
      details: '有人在操场打架，没有老师管',
    })
    const told = await world.sql<{ user_id: string; title: string; body: string; link: string }>(
      'select user_id, title, body, link from outbox',
    )
    expect(told.map((row) => row.user_id).sort()).toEqual([admin.userId, head.userId, officer.userId].sort())
    expect(told.some((row) => row.user_id === otherAdmin.userId)).toBe(false)
    for (const row of told) {
      expect(row.title).toBe('尚无经办人的小学还没有经办人')
      expect(JSON.stringify(row)).not.toMatch(/操场|打架/)
      expect(JSON.stringify(row)).not.toContain(receipt.caseId)
      expect(JSON.stringify(row)).not.toContain(receipt.number)
    }
  })
})

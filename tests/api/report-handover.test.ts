/** A case changes hands: by whom, to whom, and who is told. */
import { randomUUID } from 'node:crypto'
import { makeReportWorld, type ReportWorld } from '../support/report-world'

jest.setTimeout(60_000)

let world: ReportWorld
beforeAll(async () => {
  world = await makeReportWorld()
})
afterAll(() => world.close())

describe('handing a case over', () => {
  it('is done by its handler, tells the new one, and the reporter sees a new name', async () => {
    const { caseId, events, reporter } = await world.takenCase()
    const { handlers } = await world.get(world.zhou, 'report.listHandlers', { caseId })
    const wu = handlers.find((handler) => handler.name === '吴刚')!
    await world.sql('delete from outbox')
    const view = await world.get(world.zhou, 'report.reassignCase', { caseId, events, toPostId: wu.postId })
    expect(view.handler).toEqual({ name: '吴刚', isMe: false })
    expect(await world.sql('select user_id from outbox')).toEqual([{ user_id: world.wu.userId }])
    expect((await world.get(reporter, 'report.getProgress', { by: { caseId } })).handlerName).toBe('吴老师')
    const after = (await world.get(world.wu, 'report.listHandlers', { caseId })).handlers
    expect(after.find((handler) => handler.name === '吴刚')?.openCases).toBe((wu.openCases ?? 0) + 1)
  })

  it('is done by a handler who heads the school, and by no other', async () => {
    const head = await world.staff('handler', world.schoolId, '孙校长')
    await world.sql(
      `insert into posts (id, school_id, user_id, role, name) values ($1, $2, $3, 'school_head', '孙校长')`,
      [randomUUID(), world.schoolId, head.userId],
    )
    const { caseId, events } = await world.takenCase()
    const { handlers } = await world.get(head, 'report.listHandlers', { caseId })
    const wu = handlers.find((handler) => handler.name === '吴刚')!
    const view = await world.get(head, 'report.reassignCase', { caseId, events, toPostId: wu.postId })
    expect(view.handler?.name).toBe('吴刚')
  })

  it('goes only to a handler of the same school, and not to the one who has it', async () => {
    const { caseId, events } = await world.takenCase()
    for (const person of [world.outsider, world.teacher])
      expect(
        await world.refused(world.zhou, 'report.reassignCase', {
          caseId,
          events,
          toPostId: await world.postOf(person),
        }),
      ).toBe('record.not_found')
    const toPostId = await world.postOf(world.zhou)
    expect(await world.refused(world.zhou, 'report.reassignCase', { caseId, events, toPostId })).toBe(
      'input.invalid',
    )
  })
})

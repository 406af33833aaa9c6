/** Who reported a case that the bureau holds: asked by its officer, decided by a custodian who is somebody else, and nothing of it reaches the school. */
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)

const REASON = '要当面向孩子核实经过，电话联系不上。'

let world: ReportWorld
let head: TestPerson
let officer: TestPerson
let colleague: TestPerson
let custodian: TestPerson
/** Officer and custodian in one person. */
let both: TestPerson
beforeAll(async () => {
  world = await makeReportWorld()
  head = await world.staff('school_head', world.schoolId, '校长')
  officer = await world.staff('bureau_officer', null, '郭宁')
  colleague = await world.staff('bureau_officer', null, '韩冰')
})
afterAll(() => world.close())

/** A case about the school's own people, which the school never sees, in the officer's hands. */
const hiddenCase = async (who = officer) => {
  const filed = await world.fileFresh({ kind: 'staff', acts: [], contact: '0417-0000321' })
  await world.get(who, 'report.takeCase', {
    caseId: filed.caseId,
    events: await world.eventsOf(filed.caseId),
  })
  return filed
}
const ask = async (caseId: string, who = officer): Promise<string> =>
  (await world.get(who, 'report.askIdentity', { caseId, reason: REASON })).request!.identityRequestId
const waitingOf = async (who: TestPerson) =>
  (await world.get(who, 'report.listIdentityRequests', { tab: 'waiting', cursor: null })).items
const noticesTo = async (who: TestPerson): Promise<number> =>
  (await world.sql('select 1 from outbox where user_id = $1', [who.userId])).length

it('refuses the officer while there is no custodian, and leaves no trace of the try', async () => {
  const { caseId } = await hiddenCase()
  const input = { caseId, reason: REASON }
  expect(await world.refused(officer, 'report.askIdentity', input)).toBe('identity.no_custodian')
  expect(await world.sql('select 1 from identity_requests')).toEqual([])
  custodian = await world.staff('custodian', null, '冯琳')
  both = await world.staff('bureau_officer', null, '白露')
  await world.sql(
    `insert into posts (id, school_id, user_id, role, name) values (gen_random_uuid(), null, $1, 'custodian', '白露')`,
    [both.userId],
  )
})

it('opens a hidden case’s seal to its officer alone, once, by a custodian’s decision, and shows the reporter each step', async () => {
  const { caseId, reporter, number } = await hiddenCase()
  const before = [await noticesTo(world.zhou), await noticesTo(head)]
  const identityRequestId = await ask(caseId)
  const item = (await waitingOf(custodian)).find((one) => one.identityRequestId === identityRequestId)
  expect(item).toMatchObject({
    schoolName: '育才小学',
    caseNumber: number,
    kind: 'staff',
    askedBy: '郭宁',
    askedRole: 'bureau_officer',
    reason: REASON,
    isOwn: false,
  })
  const decision = { identityRequestId, approve: true, answer: '' }
  for (const who of [officer, colleague, head, world.zhou])
    expect(await world.refused(who, 'report.decideIdentity', decision)).toMatch(/role.forbidden|not_found/)
  expect(await world.refused(officer, 'report.openIdentity', { caseId })).toBe('identity.not_approved')
  await world.get(custodian, 'report.decideIdentity', decision)

  for (const who of [world.zhou, head, world.outsider])
    for (const route of ['report.openIdentity', 'report.getSeal'] as const)
      expect(await world.refused(who, route, { caseId })).toBe('record.not_found')
  expect(await world.refused(colleague, 'report.openIdentity', { caseId })).toMatch(/case_taken|not_approved/)
  expect((await world.get(officer, 'report.openIdentity', { caseId })).contact).toBe('0417-0000321')
  expect(await world.refused(officer, 'report.openIdentity', { caseId })).toBe('identity.not_approved')

  const progress = await world.get(reporter, 'report.getProgress', { by: { caseId } })
  expect(progress.brokenStep).toBeNull()
  expect(progress.timeline.map(({ kind }) => kind).filter((kind) => kind.startsWith('identity'))).toEqual([
    'identity_asked',
    'identity_approved',
    'identity_opened',
  ])
  expect([await noticesTo(world.zhou), await noticesTo(head)]).toEqual(before)
})

it('has somebody else decide where the officer is a custodian too', async () => {
  const { caseId } = await hiddenCase(both)
  const identityRequestId = await ask(caseId, both)
  expect((await waitingOf(both)).find((one) => one.identityRequestId === identityRequestId)?.isOwn).toBe(true)
  const decision = { identityRequestId, approve: true, answer: '' }
  expect(await world.refused(both, 'report.decideIdentity', decision)).toBe('identity.own_request')
  await world.get(custodian, 'report.decideIdentity', decision)
  expect((await world.get(both, 'report.openIdentity', { caseId })).contact).toBe('0417-0000321')
})

it('takes what was approved for the school’s handler from them once the bureau holds the case', async () => {
  const { caseId } = await world.takenCase({ contact: '0417-0000321' })
  const identityRequestId = await ask(caseId, world.zhou)
  await world.get(custodian, 'report.decideIdentity', { identityRequestId, approve: true, answer: '' })
  const events = await world.eventsOf(caseId)
  const reason = '校长是当事人的亲属，学校不宜处理。'
  await world.get(world.zhou, 'report.standAside', { caseId, events, postId: null, reason })
  expect(await world.refused(world.zhou, 'report.openIdentity', { caseId })).toBe('record.not_found')
  // The officer asks anew, for a reason of their own.
  await world.get(officer, 'report.takeCase', { caseId, events: await world.eventsOf(caseId) })
  expect(await world.refused(officer, 'report.openIdentity', { caseId })).toBe('identity.not_approved')
  expect((await world.get(officer, 'report.getSeal', { caseId })).request).toBeNull()
  await world.get(custodian, 'report.decideIdentity', {
    identityRequestId: await ask(caseId),
    approve: true,
    answer: '',
  })
  expect((await world.get(officer, 'report.openIdentity', { caseId })).contact).toBe('0417-0000321')
})

it('approves no request of a handler whose case went to the bureau meanwhile, and tells that handler nothing more', async () => {
  const { caseId, reporter } = await world.takenCase({ contact: '0417-0000321' })
  const identityRequestId = await ask(caseId, world.zhou)
  await world.get(reporter, 'report.sayConflict', { by: { caseId }, reason: '周老师是他的姑姑。' })
  const before = await noticesTo(world.zhou)
  const approval = { identityRequestId, approve: true, answer: '' }
  expect(await world.refused(custodian, 'report.decideIdentity', approval)).toBe('identity.asker_left')
  const refusal = { identityRequestId, approve: false, answer: '已换人办理。' }
  const decided = await world.get(custodian, 'report.decideIdentity', refusal)
  expect(decided.state).toBe('refused')
  expect(await noticesTo(world.zhou)).toBe(before)
  const { timeline, brokenStep } = await world.get(reporter, 'report.getProgress', { by: { caseId } })
  expect(brokenStep).toBeNull()
  expect(timeline.at(-1)).toMatchObject({ kind: 'identity_refused', text: '已换人办理。' })
})

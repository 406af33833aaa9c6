/** That a case exists is itself a secret: nothing an outsider can ask, count, be sent or read over a shoulder changes with it. */
import { runJobs } from '../../cloudfunctions/jobs/index'
import { openLog } from '../../cloudfunctions/platform/log'
import { type RouteName, routes } from '../../contract/routes'
import { accountDecisions } from '../support/redteam/account'
import { canteenDecisions } from '../support/redteam/canteen'
import { courseDecisions } from '../support/redteam/course'
import type { Decision } from '../support/redteam/decision'
import { homeworkDecisions } from '../support/redteam/homework'
import { reportDecisions } from '../support/redteam/report'
import { type Caller, type Filed, makeStage, type Stage } from '../support/redteam/stage'
import type { TestPerson } from '../support/world'

jest.setTimeout(120_000)

const decisions = {
  ...accountDecisions,
  ...canteenDecisions,
  ...courseDecisions,
  ...homeworkDecisions,
  ...reportDecisions,
}
const reads = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].kind === 'read')

let stage: Stage
const lines: string[] = []
beforeAll(async () => {
  stage = await makeStage({ log: openLog({ write: (line: string) => void lines.push(line) }) })
})
afterAll(() => stage.close())

type Question = { name: RouteName; caller: Caller; input: object; at: string }
const questionsOf = async (outsiders: Caller[]): Promise<Question[]> => {
  const questions: Question[] = []
  for (const name of reads) {
    const decision = decisions[name] as unknown as Decision<RouteName>
    if (decision.leave) continue
    for (const at of [stage.A, stage.B]) {
      const input = await decision.input(stage, at, outsiders[0]!)
      for (const caller of outsiders) questions.push({ name, caller, input, at: at.X })
    }
  }
  return questions
}
/** A workbook's entries carry the second at which they were packed, a menu just read has fresh ids: no news of a case. */
const undated = (key: string, value: unknown): unknown => {
  if (key === 'dishId') return ''
  if (key !== 'base64' || typeof value !== 'string') return value
  const bytes = Buffer.from(value, 'base64')
  for (const [signature, at] of [
    ['PK\u0003\u0004', 10],
    ['PK\u0001\u0002', 12],
  ] as const)
    for (let found = bytes.indexOf(signature); found >= 0; found = bytes.indexOf(signature, found + 1))
      bytes.fill(0, found + at, found + at + 4)
  return bytes.toString('base64')
}
/** Every answer to every question, each from an address of its own and in the same minute. */
const answersTo = async (questions: Question[]): Promise<Map<string, string>> => {
  // What the asking itself leaves behind is no part of the answer.
  await stage.sql('delete from attempts')
  await stage.sql('delete from access_log')
  const start = stage.clock.now
  const answers = new Map<string, string>()
  for (const [index, { name, caller, input, at }] of questions.entries()) {
    // One person may ask so and so often in a minute; the clock stands at the same moments each time.
    stage.clock.now = new Date(start.getTime() + Math.floor(index / 200) * 60_000)
    const answer = await stage.ask(caller.person, name, input as never, {
      address: `198.51.${index >> 8}.${index & 255}`,
    })
    answers.set(`${name} by ${caller.who} at ${at}`, JSON.stringify({ ...answer, requestId: '' }, undated))
  }
  stage.clock.now = start
  return answers
}

type Scene = {
  title: string
  insiders: string[]
  change: Parameters<Stage['filed']>[1]
  /** Who works on it. */
  worker: () => TestPerson
}
const scenes: Scene[] = [
  {
    title: 'a case that its school works on',
    insiders: ['guardian A', 'handler A'],
    change: {},
    worker: () => stage.A.people.handler,
  },
  {
    title: 'a case about the school’s head, which the bureau works on',
    insiders: ['guardian A', 'bureau_officer'],
    change: { aboutStaff: 'head' },
    worker: () => stage.bureau.bureau_officer,
  },
]

/** A case that goes its way while everybody else looks on. */
const live = async ({ change, worker }: Scene): Promise<Filed> => {
  const { guardian } = stage.A.people
  const { fileId } = await stage.picture(guardian)
  const filed = await stage.filed(stage.A, { uploadIds: [fileId], contact: '0417-0000101', ...change })
  const { caseId } = filed
  const seen = await stage.get(worker(), 'report.getCase', { caseId })
  await stage.get(worker(), 'report.takeCase', { caseId, events: seen.events })
  await stage.get(worker(), 'report.replyToReporter', { caseId, text: '今天就去看。', isQuestion: true })
  await stage.get(guardian, 'report.writeToSchool', { by: { caseId }, text: '谢谢老师。', uploadIds: [] })
  const { events } = await stage.get(worker(), 'report.writeNote', { caseId, text: '已和班主任谈过。' })
  await stage.get(worker(), 'report.setLevel', { caseId, events, level: 'severe' })
  await stage.settle()
  await runJobs(stage.services, { source: 'timer' })
  return filed
}

describe.each(scenes)('$title', (scene) => {
  let filed: Filed
  let before: Map<string, string>
  let after: Map<string, string>
  const filesBefore = new Set<string>()
  beforeAll(async () => {
    const outsiders = stage.callers.filter(({ who }) => !scene.insiders.includes(who))
    const questions = await questionsOf(outsiders)
    await stage.settle()
    await runJobs(stage.services, { source: 'timer' })
    for (const table of ['outbox', 'messages']) await stage.sql(`delete from ${table}`)
    // Asked once to mark as read what the questions themselves laid down.
    await answersTo(questions)
    before = await answersTo(questions)
    for (const name of stage.files.files.keys()) filesBefore.add(name)
    lines.length = 0
    filed = await live(scene)
    after = await answersTo(questions)
  })

  it('changes no answer that anybody else can get', () => {
    expect(after.size).toBeGreaterThan(500)
    const changed = [...after].filter(([question, answer]) => before.get(question) !== answer)
    expect(changed).toEqual([])
  })

  it('sends nobody else a notice', async () => {
    const told = await stage.sql<{ user_id: string }>(
      'select user_id from outbox union select user_id from messages',
    )
    const insiders = [stage.A.people.guardian.userId, scene.worker().userId]
    expect(told.length).toBeGreaterThan(0)
    expect(told.filter(({ user_id }) => !insiders.includes(user_id))).toEqual([])
  })

  it('leaves no trace in the log but that routes were called', () => {
    expect(lines.length).toBeGreaterThan(5)
    const secrets = [
      filed.caseId,
      filed.number,
      filed.receiptCode,
      stage.A.people.guardian.userId,
      stage.A.people.guardian.openid,
      scene.worker().userId,
      '学校 A',
      '妈妈 A',
      '0417-0000101',
    ]
    for (const secret of secrets) expect(lines.filter((line) => line.includes(secret))).toEqual([])
  })

  it('lies in no file whose name tells of the case, the school or the person', () => {
    const names = [...stage.files.files.keys()].filter((name) => !filesBefore.has(name))
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(name).toMatch(/^uploads\/[0-9a-f-]{36}\/[a-z0-9]+$/)
  })
})

/** Every route of the contract, knocked at by everybody there is: who may gets through, who may not changes nothing and learns nothing. */
import { openLog } from '../../cloudfunctions/platform/log'
import type { Envelope } from '../../contract/errors'
import { type RouteName, routes } from '../../contract/routes'
import { accountDecisions } from '../support/redteam/account'
import { canteenDecisions } from '../support/redteam/canteen'
import { courseDecisions } from '../support/redteam/course'
import { type Decision, mayReach } from '../support/redteam/decision'
import { homeworkDecisions } from '../support/redteam/homework'
import { reportDecisions } from '../support/redteam/report'
import { type Caller, makeStage, type School, type Stage } from '../support/redteam/stage'

jest.setTimeout(120_000)

const decisions = {
  ...accountDecisions,
  ...canteenDecisions,
  ...courseDecisions,
  ...homeworkDecisions,
  ...reportDecisions,
}
const names = Object.keys(routes) as RouteName[]
const decisionOf = (name: RouteName) => decisions[name] as unknown as Decision<RouteName> | undefined

let stage: Stage
const lines: string[] = []
beforeAll(async () => {
  stage = await makeStage({ log: openLog({ write: (line: string) => void lines.push(line) }) })
})
afterAll(() => stage.close())

let addresses = 0
/** A knock from an address of its own, so that no limit speaks before the walls do. */
const knock = async (
  { person }: Pick<Caller, 'person'>,
  name: RouteName,
  input: object,
): Promise<Envelope<unknown>> => {
  addresses++
  return stage.ask(person, name, input as never, { address: `198.51.${addresses >> 8}.${addresses & 255}` })
}
const walls = ['session.missing', 'role.forbidden', 'record.not_found', 'route.not_found']
/** The refusal of a wall, or `let through`, whatever came of it behind. */
const outcome = (answer: Envelope<unknown>): string =>
  !answer.ok && walls.includes(answer.error.code) ? answer.error.code : 'let through'
const said = (answer: Envelope<unknown>): string => JSON.stringify({ ...answer, requestId: '' })

it('knows who may for every route there is, and no route that is gone', () => {
  expect(Object.keys(decisions).sort()).toEqual([...names].sort())
})

describe.each(names)('%s', (name) => {
  const tried = () => {
    const decision = decisionOf(name)
    if (!decision) throw new Error(`${name} has no decision: say in tests/support/redteam who may`)
    stage.clock.now = new Date(stage.clock.now.getTime() + 60_000)
    return decision
  }
  const schools = (): School[] => [stage.A, stage.B]

  it('refuses everybody who may not, changes nothing for them, and answers as if there were nothing', async () => {
    const decision = tried()
    if (decision.leave) return
    for (const at of schools()) {
      const outsiders = stage.callers.filter((caller) => !mayReach(decision.reach, caller, at))
      if (outsiders.length === 0) continue
      const input = await decision.input(stage, at, outsiders[0]!)
      // What setting the stage set in motion has come to rest.
      await stage.settle()
      const before = await stage.rows()
      const heard: Record<string, string> = {}
      for (const caller of outsiders) {
        const answer = await knock(caller, name, input)
        heard[caller.who] = outcome(answer)
        if (decision.ghost)
          expect([caller.who, said(answer)]).toEqual([
            caller.who,
            said(await knock(caller, name, decision.ghost(stage, at))),
          ])
      }
      expect(Object.entries(heard).filter(([, one]) => one === 'let through')).toEqual([])
      await stage.settle()
      expect(await stage.rows()).toBe(before)
    }
  })

  it('lets through everybody who may', async () => {
    const decision = tried()
    if (decision.leave) return
    const stopped: [string, string][] = []
    for (const at of schools())
      for (const caller of stage.callers.filter((one) => mayReach(decision.reach, one, at))) {
        const answer = await knock(caller, name, await decision.input(stage, at, caller))
        if (outcome(answer) !== 'let through' || (!answer.ok && answer.error.code === 'server.failed'))
          stopped.push([`${caller.who} at ${at.X}`, said(answer)])
      }
    expect(stopped).toEqual([])
  })
})

describe('a case about the school’s head', () => {
  /** The call aimed at nothing, aimed at that case instead; undefined where the route is not about one case. */
  const aimedAt = (caseId: string, input: object): object | undefined => {
    if ('caseId' in input) return { ...input, caseId }
    return 'by' in input ? { ...input, by: { caseId } } : undefined
  }

  it('answers nobody at the school on any route, and nobody else but its reporter and the bureau’s officers', async () => {
    const { caseId } = await stage.filed(stage.A, { aboutStaff: 'head' })
    const before = await stage.rows()
    const tried = new Set<RouteName>()
    const differing: string[] = []
    for (const name of names) {
      const ghost = decisionOf(name)?.ghost?.(stage, stage.A)
      const input = ghost && aimedAt(caseId, ghost)
      if (!ghost || !input) continue
      tried.add(name)
      for (const caller of stage.callers) {
        if (caller.who === 'guardian A' || caller.who === 'bureau_officer') continue
        const [answer, nothing] = [await knock(caller, name, input), await knock(caller, name, ghost)]
        if (said(answer) !== said(nothing)) differing.push(`${name} by ${caller.who}: ${said(answer)}`)
      }
      stage.clock.now = new Date(stage.clock.now.getTime() + 60_000)
    }
    expect(tried.size).toBeGreaterThan(20)
    expect(differing).toEqual([])
    await stage.settle()
    expect(await stage.rows()).toBe(before)
  })
})

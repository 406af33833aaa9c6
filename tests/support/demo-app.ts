/** The built mini-program in its host, with the real functions and a seeded demo store behind `wx.cloud`. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { runJobs } from '../../cloudfunctions/jobs/index'
import { hostFunction, type RunningFunction } from '../../cloudfunctions/platform/pipeline'
import { type LaunchOptions, launchMiniProgram, type MiniProgram } from '../weapp/host/launch'
import { makeWorld, type TestPerson, type World } from './world'

export const weappDist = path.resolve('dist/weapp')

/** The demo's person by key, for what a test does without a screen. */
export const demoPerson = (key: string): TestPerson => ({ userId: '', openid: `demo-${key}`, name: key })

export type DemoApp = {
  world: World
  /** Every call that reached the server, by route. */
  calls: { route: string; openid: string }[]
  /** Opens the app as one of the demo's people; null is somebody WeChat has not met before. */
  open(personKey: string | null, options?: Partial<LaunchOptions>): Promise<MiniProgram>
  /** Answers one call as WeChat's cloud would, for a test that puts something of its own in between. */
  answer(personKey: string, given: { name: string; data?: unknown }): Promise<{ result: unknown }>
  /** The same for a phone that nobody of the demo holds, by its openid. */
  answerAs(openid: string, given: { name: string; data?: unknown }): Promise<{ result: unknown }>
  /** What the platform's timer does every minute: notices reach the message centre. */
  runTimer(): Promise<void>
  close(): Promise<void>
}

/** Seeds a demo district and hosts its functions. */
export const makeDemoApp = async (): Promise<DemoApp> => {
  if (!existsSync(path.join(weappDist, 'app.json')))
    throw new Error('dist/weapp is missing: npm run build:weapp')
  const world = await makeWorld({ isDemo: true, now: () => new Date() })
  const { seedDemo } = await import('../../cloudfunctions/database/seeds/demo')
  await seedDemo(world.services)
  const { accountFunction } = await import('../../cloudfunctions/account/index')
  const { reportFunction } = await import('../../cloudfunctions/report/index')
  const { canteenFunction } = await import('../../cloudfunctions/canteen/index')
  const { homeworkFunction } = await import('../../cloudfunctions/homework/index')
  const { courseFunction } = await import('../../cloudfunctions/course/index')
  const functions: Record<string, RunningFunction> = {
    account: hostFunction(accountFunction, world.services),
    report: hostFunction(reportFunction, world.services),
    canteen: hostFunction(canteenFunction, world.services),
    homework: hostFunction(homeworkFunction, world.services),
    course: hostFunction(courseFunction, world.services),
  }
  const calls: DemoApp['calls'] = []
  const answer = async (openid: string, given: { name: string; data?: unknown }) => {
    const running = functions[given.name]
    if (!running) throw new Error(`no function ${given.name}`)
    const event = given.data as { action: string; input: unknown }
    calls.push({ route: `${given.name}.${event.action}`, openid })
    const result = await running.call(event, {
      openid,
      address: 'wechat',
      clientLabel: '微信',
      source: 'cloud',
    })
    return { result: JSON.parse(JSON.stringify(result)) }
  }
  return {
    world,
    calls,
    answer: (personKey, given) => answer(`demo-${personKey}`, given),
    answerAs: answer,
    open: (personKey, { mocks, ...options } = {}) => {
      const openid = personKey === null ? `stranger-${Math.random()}` : `demo-${personKey}`
      return launchMiniProgram({
        dist: weappDist,
        mocks: { 'cloud.callFunction': (given) => answer(openid, given), ...mocks },
        ...options,
      })
    },
    runTimer: async () => void (await runJobs(world.services, { source: 'timer' })),
    close: () => world.close(),
  }
}

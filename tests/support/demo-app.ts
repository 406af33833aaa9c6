/** The built mini-program in its host, with the real functions and a seeded demo store behind `wx.cloud`. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { hostFunction, type RunningFunction } from '../../cloudfunctions/platform/pipeline'
import { type LaunchOptions, launchMiniProgram, type MiniProgram } from '../weapp/host/launch'
import { makeWorld, type World } from './world'

export const weappDist = path.resolve('dist/weapp')

export type DemoApp = {
  world: World
  /** Every call that reached the server, by route. */
  calls: { route: string; openid: string }[]
  /** Opens the app as one of the demo's people; null is somebody WeChat has not met before. */
  open(personKey: string | null, options?: Partial<LaunchOptions>): Promise<MiniProgram>
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
  const functions: Record<string, RunningFunction> = {
    account: hostFunction(accountFunction, world.services),
    report: hostFunction(reportFunction, world.services),
  }
  const calls: DemoApp['calls'] = []
  return {
    world,
    calls,
    open: (personKey, options = {}) => {
      const openid = personKey === null ? `stranger-${Math.random()}` : `demo-${personKey}`
      return launchMiniProgram({
        dist: weappDist,
        mocks: {
          'cloud.callFunction': async ({ name, data }) => {
            const running = functions[name]
            if (!running) throw new Error(`no function ${name}`)
            const event = data as { action: string; input: unknown }
            calls.push({ route: `${name}.${event.action}`, openid })
            const result = await running.call(event, {
              openid,
              address: 'wechat',
              clientLabel: '微信',
              source: 'cloud',
            })
            return { result: JSON.parse(JSON.stringify(result)) }
          },
        },
        ...options,
      })
    },
    close: () => world.close(),
  }
}

/** Brings the server up in order and takes it down in the reverse one, losing nothing in flight. */
import { resumeRosterImports } from '../cloudfunctions/account/rosters'
import { runCourseJobs } from '../cloudfunctions/course/index'
import { runJobs } from '../cloudfunctions/jobs/index'
import { runReportJobs } from '../cloudfunctions/report/index'
import { countKeyUse } from '../cloudfunctions/report/rewrap'
import { keepLogShort } from './checkpoints'
import { hostAll } from './functions'
import { followKeys } from './rotation'
import { createGateway } from './server'
import { openServices, type RunningServices } from './services'
import type { Settings } from './settings'
import { StartProblem } from './start-problem'
import { startTimer } from './timer'

const JOBS_EVERY_MS = 15_000
/** How long a stop waits for what is in flight. */
const STOP_WITHIN_MS = 10_000

export type Gateway = {
  /** Opens the door. @returns the address, with the real port where 0 was asked for */
  listen(): Promise<string>
  isDemo: boolean
  /** Finishes what is in flight, within ten seconds, and closes the store. */
  stop(): Promise<void>
}

const atMost = async (work: Promise<unknown>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work.catch(() => {}), late]).finally(() => clearTimeout(timer))
}

/** Report's clocks and the courses' lines first, so that what they say is carried to people in the same round; none waits for another's faults. */
const startJobs = ({ services }: RunningServices) =>
  startTimer(
    JOBS_EVERY_MS,
    async () => {
      await runReportJobs(services, { source: 'timer' }).catch((error: unknown) =>
        services.log.fault('report jobs', error),
      )
      await runCourseJobs({ ...services, masterKeys: new Map() }, { source: 'timer' }).catch(
        (error: unknown) => services.log.fault('course jobs', error),
      )
      await runJobs({ ...services, masterKeys: new Map() }, { source: 'timer' })
    },
    (error) => services.log.fault('jobs', error),
  )

const explainListening = (error: unknown, settings: Settings): unknown => {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE')
    return new StartProblem(
      `端口 ${settings.port} 已被别的程序占用。请先停掉它，或换一个端口，例如 PORT=${settings.port + 1} npm start。`,
    )
  if (code === 'EACCES')
    return new StartProblem(`没有权限使用端口 ${settings.port}，请用 PORT 换一个 1024 以上的端口。`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new StartProblem(`这台机器没有地址 ${settings.host}，请检查 HOST。`)
  return error
}

/**
 * Opens the store and prepares the server, without listening yet.
 *
 * @param onLost the data folder was taken by another process: the caller ends this one at once
 * @throws StartProblem in one sentence
 */
export const openGateway = async (
  settings: Settings,
  say: (line: string) => void,
  onLost: () => void,
): Promise<Gateway> => {
  const running = await openServices(settings, say, onLost)
  const { services, migrations } = running
  const keyVersionsInUse = [...(await countKeyUse(services)).keys()]
  for (const version of keyVersionsInUse.filter((used) => !services.masterKeys.has(used)))
    say(
      `缺第 ${version} 版主密钥：由它保护的求助内容现在打不开，但没有丢。请把它放回来再重启；npm run keys:check 会列出是哪些。`,
    )
  const functions = hostAll(services)
  const app = await createGateway({ functions, services, migrations, settings, keyVersionsInUse })
  let jobs: ReturnType<typeof startTimer> | undefined
  let keys: ReturnType<typeof startTimer> | undefined
  let checkpoints: ReturnType<typeof startTimer> | undefined
  return {
    isDemo: services.isDemo,
    listen: async () => {
      const address = await app
        .listen({ host: settings.host, port: settings.port })
        .catch((error: unknown) => {
          throw explainListening(error, settings)
        })
      jobs = startJobs(running)
      keys = followKeys(running, settings)
      checkpoints = keepLogShort(services.database, (error) => services.log.fault('checkpoints', error))
      services.background(() => resumeRosterImports(services))
      return address
    },
    stop: async () => {
      const until = performance.now() + STOP_WITHIN_MS
      await atMost(
        Promise.all([app.close(), jobs?.stop(), keys?.stop(), checkpoints?.stop()]),
        STOP_WITHIN_MS,
      )
      app.server.closeAllConnections()
      await atMost(running.close(), Math.max(2_000, until - performance.now()))
    },
  }
}

/** What the environment says about this server, read and checked once. */
import path from 'node:path'
import { StartProblem } from './start-problem'

export type Settings = {
  host: string
  port: number
  /** Where people reach it, without a slash at the end. */
  publicUrl: string
  dataDir: string
  /** The built web app. */
  webDir: string
  /** Undefined: the embedded store in `dataDir`. */
  databaseUrl: string | undefined
  maxConnections: number
  /** Master keys as `1:base64,2:base64`; undefined: a file beside the embedded store. */
  masterKeys: string | undefined
  /** Version that wraps new data keys while a newer one reaches all servers; undefined: the newest. */
  wrapVersion: number | undefined
  /** False where `DEMO=0`. The demo also needs the embedded store. */
  wantsDemo: boolean
  /** Proxies in front whose X-Forwarded-For is believed: a number of them, or their addresses. */
  trustProxy: number | string | false
  /** True only on WeChat Cloud Run, which sets X-WX-OPENID itself. */
  trustsWxOpenid: boolean
  /** Asked for at /metrics where it is set. */
  metricsToken: string | undefined
  /** A file for request lines; undefined: standard output. */
  logFile: string | undefined
}

type Environment = Record<string, string | undefined>

const wholeNumber = (environment: Environment, name: string, fallback: number, max: number): number => {
  const text = environment[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new StartProblem(`${name} 应是 0 到 ${max} 之间的整数，现在是“${text}”。`)
  return value
}

const databaseUrlFrom = (text: string | undefined): string | undefined => {
  if (!text) return undefined
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text))
    throw new StartProblem('DATABASE_URL 应形如 postgres://用户:密码@主机:5432/库名。')
  return text
}

/** @throws StartProblem where a value cannot be used */
export const readSettings = (environment: Environment = process.env): Settings => {
  const host = environment.HOST || '127.0.0.1'
  const port = wholeNumber(environment, 'PORT', 3000, 65_535)
  const proxies = environment.TRUST_PROXY
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return {
    host,
    port,
    publicUrl: (environment.PUBLIC_URL || `http://${shownHost}:${port}`).replace(/\/+$/, ''),
    dataDir: path.resolve(environment.DATA_DIR || 'data'),
    webDir: path.resolve(environment.WEB_DIR || 'dist/h5'),
    databaseUrl: databaseUrlFrom(environment.DATABASE_URL),
    maxConnections: wholeNumber(environment, 'DATABASE_MAX_CONNECTIONS', 10, 1000) || 10,
    masterKeys: environment.REPORT_MASTER_KEYS || undefined,
    wrapVersion: wholeNumber(environment, 'REPORT_WRAP_VERSION', 0, 999_999) || undefined,
    wantsDemo: environment.DEMO !== '0',
    trustProxy: !proxies ? false : /^\d+$/.test(proxies) ? Number(proxies) : proxies,
    trustsWxOpenid: environment.TRUST_WX_OPENID === '1',
    metricsToken: environment.METRICS_TOKEN || undefined,
    logFile: environment.LOG_FILE || undefined,
  }
}

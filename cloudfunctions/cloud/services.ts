/** Assembles what a function needs inside CloudBase: one connection, cloud storage, WeChat itself. */
import { openServer } from '../platform/database'
import { type CloudStorage, openCloudFiles } from '../platform/files/cloud'
import { openLog } from '../platform/log'
import type { Services } from '../platform/services'
import { openCloudWeChat } from '../platform/wechat-cloud'

type Environment = Record<string, string | undefined>

/** A variable that the operator has still to set; its name may be logged. */
export class MissingSetting extends Error {}

const required = (environment: Environment, name: string): string => {
  const value = environment[name]
  if (!value) throw new MissingSetting(`the cloud function needs ${name} in its environment`)
  return value
}

/** `1:base64,2:base64`, oldest first; only the report function is given any. */
const keysFrom = (text: string | undefined): Map<number, Buffer> =>
  new Map(
    (text ?? '')
      .split(',')
      .filter((part) => part.trim() !== '')
      .map((part): [number, Buffer] => {
        const [version = '', key = ''] = part.split(':')
        return [Number(version), Buffer.from(key, 'base64')]
      })
      .sort(([a], [b]) => a - b),
  )

/**
 * Made once per instance, at its first call.
 *
 * @throws MissingSetting naming the environment variable that is missing
 */
export const openCloudServices = async (
  storage: CloudStorage,
  environment: Environment = process.env,
): Promise<Omit<Services, 'background'>> => {
  const log = openLog()
  const masterKeys = keysFrom(environment.REPORT_MASTER_KEYS)
  if (masterKeys.size > 0 && !masterKeys.has(1))
    throw new MissingSetting('REPORT_MASTER_KEYS lacks version 1, by which receipts are found')
  return {
    // An instance serves one request at a time, so that one connection is enough.
    database: openServer({ connectionString: required(environment, 'DATABASE_URL'), maxConnections: 1 }),
    files: openCloudFiles(storage, required(environment, 'CLOUD_FILE_ID_PREFIX')),
    wechat: await openCloudWeChat(),
    log,
    now: () => new Date(),
    isDemo: false,
    masterKeys,
    wrapVersion: environment.REPORT_WRAP_VERSION ? Number(environment.REPORT_WRAP_VERSION) : undefined,
  }
}

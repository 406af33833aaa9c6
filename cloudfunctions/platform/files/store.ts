/** Where bytes lie: one interface, a folder on disk or CloudBase storage. Access is decided before it is asked. */

export interface FileStore {
  /** Writes durably (on disk when it answers). Overwrites. @param key slash-separated, lower case, no names of people or files */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** @throws FileMissing where nothing lies under the key */
  get(key: string): Promise<Buffer>
  /** Removes one key, or all below it where it ends in a slash. Missing is fine. */
  remove(key: string): Promise<void>
  /** All keys below a prefix; for backup and sweeping. */
  list(prefix: string): AsyncIterable<string>
}

export class FileMissing extends Error {}

const safe = /^[a-z0-9][a-z0-9/_-]{0,200}$/

/** @throws Error where a key could leave its folder */
export const assertKey = (key: string): void => {
  if (!safe.test(key) || key.includes('//')) throw new Error('not a storage key')
}

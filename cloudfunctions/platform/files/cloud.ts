/** Files in CloudBase storage, through WeChat's server SDK. */
import { assertKey, FileMissing, type FileStore } from './store'

/** What is used of wx-server-sdk. */
export type CloudStorage = {
  uploadFile(param: { cloudPath: string; fileContent: Buffer }): Promise<{ fileID: string }>
  downloadFile(param: { fileID: string }): Promise<{ fileContent: Buffer }>
  deleteFile(param: { fileList: string[] }): Promise<{
    fileList: { fileID: string; status: number; errMsg: string }[]
  }>
}

/** CloudBase deletes at most this many at once. */
const BATCH = 50
const missing = /not ?exist|not ?found|STORAGE_FILE_NONEXIST|-503003/i

/**
 * @param fileIdPrefix `cloud://<environment>.<bucket>`, as every file id of the environment begins
 */
export const openCloudFiles = (sdk: CloudStorage, fileIdPrefix: string): FileStore => {
  const fileId = (key: string): string => {
    assertKey(key)
    return `${fileIdPrefix.replace(/\/$/, '')}/${key}`
  }
  /** @returns how many of them were there */
  const removeKeys = async (keys: string[]): Promise<number> => {
    const { fileList } = await sdk.deleteFile({ fileList: keys.map(fileId) })
    const failed = fileList.filter((file) => file.status !== 0)
    const broken = failed.find((file) => !missing.test(`${file.status} ${file.errMsg}`))
    if (broken) throw new Error('CloudBase storage did not delete a file')
    return fileList.length - failed.length
  }
  return {
    async put(key, bytes) {
      const expected = fileId(key)
      const { fileID } = await sdk.uploadFile({ cloudPath: key, fileContent: Buffer.from(bytes) })
      if (fileID !== expected) throw new Error('CloudBase storage has another file id prefix than configured')
    },
    async get(key) {
      try {
        return (await sdk.downloadFile({ fileID: fileId(key) })).fileContent
      } catch (error) {
        if (missing.test(String((error as Error | null)?.message ?? error))) throw new FileMissing(key)
        throw error
      }
    },
    // The SDK cannot list. A folder of ours holds `whole` and pieces numbered from nought, so it is emptied by counting.
    async remove(key) {
      if (!key.endsWith('/')) return void (await removeKeys([key]))
      let removed = await removeKeys([`${key}whole`])
      for (let first = 0; ; first += BATCH) {
        removed = await removeKeys(Array.from({ length: BATCH }, (_, index) => `${key}${first + index}`))
        if (removed === 0) return
      }
    },
    // biome-ignore lint/correctness/useYield: there is nothing to yield, and the caller must be told
    async *list() {
      throw new Error('CloudBase storage cannot be listed from a function; use its console or backup')
    },
  }
}

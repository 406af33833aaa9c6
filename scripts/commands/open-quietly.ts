/** Opens the store of the settings for one command, and closes it whatever happens. */
import path from 'node:path'
import { openDiskFiles } from '../../cloudfunctions/platform/files/disk'
import type { FileStore } from '../../cloudfunctions/platform/files/store'
import { readSettings, type Settings } from '../../gateway/settings'
import { openStore, type Store } from '../../gateway/store'

export type OpenStore = Store & { files: FileStore; settings: Settings }

/** @throws StartProblem in one sentence, also where the server is running on the same folder */
export const withStore = async <T>(
  say: (line: string) => void,
  work: (store: OpenStore) => Promise<T>,
): Promise<T> => {
  const settings = { ...readSettings(), publicUrl: '一个管理命令' }
  const store = await openStore(settings, say, () => process.exit(1))
  try {
    const files = await openDiskFiles(path.join(settings.dataDir, 'files'))
    return await work({ ...store, files, settings })
  } finally {
    await store.close()
  }
}

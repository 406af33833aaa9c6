/** Pictures, voices and films of a case: fetched in parts through the policy, shown from memory or the phone's own folder. */
import type { OutputOf } from '@contract/routes'
import Taro from '@tarojs/taro'
import { call } from './call'

export type CaseFileKey = { caseId: string; fileId: string; receiptCode: string | null }

const shown = new Map<string, Promise<string>>()

/**
 * Where a file of a case can be shown or played from; asked for once while the app is open.
 *
 * @throws CallError as `call` does; asking again then tries again
 */
export const showCaseFile = (key: CaseFileKey): Promise<string> => {
  const known = shown.get(key.fileId)
  if (known) return known
  const loading = process.env.TARO_ENV === 'weapp' ? fetchToPhone(key) : fetchToBlob(key)
  shown.set(key.fileId, loading)
  loading.catch(() => shown.delete(key.fileId))
  return loading
}

type Part = OutputOf<'report.readFile'>

/** One part after another, so that no more than one is on its way and none is held twice. */
const fetchParts = async (key: CaseFileKey, take: (part: Part, index: number) => void): Promise<Part> => {
  const first = await call('report.readFile', { ...key, part: 0 })
  take(first, 0)
  for (let index = 1; index < first.parts; index += 1)
    take(await call('report.readFile', { ...key, part: index }), index)
  return first
}

const fetchToBlob = async (key: CaseFileKey): Promise<string> => {
  const pieces: ArrayBuffer[] = []
  const { mime } = await fetchParts(key, ({ base64 }) => pieces.push(Taro.base64ToArrayBuffer(base64)))
  return URL.createObjectURL(new Blob(pieces, { type: mime }))
}

/** WeChat's players go by the end of a name. */
const endings: Record<string, string> = {
  'image/png': 'png',
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'audio/webm': 'webm',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
}

/** Written as it comes in: a film of 20 MB is never whole in a phone's memory. */
const fetchToPhone = async (key: CaseFileKey): Promise<string> => {
  const files = Taro.getFileSystemManager()
  let filePath = ''
  await fetchParts(key, ({ mime, base64 }, index) => {
    if (index > 0) return files.appendFileSync(filePath, base64, 'base64')
    filePath = `${Taro.env.USER_DATA_PATH}/case-${key.fileId}.${endings[mime] ?? 'jpg'}`
    files.writeFileSync(filePath, base64, 'base64')
  })
  return filePath
}

/** Puts away what was shown: on leaving a case, so that nothing of it stays on a shared phone. */
export const forgetCaseFiles = (): void => {
  for (const loading of shown.values()) void loading.then(removeShown, () => {})
  shown.clear()
}

const removeShown = (src: string): void => {
  if (process.env.TARO_ENV === 'h5') URL.revokeObjectURL(src)
  else Taro.getFileSystemManager().unlink({ filePath: src, fail: () => {} })
}

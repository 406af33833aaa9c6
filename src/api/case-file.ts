/** Pictures of a case: fetched in parts through the policy, shown from memory or the phone's own folder. */
import Taro from '@tarojs/taro'
import { call } from './call'

export type CaseFileKey = { caseId: string; fileId: string; receiptCode: string | null }

const shown = new Map<string, Promise<string>>()

/**
 * Where a picture of a case can be shown from; asked for once while the app is open.
 *
 * @throws CallError as `call` does; asking again then tries again
 */
export const showCaseFile = (key: CaseFileKey): Promise<string> => {
  const known = shown.get(key.fileId)
  if (known) return known
  const loading = fetchFile(key)
  shown.set(key.fileId, loading)
  loading.catch(() => shown.delete(key.fileId))
  return loading
}

const fetchFile = async (key: CaseFileKey): Promise<string> => {
  const first = await call('report.readFile', { ...key, part: 0 })
  const pieces = [first.base64]
  for (let part = 1; part < first.parts; part += 1)
    pieces.push((await call('report.readFile', { ...key, part })).base64)
  const bytes = pieces.map((piece) => new Uint8Array(Taro.base64ToArrayBuffer(piece)))
  return process.env.TARO_ENV === 'weapp' ? toPhone(key.fileId, first.mime, bytes) : toBlob(first.mime, bytes)
}

const toBlob = (mime: string, bytes: Uint8Array[]): string =>
  URL.createObjectURL(new Blob(bytes as BlobPart[], { type: mime }))

const toPhone = (fileId: string, mime: string, bytes: Uint8Array[]): string => {
  const whole = new Uint8Array(bytes.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of bytes) {
    whole.set(piece, at)
    at += piece.length
  }
  const filePath = `${Taro.env.USER_DATA_PATH}/case-${fileId}.${mime === 'image/png' ? 'png' : 'jpg'}`
  Taro.getFileSystemManager().writeFileSync(filePath, whole.buffer as ArrayBuffer)
  return filePath
}

/** Puts away what was shown: on leaving a case, so that no picture stays on a shared phone. */
export const forgetCaseFiles = (): void => {
  for (const loading of shown.values()) void loading.then(removeShown, () => {})
  shown.clear()
}

const removeShown = (src: string): void => {
  if (process.env.TARO_ENV === 'h5') URL.revokeObjectURL(src)
  else Taro.getFileSystemManager().unlink({ filePath: src, fail: () => {} })
}

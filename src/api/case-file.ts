/** Pictures, voices and films of a case: fetched in parts through the policy, shown from memory or the phone's own folder. */
import { hashing } from '@contract/report/sha256'
import type { OutputOf } from '@contract/routes'
import Taro from '@tarojs/taro'
import { call } from './call'

export type CaseFileKey = { caseId: string; fileId: string; receiptCode: string | null }

export type ShownCaseFile = {
  /** Where it can be shown or played from. */
  src: string
  /** SHA-256 of the bytes that came. */
  sha256: string
}

const shown = new Map<string, Promise<ShownCaseFile>>()

/**
 * A file of a case; asked for once while the app is open.
 *
 * @throws CallError as `call` does; asking again then tries again
 */
export const showCaseFile = (key: CaseFileKey): Promise<ShownCaseFile> => {
  const known = shown.get(key.fileId)
  if (known) return known
  const loading = process.env.TARO_ENV === 'weapp' ? fetchToPhone(key) : fetchToBlob(key)
  shown.set(key.fileId, loading)
  loading.catch(() => shown.delete(key.fileId))
  return loading
}

type Part = OutputOf<'report.readFile'>

/**
 * One part after another, so that no more than one is on its way and none is held twice; each is hashed as it passes.
 *
 * @returns SHA-256 of all
 */
const fetchParts = async (
  key: CaseFileKey,
  take: (part: Part, bytes: ArrayBuffer, index: number) => void,
): Promise<string> => {
  const hash = hashing()
  let parts = 1
  for (let index = 0; index < parts; index += 1) {
    const part = await call('report.readFile', { ...key, part: index })
    const bytes = Taro.base64ToArrayBuffer(part.base64)
    hash.add(new Uint8Array(bytes))
    take(part, bytes, index)
    if (index === 0) parts = part.parts
  }
  return hash.hex()
}

const fetchToBlob = async (key: CaseFileKey): Promise<ShownCaseFile> => {
  const pieces: ArrayBuffer[] = []
  let type = ''
  const sha256 = await fetchParts(key, ({ mime }, bytes) => {
    type = mime
    pieces.push(bytes)
  })
  return { src: URL.createObjectURL(new Blob(pieces, { type })), sha256 }
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
const fetchToPhone = async (key: CaseFileKey): Promise<ShownCaseFile> => {
  const files = Taro.getFileSystemManager()
  let src = ''
  const sha256 = await fetchParts(key, ({ mime, base64 }, _, index) => {
    if (index > 0) return files.appendFileSync(src, base64, 'base64')
    src = `${Taro.env.USER_DATA_PATH}/case-${key.fileId}.${endings[mime] ?? 'jpg'}`
    files.writeFileSync(src, base64, 'base64')
  })
  return { src, sha256 }
}

let holders = 0

/**
 * For a page that shows files of a case, when it opens.
 *
 * @returns called when it closes: the last page to close puts the files away, so that nothing of them stays on a shared phone
 */
export const holdCaseFiles = (): (() => void) => {
  holders += 1
  return () => {
    holders -= 1
    if (holders === 0) forgetCaseFiles()
  }
}

const forgetCaseFiles = (): void => {
  for (const loading of shown.values()) void loading.then(removeShown, () => {})
  shown.clear()
}

const removeShown = ({ src }: ShownCaseFile): void => {
  if (process.env.TARO_ENV === 'h5') URL.revokeObjectURL(src)
  else Taro.getFileSystemManager().unlink({ filePath: src, fail: () => {} })
}

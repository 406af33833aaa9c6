/** The road out of the phone: calls answered by the test process, unless the phone is offline. */
import { decodeWire, encodeWire, fromBase64, type HostAnswer, toBase64 } from '../../protocol'
import { journal } from '../journal'
import { type ApiTable, type DirectTable, type Run, WxFailure, withConvention } from './convention'
import { emit } from './events'
import { readStored, storeTemporary } from './files'

declare global {
  interface Window {
    __mpHost(name: string, args: string): Promise<string>
  }
}

let isOffline = false

/** Cuts or restores the network and tells the app. */
export function setOffline(next: boolean): void {
  if (next === isOffline) return
  isOffline = next
  emit('NetworkStatusChange', networkStatus())
}

const networkStatus = () => ({ isConnected: !isOffline, networkType: isOffline ? 'none' : 'wifi' })

/**
 * Asks the test's mock for `name`.
 *
 * @returns undefined where the test has no such mock
 * @throws WxFailure what the mock threw
 */
export async function askMock(name: string, options: object): Promise<{ value: unknown } | undefined> {
  const answer = decodeWire(await window.__mpHost(name, encodeWire(options))) as HostAnswer
  if (answer.kind === 'failed') throw new WxFailure(answer.message, answer.errCode)
  return answer.kind === 'ok' ? { value: answer.value } : undefined
}

/** An API that a mock answers, else `fallback`, else it fails. */
export function mocked(name: string, fallback?: Run): Run {
  return async (options) => {
    const answer = await askMock(name, options)
    if (answer) return answer.value
    if (!fallback) throw new Error(`no mock for wx.${name} in this test`)
    return fallback(options)
  }
}

const online =
  (run: Run): Run =>
  (options) => {
    if (isOffline) throw new Error('network error')
    return run(options)
  }

const overNetwork = (name: string, fallback?: Run): Run => online(mocked(name, fallback))

// A mock answers with bytes; the phone gets a temporary file.
const download = (name: string): Run =>
  online(async (options) => {
    const result = (await mocked(name)(options)) as { data?: unknown; tempFilePath?: string }
    if (!(result.data instanceof ArrayBuffer)) return result
    const { data, ...rest } = result
    const tempFilePath = storeTemporary(new Uint8Array(data), 'bin')
    return { statusCode: 200, ...rest, tempFilePath }
  })

// The mock sees the bytes of the file beside its path.
const upload = (name: string): Run =>
  online((options) => {
    const bytes = readStored(String(options.filePath))
    if (!bytes) throw new Error(`file not found: ${options.filePath}`)
    return mocked(name)({ ...options, fileBytes: bytes })
  })

export const networkApis: ApiTable = {
  request: overNetwork('request'),
  uploadFile: upload('uploadFile'),
  downloadFile: download('downloadFile'),
  login: overNetwork('login', () => ({ code: 'test-code' })),
  checkSession: overNetwork('checkSession', () => undefined),
  getNetworkType: mocked('getNetworkType', () => ({ ...networkStatus(), signalStrength: 100 })),
}

const cloudApis: ApiTable = {
  callFunction: overNetwork('cloud.callFunction'),
  callContainer: overNetwork('cloud.callContainer'),
  uploadFile: upload('cloud.uploadFile'),
  downloadFile: download('cloud.downloadFile'),
  deleteFile: overNetwork('cloud.deleteFile'),
  getTempFileURL: overNetwork('cloud.getTempFileURL'),
}

const cloudDirect: DirectTable = {
  init: (options: unknown) => void journal.calls.push({ name: 'cloud.init', args: options, result: 'ok' }),
}

/** `wx.cloud`, whole. */
export const cloud: Record<string, unknown> = {
  ...cloudDirect,
  ...Object.fromEntries(
    Object.entries(cloudApis).map(([name, run]) => [name, withConvention(`cloud.${name}`, run)]),
  ),
}

export const bytesDirect: DirectTable = {
  arrayBufferToBase64: (buffer: ArrayBuffer) => toBase64(new Uint8Array(buffer)),
  base64ToArrayBuffer: (text: string) => fromBase64(text).buffer,
}

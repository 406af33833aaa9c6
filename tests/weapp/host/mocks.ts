/** What a test may answer for wx, and how answers reach the browser. */
import { decodeWire, encodeWire, type HostAnswer } from './protocol'

/** Answers one wx call; a throw becomes `fail` with its `message` and `errCode`. */
export type Mock<Args> = (args: Args) => unknown

interface UploadArgs {
  filePath: string
  /** The bytes of `filePath`, added by the host. */
  fileBytes: ArrayBuffer
}

/**
 * Mocks by API name. They run in the test process, so they can call the project's real functions.
 *
 * `choose…` mocks may answer `{ files }` (bytes, or `{ name, data }`); downloads may answer `{ data: bytes }`.
 */
export interface Mocks {
  'cloud.callFunction'?: Mock<{ name: string; data?: unknown }>
  'cloud.callContainer'?: Mock<{
    path: string
    method?: string
    header?: Record<string, string>
    data?: unknown
    config?: { env?: string }
  }>
  'cloud.uploadFile'?: Mock<UploadArgs & { cloudPath: string }>
  'cloud.downloadFile'?: Mock<{ fileID: string }>
  'cloud.getTempFileURL'?: Mock<{ fileList: unknown[] }>
  request?: Mock<{ url: string; method?: string; header?: Record<string, string>; data?: unknown }>
  uploadFile?: Mock<UploadArgs & { url: string; name: string; formData?: Record<string, string> }>
  downloadFile?: Mock<{ url: string; header?: Record<string, string> }>
  login?: Mock<object>
  chooseMedia?: Mock<{ count?: number; mediaType?: string[]; sourceType?: string[] }>
  chooseImage?: Mock<{ count?: number; sourceType?: string[] }>
  chooseMessageFile?: Mock<{ count: number; type?: string; extension?: string[] }>
  /** What the microphone hears; a throw is a refusal. */
  recorder?: Mock<{ format?: string; duration?: number }>
  scanCode?: Mock<{ onlyFromCamera?: boolean; scanType?: string[] }>
  requestSubscribeMessage?: Mock<{ tmplIds: string[] }>
  getPrivacySetting?: Mock<object>
  /** Bytes of a picture at an address outside the app: `https://…` or `cloud://…`; undefined is a 404. */
  image?: (source: string) => Promise<Uint8Array | undefined> | Uint8Array | undefined
  /** Any other wx API, or `button.` and an open-type. */
  [name: string]: Mock<never> | undefined
}

/** Runs a mock for the browser; both sides of the wire are {@link encodeWire} text. */
export async function answerWith(mocks: Mocks, name: string, args: string): Promise<string> {
  const mock = mocks[name] as Mock<unknown> | undefined
  return encodeWire(mock ? await runMock(mock, decodeWire(args)) : { kind: 'unmocked' })
}

async function runMock(mock: Mock<unknown>, args: unknown): Promise<HostAnswer> {
  try {
    return { kind: 'ok', value: await mock(args) }
  } catch (problem) {
    const { message, errMsg, errCode } = problem as {
      message?: string
      errMsg?: string
      errCode?: number | string
    }
    const failed = { kind: 'failed', message: message ?? errMsg ?? String(problem) } as const
    return errCode === undefined ? failed : { ...failed, errCode }
  }
}

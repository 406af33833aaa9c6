/** The only road from the app to the server, over HTTP, a cloud container or cloud functions. */
import type { Envelope, ErrorCode } from '@contract/errors'
import type { InputOf, OutputOf, RouteName } from '@contract/routes'
import Taro from '@tarojs/taro'

/** `network.away` is the phone's own: the server was not reached, and a write may be sent again as it is. */
export type CallProblem = ErrorCode | 'network.away'

export class CallError extends Error {
  readonly code: CallProblem
  /** Refused fields, dotted path → what to do. */
  readonly fields: Record<string, string>
  constructor(code: CallProblem, message: string, fields: Record<string, string> = {}) {
    super(message)
    this.code = code
    this.fields = fields
  }
}

const AWAY = '网络断开了，内容已存在手机里，连上后可以再试。'
const TOKEN_KEY = 'session-token'
const TIMEOUT_MS = 20_000

const transport = process.env.TARO_APP_TRANSPORT ?? 'http'
const apiBase = process.env.TARO_APP_API_BASE ?? ''

let token: string | null | undefined

/** The web session's token; null where WeChat vouches for the person or nobody is signed in. */
export const readToken = (): string | null => {
  if (token === undefined) token = (Taro.getStorageSync(TOKEN_KEY) as string) || null
  return token
}

export const keepToken = (next: string | null): void => {
  token = next
  if (next === null) Taro.removeStorageSync(TOKEN_KEY)
  else Taro.setStorageSync(TOKEN_KEY, next)
}

let onSessionLost: () => void = () => {}
/** Told when the server says that the session is over. */
export const whenSessionLost = (listener: () => void): void => {
  onSessionLost = listener
}

/**
 * Calls one route.
 *
 * @throws CallError with the server's Chinese sentence, or `network.away`
 */
export const call = async <N extends RouteName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> => {
  const [functionName, action] = name.split('.') as [string, string]
  const envelope = (await send(functionName, { action, input }).catch(() => {
    throw new CallError('network.away', AWAY)
  })) as Envelope<OutputOf<N>> | undefined
  if (!envelope || typeof envelope.ok !== 'boolean') throw new CallError('network.away', AWAY)
  if (envelope.ok) return envelope.data
  const { code, message, fields } = envelope.error
  if (code === 'session.ended') {
    keepToken(null)
    onSessionLost()
  }
  throw new CallError(code, message, fields)
}

type Body = { action: string; input: unknown }

const send = async (functionName: string, body: Body): Promise<unknown> => {
  if (transport === 'cloud') {
    const answer = await Taro.cloud.callFunction({ name: functionName, data: body })
    return answer.result
  }
  const path = `/call/${functionName}`
  const current = readToken()
  const header = {
    'content-type': 'application/json',
    ...(current === null ? {} : { authorization: `Bearer ${current}` }),
  }
  if (transport === 'container') {
    const answer = await Taro.cloud.callContainer({
      path,
      method: 'POST',
      header,
      data: body,
      timeout: TIMEOUT_MS,
    })
    return answer.data
  }
  const answer = await Taro.request({
    url: apiBase + path,
    method: 'POST',
    header,
    data: body,
    timeout: TIMEOUT_MS,
  })
  return answer.data
}

const hasWebCrypto = (): boolean =>
  typeof globalThis.crypto === 'object' && typeof globalThis.crypto.getRandomValues === 'function'

let pool: number[] = []

/** Fills the pool of random bytes where only WeChat's asynchronous source exists. Called once at launch. */
export const prepareRandom = (): void => {
  if (hasWebCrypto() || process.env.TARO_ENV !== 'weapp') return
  try {
    const manager = wx.getUserCryptoManager()
    manager.getRandomValues({
      length: 1024,
      success: ({ randomValues }: { randomValues: ArrayBuffer }) => {
        pool = pool.concat([...new Uint8Array(randomValues)])
      },
    })
  } catch {
    // An old client: newRequestId mixes time and Math.random instead.
  }
}

const randomBytes = (count: number): number[] => {
  if (hasWebCrypto()) return [...globalThis.crypto.getRandomValues(new Uint8Array(count))]
  if (pool.length >= count) return pool.splice(0, count)
  return Array.from({ length: count }, () => Math.floor(Math.random() * 256))
}

/** A uuid for one write. Keep it with the draft and send the same one again after a lost network. */
export const newRequestId = (): string => {
  const bytes = randomBytes(16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** WeChat's server API as CloudBase offers it: wx-server-sdk's untyped `openapi`, wrapped once. */
import type { SubscribeMessage, WeChat, WordsVerdict } from './wechat'

/** Milliseconds after which an unanswered call counts as failed and may be tried again. */
const TIMEOUT_MS = 8_000

/** Answers that stay the same however often one asks: refused by the user, wrong template, page or words. */
const finalCodes = new Set([40003, 40037, 41030, 43101, 43107, 47003])

/** What we use of `cloud.openapi`. */
export type SubscribeApi = {
  send(message: {
    touser: string
    templateId: string
    page: string
    data: Record<string, { value: string }>
  }): Promise<{ errCode?: number; errMsg?: string }>
}

/** The check of words, version 2. */
export type SecurityApi = {
  msgSecCheck(check: {
    version: 2
    scene: number
    openid: string
    content: string
  }): Promise<{ result?: { suggest?: string } }>
}

/** A post in public: the strictest of WeChat's scenes, for what is only ever a label. */
const SCENE = 3
const MOST_CHARACTERS = 2_500

const isVerdict = (said: unknown): said is WordsVerdict =>
  said === 'pass' || said === 'review' || said === 'risky'

/**
 * @param api `cloud.openapi.subscribeMessage` of an initialised wx-server-sdk
 * @param security `cloud.openapi.security`
 */
export const cloudWeChat = (api: SubscribeApi, security: SecurityApi): WeChat => ({
  isLive: true,
  async sendSubscribeMessage(message) {
    try {
      const answer = await inTime(api.send(inWeChatWords(message)))
      return outcome(answer.errCode ?? 0)
    } catch (error) {
      return outcome(codeOf(error))
    }
  },
  async checkWords(openid, words) {
    const content = words.slice(0, MOST_CHARACTERS)
    try {
      const { result } = await inTime(security.msgSecCheck({ version: 2, scene: SCENE, openid, content }))
      return isVerdict(result?.suggest) ? result.suggest : null
    } catch {
      return null
    }
  },
})

/** Opens WeChat's API; only inside a cloud function, where the platform vouches for the program. */
export const openCloudWeChat = async (): Promise<WeChat> => {
  const { default: cloud } = await import('wx-server-sdk')
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV } as unknown as Parameters<typeof cloud.init>[0])
  const { openapi } = cloud as unknown as {
    openapi: { subscribeMessage: SubscribeApi; security: SecurityApi }
  }
  return cloudWeChat(openapi.subscribeMessage, openapi.security)
}

const inWeChatWords = ({
  openid,
  templateId,
  page,
  data,
}: SubscribeMessage): Parameters<SubscribeApi['send']>[0] => ({
  touser: openid,
  templateId,
  page,
  data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }])),
})

/** The problem is WeChat's number and nothing else: its sentences can quote an openid. */
const outcome = (code: number | undefined): Awaited<ReturnType<WeChat['sendSubscribeMessage']>> => {
  if (code === 0) return { ok: true }
  if (code === undefined) return { ok: false, isFinal: false, problem: 'no answer' }
  return { ok: false, isFinal: finalCodes.has(code), problem: `code ${code}` }
}

const codeOf = (error: unknown): number | undefined => {
  const code = Number((error as { errCode?: unknown } | null)?.errCode)
  return Number.isInteger(code) && code !== 0 ? code : undefined
}

const inTime = async <T>(work: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('WeChat took too long')), TIMEOUT_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

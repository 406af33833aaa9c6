/** WeChat's server API, wrapped once: subscribe messages and the content check. */

export type SubscribeMessage = {
  openid: string
  templateId: string
  page: string
  data: Record<string, string>
}

/** What WeChat's machine thinks of some words: it labels them for whoever reads them, and decides nothing. */
export type WordsVerdict = 'pass' | 'review' | 'risky'

export interface WeChat {
  /** True where a live CloudBase stands behind it. */
  readonly isLive: boolean
  sendSubscribeMessage(
    message: SubscribeMessage,
  ): Promise<{ ok: true } | { ok: false; isFinal: boolean; problem: string }>
  /** @returns null where it gave no answer in time. @param words at most 2,500 characters */
  checkWords(openid: string, words: string): Promise<WordsVerdict | null>
}

/** Where there is no WeChat (a web server, a test): nothing is sent, and the caller is told so. */
export const noWeChat: WeChat = {
  isLive: false,
  sendSubscribeMessage: async () => ({ ok: false, isFinal: true, problem: 'no WeChat behind this server' }),
  checkWords: async () => null,
}

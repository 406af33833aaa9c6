/** What every page needs of the session: who is here, which child, how large the words are, how to get about. */
import type { Child, Me } from '@contract/account/session'
import Taro from '@tarojs/taro'
import { currentChild, isStaff, useSession } from '@/stores/session'

export type PageSession = {
  status: 'unknown' | 'anonymous' | 'ready' | 'away'
  me: Me | null
  child: Child | null
  isStaff: boolean
  /** A pupil's own account: the words are then 你, and consent is their guardian's to give. */
  isPupil: boolean
  you: '您' | '你'
  /** For `Screen`. */
  scale: 1 | 1.2 | 1.4
}

export const usePageSession = (): PageSession => {
  const session = useSession()
  const isPupil = session.me !== null && session.me.self !== null && session.me.children.length === 0
  return {
    status: session.status,
    me: session.me,
    child: currentChild(session),
    isStaff: isStaff(session),
    isPupil,
    you: isPupil ? '你' : '您',
    scale: Number(session.textScale) as PageSession['scale'],
  }
}

const SIGN_IN = '/packages/account/pages/sign-in/index'

/** Opens the sign-in page; after signing in, the person comes to `next` (a path with its query) or home. */
export const goToSignIn = (next?: string): void => {
  void Taro.navigateTo({ url: next ? `${SIGN_IN}?next=${encodeURIComponent(next)}` : SIGN_IN })
}

const tabPages = ['/pages/home/index', '/pages/messages/index', '/pages/mine/index', '/pages/work/index']

/** True for a path of this app, the only kind that a message or a link may open. */
export const isOwnPath = (url: string): boolean => /^\/(pages|packages)\//.test(url)

/** Opens a page of the app by its path, be it a tab or not; what is no page of ours stays closed. */
export const openPage = (url: string): void => {
  const [path = ''] = url.split('?')
  if (!isOwnPath(path)) return
  if (tabPages.includes(path)) void Taro.switchTab({ url: path })
  else void Taro.navigateTo({ url })
}

/** Goes back, or home where this page was the first one opened. */
export const goBack = (): void => {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else void Taro.switchTab({ url: '/pages/home/index' })
}

/** True on a screen as wide as a desk's. */
export const isWide = (): boolean => Taro.getWindowInfo().windowWidth >= 900

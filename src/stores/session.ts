/** The session and nothing else: who I am, which child, how large the words are. Pages hold server data. */
import type { Child, Me } from '@contract/account/session'
import type { StaffRole } from '@contract/people'
import Taro from '@tarojs/taro'
import { create } from 'zustand'
import { CallError, call, keepToken, newRequestId, readToken, whenSessionLost } from '@/api/call'

export type TextScale = '1' | '1.2' | '1.4'

type SessionState = {
  /** `unknown` until the first answer; `away` where the network is gone and only the last known person is shown. */
  status: 'unknown' | 'anonymous' | 'ready' | 'away'
  me: Me | null
  childId: number | null
  textScale: TextScale
}

const ME = 'me'
const CHILD = 'child'
const SCALE = 'text-scale'

const stored = <T>(key: string): T | null => (Taro.getStorageSync(key) as T) || null

export const useSession = create<SessionState>(() => ({
  status: 'unknown',
  me: stored<Me>(ME),
  // Nobody need have chosen: with no network the first child is the one meant, as it is with one.
  childId: stored<number>(CHILD) ?? stored<Me>(ME)?.children[0]?.studentId ?? null,
  textScale: stored<TextScale>(SCALE) ?? '1',
}))

const remember = (me: Me | null): void => {
  if (me === null) Taro.removeStorageSync(ME)
  else Taro.setStorageSync(ME, me)
}

/** Takes in a fresh answer about the person behind the session. */
export const accept = (me: Me): void => {
  remember(me)
  const { childId } = useSession.getState()
  const keeps = me.children.some((child) => child.studentId === childId)
  useSession.setState({
    status: 'ready',
    me,
    childId: keeps ? childId : (me.children[0]?.studentId ?? null),
    textScale: me.textScale,
  })
  Taro.setStorageSync(SCALE, me.textScale)
}

/** Asks the server who this is. In WeChat the platform vouches; on the web a token does. */
export const refreshSession = async (): Promise<void> => {
  if (process.env.TARO_APP_TRANSPORT === 'http' && readToken() === null) {
    forget()
    return
  }
  try {
    accept(await call('account.getMe', {}))
  } catch (problem) {
    // A server that is busy for a moment has not ended anybody's session.
    if (problem instanceof CallError && problem.code.startsWith('session.')) forget()
    else useSession.setState({ status: 'away' })
  }
}

/** Keeps the badge of the messages in step with what the server answered. */
export const noteUnread = (unreadMessages: number): void => {
  const { me } = useSession.getState()
  if (me === null) return
  remember({ ...me, unreadMessages })
  useSession.setState({ me: { ...me, unreadMessages } })
}

/** Starts a session on the web from a token the server gave. */
export const begin = (session: { token: string; me: Me }): void => {
  keepToken(session.token)
  accept(session.me)
}

const forget = (): void => {
  remember(null)
  useSession.setState({ status: 'anonymous', me: null, childId: null })
}

export const signOut = async (): Promise<void> => {
  await call('account.signOut', { requestId: newRequestId() }).catch(() => {})
  keepToken(null)
  forget()
}

whenSessionLost(forget)

export const chooseChild = (childId: number): void => {
  Taro.setStorageSync(CHILD, childId)
  useSession.setState({ childId })
}

/** Changes the size of all words at once; kept on this phone, and with the account when there is one. */
export const chooseTextScale = (textScale: TextScale): void => {
  Taro.setStorageSync(SCALE, textScale)
  const { me } = useSession.getState()
  useSession.setState({ textScale, ...(me ? { me: { ...me, textScale } } : {}) })
  if (me) call('account.savePreferences', { requestId: newRequestId(), textScale }).catch(() => {})
}

/** The child chosen on top of the page, or the pupil themself. */
export const currentChild = (state: SessionState): Child | null =>
  state.me?.children.find((child) => child.studentId === state.childId) ?? state.me?.self ?? null

export const isStaff = (state: SessionState): boolean => (state.me?.posts.length ?? 0) > 0

/** Schools where this person holds one of the roles. */
export const schoolsWhere = (
  state: SessionState,
  ...roles: StaffRole[]
): { schoolId: number; name: string }[] => {
  const found = new Map<number, string>()
  for (const post of state.me?.posts ?? [])
    if (roles.includes(post.role) && post.schoolId !== null) found.set(post.schoolId, post.schoolName)
  return [...found].map(([schoolId, name]) => ({ schoolId, name }))
}

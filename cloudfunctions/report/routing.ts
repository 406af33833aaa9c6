/** Whose desk a case belongs on: nobody works on a case about themselves, and no school on one about its own people. */
import type { AboutStaff, ReportKind } from '../../contract/report/report'
import { isNamedIn } from './names'

/** Somebody who could see a case of the school: a member was asked in by its handler. */
export type Watcher = {
  postId: string
  userId: string
  name: string
  role: 'handler' | 'school_head' | 'member'
}

export type Routing = {
  /** The bureau takes it, and nobody at the school knows of it. */
  goesToBureau: boolean
  /** Who stands aside, wherever the case lies. */
  excluded: Watcher[]
}

/** What the reporter said outright. */
export const isAboutStaff = (said: { kind: ReportKind; aboutStaff: AboutStaff }): boolean =>
  said.kind === 'staff' || said.aboutStaff !== 'no'

/**
 * Where a case goes once these people stand aside.
 *
 * @param everybody all handlers and heads of the school
 * @param asideBefore users who stood aside already
 */
export const routeAround = (
  aside: readonly Watcher[],
  everybody: readonly Watcher[],
  asideBefore: readonly string[],
): Routing => {
  const userIds = new Set([...asideBefore, ...aside.map((one) => one.userId)])
  const isHead = aside.some((one) =>
    everybody.some((it) => it.userId === one.userId && it.role === 'school_head'),
  )
  const isLeft = everybody.some((one) => one.role === 'handler' && !userIds.has(one.userId))
  const excluded = [...new Map(aside.map((one) => [one.userId, one])).values()].filter(
    (one) => !asideBefore.includes(one.userId),
  )
  return { goesToBureau: excluded.length > 0 && (isHead || !isLeft), excluded }
}

/**
 * Who of the school is written about.
 *
 * @param spokenTo users whom the words are addressed to, whose greeting is no mention
 */
export const findNamed = (
  texts: readonly string[],
  everybody: readonly Watcher[],
  spokenTo: readonly string[] = [],
): Watcher[] =>
  everybody.filter((one) => texts.some((text) => isNamedIn(one.name, text, spokenTo.includes(one.userId))))

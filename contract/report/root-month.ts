/** The days' roots as the bureau watches over them, a month at a time: what was published, what is missing, what does not follow. */
import * as z from 'zod/mini'
import { day, moment, read } from '../common'
import type { Sha256 } from './chain'
import { dayRoot } from './daily-root'

const monthKey = z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])$/))

const sealedDay = z.object({
  tree: z.string(),
  previous: z.string(),
  root: z.string(),
  madeAt: moment,
  /**
   * Cases under it, rounded down to tens: from exact numbers of two days everybody could reckon how many were filed
   * between them, which the statistics hide while there are few. Null where the day's tree is gone.
   */
  atLeast: z.nullable(z.int()),
  /** There were more the day before, although no case ever leaves. */
  isFewer: z.boolean(),
})

export const rootMonth = z.object({
  /** Null, with nothing else, where no day has been published yet. */
  month: z.nullable(monthKey),
  /** Months that can be asked for, newest first. */
  months: z.array(monthKey),
  /** Every day of the month that should be there by now, newest first. */
  days: z.array(z.object({ day, sealed: z.nullable(sealedDay) })),
  /** The last day that was published before the month. */
  before: z.nullable(z.object({ day, root: z.string() })),
})
export type RootMonth = z.infer<typeof rootMonth>
export type RootMonthDay = RootMonth['days'][number]

export type RootTrouble = {
  day: string
  what:
    | 'missing'
    /** It does not go on from the day before, or is not made of what it says. */
    | 'unlinked'
    /** The leaves are gone, so that no receipt can be proved under it. */
    | 'treeless'
    | 'fewer'
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** What somebody must look into, oldest first. */
export const rootTroubles = (sha256: Sha256, { days, before }: RootMonth): RootTrouble[] => {
  const roots = new Map(days.map(({ day: date, sealed }) => [date, sealed?.root]))
  if (before) roots.set(before.day, before.root)
  return [...days].reverse().flatMap(({ day: date, sealed }): RootTrouble[] => {
    if (sealed === null) return [{ day: date, what: 'missing' }]
    const previous = roots.get(dayBefore(date))
    const follows =
      (previous === undefined || previous === sealed.previous) &&
      dayRoot(sha256, { day: date, ...sealed }) === sealed.root
    return [
      ...(follows ? [] : [{ day: date, what: 'unlinked' as const }]),
      ...(sealed.atLeast === null ? [{ day: date, what: 'treeless' as const }] : []),
      ...(sealed.isFewer ? [{ day: date, what: 'fewer' as const }] : []),
    ]
  })
}

const monthInput = z.object({
  /** Null for the newest. */
  month: z.nullable(monthKey),
})

export const rootMonthRoutes = {
  'report.getRootMonth': read(monthInput, rootMonth),
  'report.getRootMonthFile': read(monthInput, z.object({ fileName: z.string(), base64: z.string() })),
}

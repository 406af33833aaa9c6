/** The legal clocks of a case, as data with their document; the phone and the server read the same rows. */
import * as z from 'zod/mini'

export const clockKinds = ['first_look', 'investigation'] as const
export const clockKind = z.enum(clockKinds)
export type ClockKind = z.infer<typeof clockKind>

export const caseClock = z.object({
  kind: clockKind,
  startedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  /** Set when what the clock asks for was done. */
  doneAt: z.nullable(z.iso.datetime()),
  isLate: z.boolean(),
  document: z.string(),
})
export type CaseClock = z.infer<typeof caseClock>

/** One rule: what must be done, within how many hours, and which document says so. */
export type ClockRule = { kind: ClockKind; hours: number; document: string; words: string }

/**
 * Hours for each step, counted from the start of that step.
 * @see policy: first look 24 h (2 h where a body is at stake), investigation in principle within 10 days, 教督〔2017〕10号
 */
export const clockRules = {
  firstLook: {
    kind: 'first_look',
    hours: 24,
    document: '本区受理时限（默认值，可由教育局调整）',
    words: '受理',
  },
  firstLookUrgent: {
    kind: 'first_look',
    hours: 2,
    document: '本区受理时限（默认值，可由教育局调整）',
    words: '受理',
  },
  investigation: { kind: 'investigation', hours: 240, document: '教督〔2017〕10号', words: '完成调查' },
} as const satisfies Record<string, ClockRule>

/** True where a body or a life may be at stake: danger, or being beaten. */
export const isUrgent = (kind: string, acts: readonly string[]): boolean =>
  kind === 'danger' || acts.includes('beating')

export const firstLookRule = (kind: string, acts: readonly string[]): ClockRule =>
  isUrgent(kind, acts) ? clockRules.firstLookUrgent : clockRules.firstLook

/** The moment a clock lapses. @param startedAt ISO moment */
export const dueAt = (startedAt: string, rule: ClockRule): string =>
  new Date(Date.parse(startedAt) + rule.hours * 3_600_000).toISOString()

/**
 * A clock as a reader sees it at `now`.
 * @param doneAt when the step was done; a done clock is late only if it was done after it was due
 */
export const clockAt = (rule: ClockRule, startedAt: string, doneAt: string | null, now: Date): CaseClock => {
  const due = dueAt(startedAt, rule)
  return {
    kind: rule.kind,
    startedAt,
    dueAt: due,
    doneAt,
    isLate: (doneAt === null ? now.getTime() : Date.parse(doneAt)) > Date.parse(due),
    document: rule.document,
  }
}

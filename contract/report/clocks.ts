/** The legal clocks of a case: rules as data with their document, which clocks run in which state, and when they end. */
import * as z from 'zod/mini'
import { addHours, addSchoolDays, type Calendar } from '../calendar'

/**
 * `register` and `close` are for complaints that are neither bullying nor danger; `appeal` is the bureau's second look;
 * `reply` is the reporter's week to answer the closing letter.
 */
export const clockKinds = ['first_look', 'investigation', 'register', 'close', 'appeal', 'reply'] as const
export const clockKind = z.enum(clockKinds)
export type ClockKind = z.infer<typeof clockKind>

export const clockUnits = ['hours', 'calendar_days', 'school_days'] as const
export const clockUnit = z.enum(clockUnits)
export type ClockUnit = z.infer<typeof clockUnit>

export const ruleLayers = ['national', 'province', 'city', 'district', 'school'] as const
export const ruleLayer = z.enum(ruleLayers)
export type RuleLayer = z.infer<typeof ruleLayer>

export const heldBy = z.enum(['school', 'bureau'])
export type HeldBy = z.infer<typeof heldBy>

export const caseClock = z.object({
  kind: clockKind,
  startedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  /** Set when what the clock asks for was done. */
  doneAt: z.nullable(z.iso.datetime()),
  isLate: z.boolean(),
  /** While it stands still: since when, and until when at most. */
  pausedAt: z.nullable(z.iso.datetime()),
  pausedUntil: z.nullable(z.iso.datetime()),
  /** Whose duty it is. */
  heldBy,
  document: z.string(),
  layer: ruleLayer,
})
export type CaseClock = z.infer<typeof caseClock>

/** One rule: what must be done, for which cases, within how long, and which document of which layer says so. */
export const clockRule = z.object({
  ruleId: z.string(),
  clock: clockKind,
  /** Null: every kind of case; so are the two below. */
  caseKinds: z.nullable(z.array(z.string())),
  isUrgent: z.nullable(z.boolean()),
  heldBy: z.nullable(heldBy),
  amount: z.int(),
  unit: clockUnit,
  /** Before the end: the warning. */
  warnMinutes: z.int(),
  /** After the end: from the head on to the bureau. */
  climbMinutes: z.int(),
  /** Days that it may stand still in all. */
  pauseMostDays: z.int(),
  document: z.string(),
  layer: ruleLayer,
  /** The bureau may change the amount. */
  isDefault: z.boolean(),
})
export type ClockRule = z.infer<typeof clockRule>

/** What the rules ask of a case. */
export type ClockedFacts = { kind: string; isUrgent: boolean; heldBy: HeldBy }

/** True where a body or a life may be at stake: danger, or being beaten. */
export const isUrgent = (kind: string, acts: readonly string[]): boolean =>
  kind === 'danger' || acts.includes('beating')

/**
 * The limits as the rules are first laid down; what pages say where no clock of a case runs yet.
 * @see policy: first look 24 h (2 h where a body is at stake), investigation in principle within 10 days, 教督〔2017〕10号
 */
export const usualLimits = {
  firstLookHours: 24,
  urgentHours: 2,
  investigationDays: 10,
  closeDays: 60,
  appealDays: 15,
  replyDays: 7,
} as const

const hasInvestigation = (kind: string): boolean => kind === 'bullying' || kind === 'danger'

/** Clocks that run while a case stands in a state. One that is not named here is done; one that is named is started. */
export const clocksIn = (state: string, kind: string): readonly ClockKind[] => {
  switch (state) {
    case 'filed':
      return hasInvestigation(kind) ? ['first_look'] : ['first_look', 'register', 'close']
    case 'accepted':
    case 'investigating':
    case 'waiting_reporter':
      return hasInvestigation(kind) ? ['investigation'] : ['close']
    case 'asking':
      return ['reply']
    case 'reviewing':
      return ['appeal']
    default:
      return []
  }
}

/** The moment a clock lapses. A calendar day is 24 hours: China keeps one time all the year. */
export const clockEnd = (
  startedAt: Date,
  { amount, unit }: Pick<ClockRule, 'amount' | 'unit'>,
  calendar: Calendar,
): Date => {
  if (unit === 'school_days') return addSchoolDays(startedAt, amount, calendar)
  return addHours(startedAt, unit === 'hours' ? amount : amount * 24)
}

const fits = (rule: ClockRule, clock: ClockKind, facts: ClockedFacts): boolean =>
  rule.clock === clock &&
  (rule.caseKinds === null || rule.caseKinds.includes(facts.kind)) &&
  (rule.isUrgent === null || rule.isUrgent === facts.isUrgent) &&
  (rule.heldBy === null || rule.heldBy === facts.heldBy)

/** Of all rules that fit, the one that ends first; where two end together, the higher layer's. */
export const strictestRule = (
  rules: readonly ClockRule[],
  clock: ClockKind,
  facts: ClockedFacts,
  startedAt: Date,
  calendar: Calendar,
): { rule: ClockRule; dueAt: Date } | null => {
  const ends = rules
    .filter((rule) => fits(rule, clock, facts))
    .map((rule) => ({ rule, dueAt: clockEnd(startedAt, rule, calendar) }))
    .sort(
      (a, b) =>
        a.dueAt.getTime() - b.dueAt.getTime() ||
        ruleLayers.indexOf(a.rule.layer) - ruleLayers.indexOf(b.rule.layer),
    )
  return ends[0] ?? null
}

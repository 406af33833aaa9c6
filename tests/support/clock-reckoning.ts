/** When each warning and climb of a case must come, reckoned by hand from what happened: nothing here is the program's. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What happened to a case, in milliseconds. */
export type Story = {
  kind: string
  isUrgent: boolean
  /** True where the school has a head and knows of the case. */
  hasHead: boolean
  filedAt: number
  takenAt: number | null
  pauses: { from: number; to: number; isBySelf: boolean }[]
  /** The handler's last word: closed, or the reporter asked. */
  endedAt: number | null
  askedAt: number | null
}

export type District = {
  /** Days off and swapped working days, `2026-10-01`. */
  off: ReadonlySet<string>
  on: ReadonlySet<string>
  /** The first run at or after a moment; null after the last. */
  firstRun(moment: number): number | null
}

type Length = { hours: number } | { schoolDays: number }
type Rule = { length: Length; warn: number; climb: number }

/** As migration 0006 lays them down, but for the two that this bureau counts in school days. */
const rules = {
  firstLook: { length: { schoolDays: 1 }, warn: 240, climb: 1440 },
  urgentLook: { length: { hours: 2 }, warn: 30, climb: 120 },
  bullying: { length: { hours: 240 }, warn: 2880, climb: 4320 },
  danger: { length: { schoolDays: 7 }, warn: 2880, climb: 4320 },
  register: { length: { hours: 360 }, warn: 4320, climb: 1440 },
  close: { length: { hours: 1440 }, warn: 10_080, climb: 4320 },
} satisfies Record<string, Rule>

const dayOf = (moment: number): string => new Date(moment + 8 * HOUR).toISOString().slice(0, 10)
const isAtSchool = (moment: number, { off, on }: District): boolean => {
  const day = dayOf(moment)
  if (off.has(day) || on.has(day)) return on.has(day)
  return ![0, 6].includes(new Date(moment + 8 * HOUR).getUTCDay())
}
const endOf = (start: number, length: Length, district: District): number => {
  if ('hours' in length) return start + length.hours * HOUR
  let at = start
  for (let left = length.schoolDays; left > 0; ) {
    at += DAY
    if (isAtSchool(at, district)) left--
  }
  return at
}

export type Expected = {
  at: number
  kind: 'warned' | 'climbed' | 'resumed' | 'closed'
  head: boolean
  bureau: boolean
}

const clockSays = (
  rule: Rule,
  start: number,
  end: number | null,
  pauses: Story['pauses'],
  hasHead: boolean,
  district: District,
): Expected[] => {
  const said: Expected[] = []
  const isOpen = (at: number | null): at is number => at !== null && (end === null || end > at)
  let due = endOf(start, rule.length, district)
  let warning: number | null = due - rule.warn * MINUTE
  if (warning <= start) warning = null
  const warn = (at: number | null): void => {
    if (isOpen(at)) said.push({ at, kind: 'warned', head: false, bureau: false })
    warning = null
  }
  for (const { from, to } of pauses) {
    const run = warning === null ? null : district.firstRun(warning)
    if (run !== null && run < from) warn(run)
    const moved = due + (to - from)
    const rolled =
      'hours' in rule.length || isAtSchool(moved, district)
        ? moved
        : endOf(moved, { schoolDays: 1 }, district)
    if (warning !== null) warning += rolled - due
    due = rolled
  }
  if (warning !== null) warn(district.firstRun(warning))
  const lapse = district.firstRun(due)
  if (isOpen(lapse)) said.push({ at: lapse, kind: 'climbed', head: hasHead, bureau: !hasHead })
  const further = district.firstRun(due + rule.climb * MINUTE)
  if (hasHead && isOpen(further)) said.push({ at: further, kind: 'climbed', head: false, bureau: true })
  return said
}

/** Everything that the runs must do to a case, in order. */
export const reckon = (story: Story, district: District): Expected[] => {
  const { filedAt, takenAt, endedAt, pauses, hasHead, askedAt } = story
  const clock = (rule: Rule, start: number, end: number | null, isPaused: boolean): Expected[] =>
    clockSays(rule, start, end, isPaused ? pauses : [], hasHead, district)
  const said = clock(story.isUrgent ? rules.urgentLook : rules.firstLook, filedAt, takenAt, false)
  if (story.kind === 'bullying' || story.kind === 'danger') {
    if (takenAt !== null) said.push(...clock(rules[story.kind], takenAt, endedAt, true))
  } else {
    said.push(
      ...clock(rules.register, filedAt, takenAt, false),
      ...clock(rules.close, filedAt, endedAt, true),
    )
  }
  for (const { to, isBySelf } of pauses) {
    const run = isBySelf ? district.firstRun(to) : null
    if (run !== null && (endedAt === null || endedAt > run))
      said.push({ at: run, kind: 'resumed', head: false, bureau: false })
  }
  if (askedAt !== null) {
    const reminder = district.firstRun(askedAt + 5 * DAY)
    const silence = district.firstRun(askedAt + 7 * DAY)
    if (reminder !== null) said.push({ at: reminder, kind: 'warned', head: false, bureau: false })
    if (silence !== null) said.push({ at: silence, kind: 'closed', head: false, bureau: false })
  }
  return said.sort((a, b) => a.at - b.at || a.kind.localeCompare(b.kind))
}

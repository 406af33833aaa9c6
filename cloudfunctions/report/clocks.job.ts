/** The clocks' own run: what is due is warned of, climbs, goes on after a pause, or closes in silence; each once. */
import { clockNames } from '../../contract/report/clock-words'
import type { TimelineEntry } from '../../contract/report/report'
import { dateClockWords } from '../../contract/time-words'
import { actAs, type Queryable, transactionAs } from '../platform/database'
import { AppError } from '../platform/errors'
import type { Caller, Services } from '../platform/services'
import type { CaseChanges } from './case-queries'
import { appendStep, caseKey } from './chain'
import { type ClockRow, listClocksOf } from './clock-queries'
import { type ClockedRow, type DueCase, listDueCases, takeUpCase } from './clock-run-queries'
import { changeClock, dueOf, movedBy } from './clocks'
import { tellReporter } from './tell'
import {
  isSchools,
  listPeople,
  type Rung,
  rungNames,
  tellLapsed,
  tellWarned,
  warnedRung,
} from './tell-of-clocks'

const BATCH = 100
/** Milliseconds a run may take before it leaves the rest to the next one. */
const BUDGET_MS = 15_000

const deeds = ['warned', 'climbed', 'resumed', 'closed'] as const
type Deed = (typeof deeds)[number]
export type ClocksDone = Record<Deed | 'failed', number>

/**
 * Does what clocks ask for by now. Two runs at once share the cases; a case that fails is left to the next run and
 * stops no other.
 *
 * @throws AppError `role.forbidden` where anybody but the timer calls; the mark is the host's, never the event's
 */
export const runClocks = async (services: Services, caller: Pick<Caller, 'source'>): Promise<ClocksDone> => {
  if (caller.source !== 'timer') throw new AppError('role.forbidden')
  const startedAt = performance.now()
  const isOver = (): boolean => performance.now() - startedAt > BUDGET_MS
  const now = services.now()
  const done: ClocksDone = { warned: 0, climbed: 0, resumed: 0, closed: 0, failed: 0 }
  let last: DueCase | null = null
  for (;;) {
    const place: DueCase | null = last
    const due: DueCase[] = await transactionAs(services.database, 'anxin_clocks', (db) =>
      listDueCases(db, now, place, BATCH),
    )
    for (const { case_id } of due) {
      if (isOver()) return done
      try {
        for (const deed of await runCase(services, case_id, now)) done[deed]++
      } catch (error) {
        done.failed++
        services.log.fault('clocks', error)
      }
    }
    last = due.at(-1) ?? null
    if (due.length < BATCH) return done
  }
}

/** One case in one transaction: everything of it that is due, the longest overdue first. */
const runCase = (services: Services, caseId: string, now: Date): Promise<Deed[]> =>
  services.database.transaction(async (db) => {
    await actAs(db, 'anxin_clocks')
    const did: Deed[] = []
    const waiting = new Set<string>()
    let kase = await takeUpCase(db, caseId)
    if (!kase) return did
    for (;;) {
      const clocks = await listClocksOf(db, [caseId])
      const due = dueFirst(clocks, waiting, now)
      if (!due) return did
      const outcome: Outcome | null = await runClock({ db, services, now, kase, clocks }, due)
      if (outcome === null) {
        waiting.add(nameOf(due))
        continue
      }
      kase = outcome.kase
      did.push(outcome.deed)
    }
  })

type Run = { db: Queryable; services: Services; now: Date; kase: ClockedRow; clocks: ClockRow[] }
type Outcome = { kase: ClockedRow; deed: Deed }

const nameOf = ({ kind, round }: ClockRow): string => `${kind} ${round}`

const dueFirst = (
  clocks: readonly ClockRow[],
  waiting: ReadonlySet<string>,
  now: Date,
): ClockRow | undefined =>
  clocks
    .filter((clock) => clock.next_at !== null && clock.next_at <= now && !waiting.has(nameOf(clock)))
    .sort((a, b) => (a.next_at?.getTime() ?? 0) - (b.next_at?.getTime() ?? 0))[0]

/** @returns null where it must wait, because nobody is there to hear of it */
const runClock = (run: Run, clock: ClockRow): Promise<Outcome | null> => {
  if (clock.paused_until !== null) return resume(run, clock.paused_until)
  if (clock.warned_at === null && clock.warn_at !== null && clock.warn_at <= run.now) return warn(run, clock)
  if (clock.kind === 'reply') return closeInSilence(run)
  return climb(run, clock)
}

const addStep = (
  { db, services, now, kase }: Run,
  kind: TimelineEntry['kind'],
  text: string,
  changes: CaseChanges = {},
): Promise<ClockedRow> =>
  appendStep(
    db,
    caseKey(services, kase),
    kase,
    {
      kind,
      isInternal: false,
      content: {
        by: 'system',
        actorName: '',
        postId: null,
        text,
        files: [],
        turnsTo: changes.state ?? null,
        reportDigest: null,
      },
    },
    changes,
    now,
  )

/** `受理时限（11月18日 20:00）`. */
const named = (clock: ClockRow): string => `${clockNames[clock.kind]}时限（${dateClockWords(clock.due_at)}）`

const warn = async (run: Run, clock: ClockRow): Promise<Outcome | null> => {
  const { db, now } = run
  if (clock.kind === 'reply') {
    await tellReporter(run, run.kase)
    const kase = await addStep(run, 'warned', `${named(clock)}快到了，已提醒举报人答复`)
    await changeClock(db, clock, { warned_at: now })
    return { kase, deed: 'warned' }
  }
  const people = await listPeople(run, run.kase)
  const rung = warnedRung(people)
  if (rung === null) return null
  await tellWarned(run, people, rung)
  const kase = await addStep(run, 'warned', `${named(clock)}快到了，已提醒${rungNames[rung]}`)
  await changeClock(db, clock, { warned_at: now })
  return { kase, deed: 'warned' }
}

/** Where the school works on it, whoever it climbs to reads it from then on. */
const seenFrom = ({ kase, now }: Run, above: Rung): CaseChanges => {
  if (!isSchools(kase)) return {}
  return above === 'head' ? { head_sees_since: now } : { bureau_sees_since: now }
}

/** To the head at the end, and to the bureau after a while more; at once where no head stands between. */
const climb = async (run: Run, clock: ClockRow): Promise<Outcome | null> => {
  const { db, now } = run
  const people = await listPeople(run, run.kase)
  const isFirst = clock.climbed_head_at === null
  const above: Rung = isFirst && people.head.length > 0 ? 'head' : 'bureau'
  // Nobody above yet: it climbs as soon as somebody is there, rather than to nobody.
  if (people[above].length === 0) return null
  const rungs: Rung[] = isFirst && people.handler.length > 0 ? [above, 'handler'] : [above]
  await tellLapsed(run, run.kase, people, rungs)
  const names = rungs.map((rung) => rungNames[rung]).join('和')
  const sees = isSchools(run.kase) ? `，${rungNames[above]}现在可以查看` : ''
  const kase = await addStep(
    run,
    'climbed',
    `${named(clock)}已过，已告知${names}${sees}`,
    seenFrom(run, above),
  )
  await changeClock(db, clock, above === 'head' ? { climbed_head_at: now } : { climbed_bureau_at: now })
  return { kase, deed: 'climbed' }
}

/** The end of a pause counts from its own moment, not from when somebody came by. */
const resume = async (run: Run, until: Date): Promise<Outcome> => {
  const { db, clocks } = run
  const after: ClockRow[] = []
  for (const clock of clocks) {
    const ends = clock.paused_at !== null && clock.paused_until?.getTime() === until.getTime()
    after.push(
      ends && clock.paused_at
        ? await changeClock(db, clock, await movedBy(db, clock, clock.paused_at, until))
        : clock,
    )
  }
  const kase = await addStep(run, 'resumed', '暂停到期', { due_at: dueOf(after) })
  await tellReporter(run, kase)
  return { kase, deed: 'resumed' }
}

/** Silence closes: the reporter was asked, reminded, and did not answer. Its clock is done with the state. */
const closeInSilence = async (run: Run): Promise<Outcome> => {
  const kase = await addStep(run, 'closed', '到期没有收到答复，按办结处理。', {
    state: 'closed',
    outcome: 'silent',
    closed_at: run.now,
  })
  await tellReporter(run, kase)
  return { kase, deed: 'closed' }
}

/** What leaves: a case as its reporter sees it, as its handlers see it, and its line in the queue. */
import { gradeName } from '../../contract/people'
import type { CaseClock } from '../../contract/report/clocks'
import {
  type BullyingAct,
  bullyingActs,
  type CaseView,
  type Progress,
  type QueueItem,
  type TeamMember,
  type TimelineEntry,
} from '../../contract/report/report'
import type { OutputOf } from '../../contract/routes'
import { isPerson } from '../platform/actor'
import { notFound } from '../platform/errors'
import type { Context } from '../platform/handler'
import type { WordsVerdict } from '../platform/wechat'
import { findBrokenStep } from './broken-step'
import { type CaseContent, openContent } from './case-content'
import { type CaseRow, listSteps, raiseSeen, type StepRow } from './case-queries'
import { readerKey, readStep, type StepContent } from './chain'
import { clocksOf, runningClock } from './clocks'
import { findContentFlag } from './content-flag-queries'
import { seatOn } from './desk'
import { presentFile } from './evidence'
import { type ReporterNames, reporterNames } from './identity/names'
import { teacherName } from './names'
import { canReassignCase, canSteerCase, isOnDeskOf } from './policy'
import type { QueueRow } from './queue-queries'
import { afterUnsatisfied, canAnswer, canAppeal, canWithdraw, missingForClosing } from './rules'
import { teamOf } from './team/team'
import { type FileRow, listFiles } from './upload-queries'

const REPORTER = '举报人'
const SYSTEM = '系统'
const BUREAU = '区教育局'
const UNREADABLE = '这一条的内容打不开，可能被改过。'

/** Who acted, as this side may know them. */
const actorName = (content: StepContent, side: Side, reporterName: string): string => {
  if (content.by === 'reporter') return reporterName
  if (content.by === 'system') return SYSTEM
  if (side === 'handler') return content.actorName
  return content.desk === 'bureau' ? BUREAU : teacherName(content.actorName)
}

/** Steps whose words are for the desk: the reporter reads from their kind all they may know. */
const isForDesk = (kind: TimelineEntry['kind']): boolean =>
  kind === 'handler_excluded' ||
  kind === 'moved_to_bureau' ||
  kind === 'guardians_told' ||
  kind === 'authority_told'

type Side = 'reporter' | 'handler'

/** An act that is none, written into one case by hand, would otherwise leave a whole list without an answer. */
const actsOf = ({ acts }: Pick<CaseRow, 'acts'>): BullyingAct[] =>
  acts.filter((act) => bullyingActs.includes(act))

const timelineOf = (
  { now }: Context,
  kase: CaseRow,
  side: Side,
  steps: { row: StepRow; content: StepContent }[],
  files: FileRow[],
  reporterAt: (seq: number) => string | null,
): TimelineEntry[] =>
  steps.map(({ row, content }) => {
    const isReporters = content.by === 'reporter'
    const seenByReader = side === 'reporter' ? kase.reporter_seen_seq : kase.handler_seen_seq
    const isWithdrawn = kase.withdrawn_seqs.includes(row.seq)
    const seenByOther = isReporters ? kase.handler_seen_seq : kase.reporter_seen_seq
    return {
      seq: row.seq,
      kind: row.kind,
      at: row.at.toISOString(),
      actorName: actorName(content, side, reporterAt(row.seq) ?? REPORTER),
      text: isWithdrawn || (side === 'reporter' && isForDesk(row.kind)) ? '' : content.text,
      files: isWithdrawn ? [] : files.filter((file) => file.seq === row.seq).map(presentFile),
      hashStart: row.hash.slice(0, 4),
      isNew: content.by !== side && row.seq > seenByReader,
      isSeen: !row.is_internal && seenByOther >= row.seq,
      isWithdrawn,
      canWithdraw:
        side === 'reporter' && row.kind === 'reporter_message' && canWithdraw(kase, row.seq, row.at, now),
    }
  })

/** A step whose words were touched must not hide the rest: it is shown as what it is, and `brokenStep` names the first. */
const openOrSay = (key: Buffer | null, kase: CaseRow, row: StepRow): StepContent => {
  const isTakenBack = row.content_sealed === null && kase.withdrawn_seqs.includes(row.seq)
  return (
    readStep(key, kase.id, row) ?? {
      by: isTakenBack ? 'reporter' : 'handler',
      actorName: '',
      postId: null,
      text: isTakenBack ? '' : UNREADABLE,
      files: [],
      turnsTo: null,
      reportDigest: null,
      salt: '',
    }
  )
}

const reportOrSay = ({ services }: Context, kase: CaseRow): CaseContent =>
  openContent(services, kase) ?? {
    details: UNREADABLE,
    place: '',
    occurredWhen: '',
    reporter: null,
    inputDigest: '',
    salt: '',
  }

const openSteps = async ({ db, services }: Context, kase: CaseRow, side: Side) => {
  const key = readerKey(services, kase)
  const rows = await listSteps(db, kase.school_id, kase.id)
  return rows
    .filter((row) => side === 'handler' || !row.is_internal)
    .map((row) => ({ row, content: openOrSay(key, kase, row) }))
}

const answersOf = ({ place, occurredWhen, since = '', howOften = '', witnesses = '' }: CaseContent) => ({
  place,
  occurredWhen,
  since,
  howOften,
  witnesses,
})

const handlerNameForReporter = ({ handler_name, held_by }: CaseRow): string | null => {
  if (held_by === 'bureau') return BUREAU
  return handler_name === null ? null : teacherName(handler_name)
}

/** The case as its reporter reads it: no internal step, handlers by surname. */
export const presentProgress = async (context: Context, kase: CaseRow): Promise<Progress> => {
  const content = reportOrSay(context, kase)
  const files = await listFiles(context.db, kase.school_id, kase.id)
  const timeline = timelineOf(
    context,
    kase,
    'reporter',
    await openSteps(context, kase, 'reporter'),
    files,
    () => null,
  )
  return {
    caseId: kase.id,
    number: kase.number,
    schoolName: kase.school_name,
    heldBy: kase.held_by,
    kind: kase.kind,
    acts: actsOf(kase),
    state: kase.state,
    isNamed: kase.is_named,
    handlerName: handlerNameForReporter(kase),
    clock: runningClock(await clocksOf(context.db, kase, context.now)),
    details: content.details,
    ...answersOf(content),
    files: files.filter((file) => file.seq === 1).map(presentFile),
    timeline,
    newCount: timeline.filter((entry) => entry.isNew).length,
    head: kase.head,
    events: kase.events,
    brokenStep: await findBrokenStep(context.db, context.services, kase),
    canWrite: kase.state !== 'closed' && kase.state !== 'withdrawn',
    choices: {
      canAnswer: canAnswer(kase),
      ifUnsatisfied: afterUnsatisfied(kase),
      canAppeal: canAppeal(kase),
      isFinal: kase.outcome === 'review_final',
      canSayConflict: kase.held_by === 'school' && kase.state !== 'closed' && kase.state !== 'withdrawn',
      canWithdraw: kase.state === 'filed' && canWithdraw(kase, 1, kase.filed_at, context.now),
    },
  }
}

/** A report that was taken back unread stays sealed from the desk. */
const contentForDesk = (context: Context, kase: CaseRow): CaseContent => {
  const content = reportOrSay(context, kase)
  if (kase.state !== 'withdrawn') return content
  return {
    ...content,
    details: '',
    place: '',
    occurredWhen: '',
    since: '',
    howOften: '',
    witnesses: '',
    reporter: null,
  }
}

const nameless: Pick<ReporterNames, 'now' | 'at'> = { now: null, at: () => null }

const presentTeam = async (context: Context, kase: CaseRow): Promise<TeamMember[]> =>
  (await teamOf(context, kase)).map(({ id, user_id, name, role, status }) => ({
    memberId: id,
    name,
    role,
    state: status === 'joined' || status === 'invited' ? status : 'declined',
    isMe: isPerson(context.actor) && user_id === context.actor.userId,
  }))

/** All that the reporter wrote so far, to look for somebody's name in. */
export const wordsOfReporter = async (context: Context, kase: CaseRow): Promise<string[]> => {
  const { details, place, occurredWhen, since, howOften, witnesses } = reportOrSay(context, kase)
  const steps = await openSteps(context, kase, 'handler')
  const said = steps.filter(({ content }) => content.by === 'reporter').map(({ content }) => content.text)
  return [details, place, occurredWhen, since ?? '', howOften ?? '', witnesses ?? '', ...said]
}

const isWorrying = (flag: WordsVerdict | null): boolean => flag === 'review' || flag === 'risky'

/** The case as those who work on it read it; that its own desk has read it is remembered. */
export const presentCase = async (context: Context, kase: CaseRow): Promise<CaseView> => {
  const content = contentForDesk(context, kase)
  const files = await listFiles(context.db, kase.school_id, kase.id)
  const steps = await openSteps(context, kase, 'handler')
  const seated = await seatOn(context, kase)
  if (!seated) throw notFound()
  const { post, seat } = seated
  const isDesk = seat === 'desk'
  // A name that the reporter opened is for those who handle the case.
  const names = isDesk ? reporterNames(content.reporter, steps) : nameless
  if (kase.handler_seen_seq < kase.events && isDesk && isOnDeskOf(kase, post))
    await raiseSeen(context.db, kase.id, 'handler', kase.events)
  return {
    caseId: kase.id,
    schoolId: kase.school_id,
    schoolName: kase.school_name,
    number: kase.number,
    heldBy: kase.held_by,
    isHidden: kase.is_hidden_from_school,
    seat,
    canSteer: isDesk && canSteerCase(kase, post),
    canReassign: canReassignCase(context.actor, kase, seated),
    team: await presentTeam(context, kase),
    missing: missingForClosing(
      kase,
      steps.map(({ row }) => row.kind),
    ),
    outcome: kase.outcome,
    isReopened: kase.reopened_count > 0,
    kind: kase.kind,
    acts: actsOf(kase),
    about: kase.about,
    state: kase.state,
    level: kase.level,
    isNamed: kase.is_named,
    reporterName: names.now?.name ?? null,
    reporterContact: names.now?.contact ?? null,
    gradeName: kase.grade === null ? '' : gradeName(kase.grade),
    filedAt: kase.filed_at.toISOString(),
    ...answersOf(content),
    details: content.details,
    files: files.filter((file) => file.seq === 1).map(presentFile),
    handler:
      kase.handler_name === null
        ? null
        : { name: kase.handler_name, isMe: kase.handler_post_id === post.postId },
    clocks: await clocksOf(context.db, kase, context.now),
    timeline: timelineOf(context, kase, 'handler', steps, files, names.at).map((entry) => ({
      ...entry,
      // What is new is the desk's to know.
      isNew: isDesk && entry.isNew,
    })),
    head: kase.head,
    isFlagged: isWorrying(await findContentFlag(context.db, kase.id)),
    events: kase.events,
    brokenStep: await findBrokenStep(context.db, context.services, kase),
  }
}

export const presentQueueItem = (kase: QueueRow, clock: CaseClock | null): QueueItem => ({
  caseId: kase.id,
  number: kase.number,
  schoolName: kase.school_name,
  kind: kase.kind,
  acts: actsOf(kase),
  state: kase.state,
  level: kase.level,
  isNamed: kase.is_named,
  gradeName: kase.grade === null ? '' : gradeName(kase.grade),
  pictures: kase.file_count,
  lastAt: kase.last_at.toISOString(),
  hasNewMessage: kase.reporter_wrote_seq > 1 && kase.reporter_wrote_seq > kase.handler_seen_seq,
  isUnread: kase.handler_seen_seq === 0,
  handlerName: kase.handler_name,
  clock,
})

/** @param head the hash of the first step: what the chain was when the report was filed */
export const presentReceipt = (
  kase: CaseRow,
  receiptCode: string,
  head: string,
  clock: CaseClock | null,
): OutputOf<'report.submitReport'> => ({
  caseId: kase.id,
  number: kase.number,
  receiptCode,
  filedAt: kase.filed_at.toISOString(),
  head,
  schoolName: kase.school_name,
  heldBy: kase.held_by,
  clock,
})

export const presentMine = (
  kase: CaseRow,
  newCount: number,
  clock: CaseClock | null,
): OutputOf<'report.listMine'>['reports'][number] => ({
  caseId: kase.id,
  number: kase.number,
  schoolName: kase.school_name,
  kind: kase.kind,
  acts: actsOf(kase),
  state: kase.state,
  filedAt: kase.filed_at.toISOString(),
  lastAt: kase.last_at.toISOString(),
  newCount,
  clock,
})

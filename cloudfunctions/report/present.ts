/** What leaves: a case as its reporter sees it, as its handlers see it, and its line in the queue. */
import { gradeName } from '../../contract/people'
import type { CaseClock } from '../../contract/report/clocks'
import type { CaseView, Progress, QueueItem, TimelineEntry } from '../../contract/report/report'
import type { OutputOf } from '../../contract/routes'
import type { Context } from '../platform/handler'
import { type CaseContent, openContent } from './case-content'
import { type CaseRow, listSteps, raiseSeen, type StepRow } from './case-queries'
import { caseKey, findBrokenStep, openStep, type StepContent } from './chain'
import { clocksOf, runningClock } from './clocks'
import { presentFile } from './evidence'
import { reporterNames } from './identity/names'
import { handlerPostAt } from './policy'
import { type FileRow, listFiles } from './upload-queries'

const REPORTER = '举报人'
const SYSTEM = '系统'
const compoundSurnames =
  /^(欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|夏侯|端木|轩辕|南宫|独孤|澹台|闻人|司空|太史|申屠|公冶|赫连|钟离|呼延|百里|淳于|濮阳)/

/** How a reporter knows a handler: `周敏` → `周老师`. */
export const teacherName = (name: string): string => {
  const trimmed = name.trim()
  const surname = compoundSurnames.exec(trimmed)?.[1] ?? [...trimmed][0]
  return surname === undefined || trimmed === '老师' ? '老师' : `${surname}老师`
}

type Side = 'reporter' | 'handler'

const timelineOf = (
  kase: CaseRow,
  side: Side,
  steps: { row: StepRow; content: StepContent }[],
  files: FileRow[],
  reporterAt: (seq: number) => string | null,
): TimelineEntry[] =>
  steps.map(({ row, content }) => {
    const isReporters = content.by === 'reporter'
    const seenByReader = side === 'reporter' ? kase.reporter_seen_seq : kase.handler_seen_seq
    const seenByOther = isReporters ? kase.handler_seen_seq : kase.reporter_seen_seq
    const handlerName =
      content.by === 'system'
        ? SYSTEM
        : side === 'reporter'
          ? teacherName(content.actorName)
          : content.actorName
    return {
      seq: row.seq,
      kind: row.kind,
      at: row.at.toISOString(),
      actorName: isReporters ? (reporterAt(row.seq) ?? REPORTER) : handlerName,
      text: content.text,
      files: files.filter((file) => file.seq === row.seq).map(presentFile),
      hashStart: row.hash.slice(0, 4),
      isNew: content.by !== side && row.seq > seenByReader,
      isSeen: !row.is_internal && seenByOther >= row.seq,
    }
  })

/** A step whose words were touched must not hide the rest: it is shown as what it is, and `brokenStep` names the first. */
const openOrSay = (key: Buffer, caseId: string, row: StepRow): StepContent => {
  try {
    return openStep(key, caseId, row)
  } catch {
    return {
      by: 'handler',
      actorName: '',
      postId: null,
      text: '这一条的内容打不开，可能被改过。',
      files: [],
      turnsTo: null,
      reportDigest: null,
      salt: '',
    }
  }
}

const openSteps = async ({ db, services }: Context, kase: CaseRow, side: Side) => {
  const key = caseKey(services, kase)
  const rows = await listSteps(db, kase.school_id, kase.id)
  return rows
    .filter((row) => side === 'handler' || !row.is_internal)
    .map((row) => ({ row, content: openOrSay(key, kase.id, row) }))
}

const answersOf = ({ place, occurredWhen, since = '', howOften = '', witnesses = '' }: CaseContent) => ({
  place,
  occurredWhen,
  since,
  howOften,
  witnesses,
})

/** The case as its reporter reads it: no internal step, handlers by surname. */
export const presentProgress = async (context: Context, kase: CaseRow): Promise<Progress> => {
  const content = openContent(context.services, kase)
  const files = await listFiles(context.db, kase.school_id, kase.id)
  const timeline = timelineOf(kase, 'reporter', await openSteps(context, kase, 'reporter'), files, () => null)
  return {
    caseId: kase.id,
    number: kase.number,
    schoolName: kase.school_name,
    kind: kase.kind,
    acts: kase.acts,
    state: kase.state,
    isNamed: kase.is_named,
    handlerName: kase.handler_name === null ? null : teacherName(kase.handler_name),
    clock: runningClock(await clocksOf(context.db, kase, context.now)),
    details: content.details,
    ...answersOf(content),
    files: files.filter((file) => file.seq === 1).map(presentFile),
    timeline,
    newCount: timeline.filter((entry) => entry.isNew).length,
    head: kase.head,
    events: kase.events,
    brokenStep: await findBrokenStep(context.db, context.services, kase),
    canWrite: kase.state !== 'closed',
  }
}

/** The case as its school's handlers read it; having read it is remembered. */
export const presentCase = async (context: Context, kase: CaseRow): Promise<CaseView> => {
  const content = openContent(context.services, kase)
  const files = await listFiles(context.db, kase.school_id, kase.id)
  const steps = await openSteps(context, kase, 'handler')
  const names = reporterNames(content.reporter, steps)
  const post = handlerPostAt(context.actor, kase.school_id)
  if (kase.handler_seen_seq < kase.events) await raiseSeen(context.db, kase.id, 'handler', kase.events)
  return {
    caseId: kase.id,
    schoolId: kase.school_id,
    number: kase.number,
    kind: kase.kind,
    acts: kase.acts,
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
        : { name: kase.handler_name, isMe: kase.handler_post_id === post?.postId },
    clocks: await clocksOf(context.db, kase, context.now),
    timeline: timelineOf(kase, 'handler', steps, files, names.at),
    head: kase.head,
    events: kase.events,
    brokenStep: await findBrokenStep(context.db, context.services, kase),
  }
}

export type QueueRow = Omit<CaseRow, 'has_identity' | 'content_sealed' | 'notify_sealed' | 'data_key_wrapped'>

export const presentQueueItem = (kase: QueueRow, clock: CaseClock | null): QueueItem => ({
  caseId: kase.id,
  number: kase.number,
  kind: kase.kind,
  acts: kase.acts,
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
  acts: kase.acts,
  state: kase.state,
  filedAt: kase.filed_at.toISOString(),
  lastAt: kase.last_at.toISOString(),
  newCount,
  clock,
})

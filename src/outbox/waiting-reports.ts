/** Reports that were handed in and wait for the network: each is sent until the server has it, and filed once. */
import Taro from '@tarojs/taro'
import { CallError, call, newRequestId } from '@/api/call'
import { useSession } from '@/stores/session'
import { type Draft, dropDraft, isBlank, keepDraft, readDraft, withNewFields } from './draft'
import { removeMedia } from './media-store'
import { keepReceipt, type Receipt } from './receipts'
import { type Attachment, restarted, sendAttachment } from './upload'

/** Home reads this key to say that a report still waits. */
const KEY = 'report-waiting'

export type Waiting = {
  /** Only this person's session may send it; null where nobody was known yet. */
  ownerId: string | null
  draft: Draft
  /** Why the server would not take it; empty while it merely waits. */
  problem: string
}

export type SendResult =
  | { outcome: 'filed'; receipt: Receipt }
  | { outcome: 'waiting'; words: string; needsSignIn: boolean }
  | { outcome: 'refused'; problem: CallError }

const all = (): Waiting[] =>
  ((Taro.getStorageSync(KEY) as Waiting[] | '') || []).map((one) => ({
    ...one,
    draft: withNewFields(one.draft),
  }))
const keep = (list: Waiting[]): void =>
  list.length === 0 ? Taro.removeStorageSync(KEY) : Taro.setStorageSync(KEY, list)

const change = (requestId: string, next: (entry: Waiting) => Waiting | null): void =>
  keep(all().flatMap((entry) => (entry.draft.requestId === requestId ? (next(entry) ?? []) : entry)))

const ownerNow = (): string | null => useSession.getState().me?.userId ?? null

/** Reports of the person who is here that have not been sent. */
export const listWaiting = (): Waiting[] =>
  all().filter(({ ownerId }) => ownerId === null || ownerId === ownerNow())

/** Problems that pass by themselves: what was handed in waits, and is sent again. */
const passing: readonly string[] = [
  'network.away',
  'server.busy',
  'server.away',
  'server.key_missing',
  'server.failed',
  'request.too_many',
  'session.missing',
  'session.ended',
]

const underway = new Map<string, Promise<SendResult>>()

/** Hands a draft in. From here on it is sent until the server has it; a second press joins the first. */
export const handIn = (draft: Draft): Promise<SendResult> => {
  const { requestId } = draft
  if (!all().some((entry) => entry.draft.requestId === requestId))
    keep([...all(), { ownerId: ownerNow(), draft, problem: '' }])
  dropDraft(ownerNow())
  return sendOne(requestId)
}

const sendOne = (requestId: string): Promise<SendResult> => {
  const before = underway.get(requestId)
  if (before) return before
  const sending = deliver(requestId).finally(() => underway.delete(requestId))
  underway.set(requestId, sending)
  return sending
}

const deliver = async (requestId: string): Promise<SendResult> => {
  try {
    return await tryOnce(requestId, true)
  } catch (reason) {
    const problem =
      reason instanceof CallError
        ? reason
        : new CallError('file.incomplete', '有一个文件在手机里找不到了，请移除后重新添加。')
    if (passing.includes(problem.code)) {
      const needsSignIn = problem.code.startsWith('session.')
      return { outcome: 'waiting', words: waitingWords(problem), needsSignIn }
    }
    // Other words went under this id before (another window): these are a report of their own.
    const isReused = problem.code === 'request.reused'
    change(requestId, (now) => ({
      ...now,
      draft: isReused ? { ...now.draft, requestId: newRequestId() } : now.draft,
      problem: problem.message,
    }))
    return { outcome: 'refused', problem }
  }
}

const tryOnce = async (requestId: string, mayRestart: boolean): Promise<SendResult> => {
  const entry = all().find((one) => one.draft.requestId === requestId)
  if (!entry) return { outcome: 'waiting', words: '', needsSignIn: false }
  for (const file of entry.draft.files)
    await sendAttachment(file, (next) => changeFiles(requestId, (one) => (isSame(one, next) ? next : one)))
  const ready = all().find((one) => one.draft.requestId === requestId)?.draft ?? entry.draft
  try {
    const receipt = { ...(await call('report.submitReport', inputOf(ready))), isNamed: ready.isNamed }
    keepReceipt(entry.ownerId ?? ownerNow(), receipt)
    askForCheck(receipt)
    change(requestId, () => null)
    for (const file of ready.files) void removeMedia(file)
    return { outcome: 'filed', receipt }
  } catch (reason) {
    // A draft kept for days: the server has let go of its files, so they are sent once more.
    const isStale =
      reason instanceof CallError && (reason.code === 'file.incomplete' || reason.code === 'record.not_found')
    if (!mayRestart || !isStale || ready.files.length === 0) throw reason
    changeFiles(requestId, restarted)
    return tryOnce(requestId, false)
  }
}

/** WeChat's machine may label it for the handler; whatever becomes of that, the report is filed. */
const askForCheck = ({ receiptCode }: Receipt): void => {
  if (process.env.TARO_ENV !== 'weapp') return
  call('report.checkWords', { requestId: newRequestId(), by: { receiptCode } }).catch(() => {})
}

const isSame = (one: Attachment, other: Attachment): boolean => one.mediaId === other.mediaId

const changeFiles = (requestId: string, next: (file: Attachment) => Attachment): void =>
  change(requestId, (now) => ({
    ...now,
    draft: { ...now.draft, files: now.draft.files.map(next) },
  }))

const waitingWords = (problem: CallError): string => {
  if (problem.code === 'network.away') return '网络断开了，内容已存在手机里，连上后会自动提交。'
  if (problem.code.startsWith('session.')) return '还没有登录，内容已存在手机里，登录后会自动提交。'
  return '现在有点忙，内容已存在手机里，过一会儿会自动提交。'
}

const inputOf = (draft: Draft) => ({
  requestId: draft.requestId,
  schoolId: draft.schoolId ?? 0,
  about: draft.about ?? 'someone_else',
  studentId: draft.studentId,
  kind: draft.kind ?? 'other',
  acts: draft.kind === 'bullying' ? draft.acts : [],
  aboutStaff: draft.aboutStaff,
  details: draft.details,
  place: draft.place,
  occurredWhen: draft.occurredWhen,
  since: draft.since,
  howOften: draft.howOften,
  witnesses: draft.witnesses,
  grade: draft.grade,
  isNamed: draft.isNamed,
  contact: draft.contact,
  uploadIds: draft.files.flatMap(({ uploadId }) => (uploadId === null ? [] : [uploadId])),
})

/**
 * Sends everything of this person that waits. Called when the app starts, when home or a page of reports is shown, when the
 * network comes back, and every half minute while something waits on a page of reports.
 *
 * @returns the receipts of what was filed now
 */
export const sendWaitingReports = async (): Promise<Receipt[]> => {
  const filed: Receipt[] = []
  for (const { draft, problem } of listWaiting()) {
    if (problem !== '') continue
    const result = await sendOne(draft.requestId)
    if (result.outcome === 'filed') filed.push(result.receipt)
  }
  return filed
}

/**
 * Takes a report that the server refused back into writing. It was not filed, so it keeps its request id.
 *
 * @returns null where there is none, or where another draft is being written
 */
export const takeBackRefused = (): { draft: Draft; problem: string } | null => {
  const refused = listWaiting().find((entry) => entry.problem !== '')
  const current = readDraft(ownerNow())
  if (!refused || (current && !isBlank(current))) return null
  keepDraft(ownerNow(), refused.draft)
  change(refused.draft.requestId, () => null)
  return { draft: refused.draft, problem: refused.problem }
}

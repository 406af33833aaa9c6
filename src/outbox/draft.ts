/** A report while it is being written: kept on the phone at every change, for the person who writes it. */
import type { BullyingAct, ReportKind } from '@contract/report/report'
import Taro from '@tarojs/taro'
import { newRequestId } from '@/api/call'
import type { Picture } from './upload'

export type About = 'me' | 'my_child' | 'someone_else'

export type Draft = {
  /** Goes with the report, so that however often it is sent it is filed once. */
  requestId: string
  step: number
  about: About | null
  studentId: number | null
  schoolId: number | null
  schoolName: string
  grade: number | null
  kind: ReportKind | null
  acts: BullyingAct[]
  details: string
  place: string
  occurredWhen: string
  pictures: Picture[]
  isNamed: boolean
  contact: string
  /** Words of danger that the sheet has come up for. */
  answered: string[]
}

export const stepCount = 5

export const newDraft = (): Draft => ({
  requestId: newRequestId(),
  step: 1,
  about: null,
  studentId: null,
  schoolId: null,
  schoolName: '',
  grade: null,
  kind: null,
  acts: [],
  details: '',
  place: '',
  occurredWhen: '',
  pictures: [],
  isNamed: false,
  contact: '',
  answered: [],
})

/** Drafts are kept by person: a family's phone or browser serves several. */
const keyOf = (ownerId: string | null) => `report-draft:${ownerId ?? 'nobody'}`

const stored = (ownerId: string | null): Draft | null =>
  (Taro.getStorageSync(keyOf(ownerId)) as Draft | '') || null

/**
 * The draft to go on with. What was written before signing in comes along to the person who then signs in.
 *
 * @param ownerId the account's id, null before anybody has signed in
 */
export const readDraft = (ownerId: string | null): Draft | null => {
  const own = stored(ownerId)
  if (own || ownerId === null) return own
  const before = stored(null)
  if (before === null) return null
  Taro.removeStorageSync(keyOf(null))
  keepDraft(ownerId, before)
  return before
}

export const keepDraft = (ownerId: string | null, draft: Draft): void =>
  Taro.setStorageSync(keyOf(ownerId), draft)

export const dropDraft = (ownerId: string | null): void => Taro.removeStorageSync(keyOf(ownerId))

/** True where nothing has been written yet, so that another may take its place. */
export const isBlank = (draft: Draft): boolean =>
  draft.details === '' && draft.pictures.length === 0 && draft.acts.length === 0

/** Why this step cannot be left yet; null where it can. */
export const missingIn = (draft: Draft, step: number): string | null => {
  if (step === 1) {
    if (draft.about === null) return '请先选一选，这是谁的事'
    if (draft.schoolId === null) return '请选一选，是哪所学校'
  }
  if (step === 2) {
    if (draft.kind === null) return '请先选一选，最像哪一种'
    if (draft.details.trim().length < 2) return '请写一写发生了什么，几个字也可以'
  }
  return null
}

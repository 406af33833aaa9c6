/** A report while it is being written: kept on the phone at every change, for the person who writes it. */
import type { AboutStaff, BullyingAct, ReportKind } from '@contract/report/report'
import Taro from '@tarojs/taro'
import { newRequestId } from '@/api/call'
import type { KeptMedia } from './kept-media'
import type { Attachment } from './upload'

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
  since: string
  howOften: string
  witnesses: string
  /** Whether it is about a grown-up of the school: then the bureau takes it. */
  aboutStaff: AboutStaff
  /** The two questions about danger, asked on the phone and kept there. */
  isAnybodyHurt: boolean | null
  isSafeNow: boolean | null
  files: Attachment[]
  /** A voice that is being recorded: what the phone has of it outlives the app. */
  recording: KeptMedia | null
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
  since: '',
  howOften: '',
  witnesses: '',
  aboutStaff: 'no',
  isAnybodyHurt: null,
  isSafeNow: null,
  files: [],
  recording: null,
  isNamed: false,
  contact: '',
  answered: [],
})

/** Drafts are kept by person: a family's phone or browser serves several. */
const keyOf = (ownerId: string | null) => `report-draft:${ownerId ?? 'nobody'}`

/** A draft may be older than the app that goes on with it. */
export const withNewFields = (draft: Draft): Draft => ({ ...newDraft(), ...draft })

const stored = (ownerId: string | null): Draft | null => {
  const found = Taro.getStorageSync(keyOf(ownerId)) as Draft | ''
  return found ? withNewFields(found) : null
}

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
  draft.details === '' && draft.files.length === 0 && draft.acts.length === 0

const hasRecording = ({ files }: Draft): boolean => files.some(({ kind }) => kind !== 'picture')

/** Why this step cannot be left yet; null where it can. */
export const missingIn = (draft: Draft, step: number): string | null => {
  if (step === 1) {
    if (draft.about === null) return '请先选一选，这是谁的事'
    if (draft.schoolId === null) return '请选一选，是哪所学校'
  }
  if (step === 2) {
    if (draft.kind === null) return '请先选一选，最像哪一种'
    if (draft.details.trim().length < 2 && !hasRecording(draft)) return '写一句话，或者录一段音，就可以提交'
  }
  return null
}

/** Reports and cases: what a person may send, what they see back, what a handler sees and does. */
import * as z from 'zod/mini'
import { cursor, id, moment, pageLimit, read, requestId, text, uuid, write } from '../common'
import { staffRole } from '../people'
import { caseClock, heldBy } from './clocks'

/** What a report is about. */
export const reportKinds = [
  'bullying',
  'danger',
  'canteen',
  'homework',
  'fees',
  'tutoring',
  'staff',
  'other',
] as const
export const reportKind = z.enum(reportKinds)
export type ReportKind = z.infer<typeof reportKind>

/** @see 教育部令第50号 art 21: the five acts of bullying. */
export const bullyingActs = ['beating', 'insult', 'property', 'exclusion', 'online'] as const
export const bullyingAct = z.enum(bullyingActs)
export type BullyingAct = z.infer<typeof bullyingAct>

/** `asking`: the closing letter is out and the reporter is asked; `reviewing`: the bureau checks again after an appeal. */
export const caseStates = [
  'filed',
  'accepted',
  'investigating',
  'waiting_reporter',
  'asking',
  'reviewing',
  'closed',
  'withdrawn',
] as const
export const caseState = z.enum(caseStates)
export type CaseState = z.infer<typeof caseState>

export const levels = ['unset', 'mild', 'serious', 'severe', 'illegal'] as const
export const level = z.enum(levels)
export type Level = z.infer<typeof level>

export const about = z.enum(['me', 'my_child', 'someone_else'])

/** Whether it is about the school's own grown-ups; anything but `no` goes to the bureau, and the school does not see it. */
export const aboutStaff = z.enum(['no', 'teacher', 'head', 'handler'])
export type AboutStaff = z.infer<typeof aboutStaff>

/** What the law wants before a case is closed: how grave it is, both sides' guardians told, authorities told. */
export const missingDeed = z.enum(['level', 'guardians', 'authority'])
export type MissingDeed = z.infer<typeof missingDeed>

/** At most this many files (pictures, voices, films) with a report or a message. */
export const maxFiles = 9
/** Bytes of one evidence file. */
export const maxFileBytes = 20 * 1024 * 1024

export const fileKind = z.enum(['picture', 'voice', 'video'])
export type FileKind = z.infer<typeof fileKind>

export const caseFile = z.object({
  fileId: uuid,
  kind: fileKind,
  mime: z.string(),
  sizeBytes: z.int(),
  /** Of a voice or a film, rounded up; null for pictures and where the file does not tell. */
  durationSeconds: z.nullable(z.int()),
})
export type CaseFile = z.infer<typeof caseFile>

/** What is asked beside the story itself, each by the kinds that need it; any may stay empty. */
const answers = {
  place: z.string(),
  occurredWhen: z.string(),
  since: z.string(),
  howOften: z.string(),
  witnesses: z.string(),
}

/** Opens a case for its reporter: by receipt (from any phone) or by the signed-in account that sent it. */
export const reporterKey = z.union([z.object({ receiptCode: text(8, 40) }), z.object({ caseId: uuid })])
export type ReporterKey = z.infer<typeof reporterKey>

export const timelineKind = z.enum([
  'filed',
  'accepted',
  'investigating',
  'waiting_reporter',
  'school_message',
  'reporter_message',
  'note',
  'reassigned',
  'level_set',
  'closed',
  'reopened',
  /** The closing letter went out and the reporter is asked whether it is settled. */
  'asking',
  'satisfied',
  'unsatisfied',
  'appealed',
  'withdrawn',
  'message_withdrawn',
  /** A clock came near its end, or climbed to the head or the bureau. */
  'warned',
  'climbed',
  'paused',
  'resumed',
  'guardians_told',
  'authority_told',
  'team_joined',
  'team_left',
  'moved_to_bureau',
  'handler_excluded',
  'identity_asked',
  'identity_approved',
  'identity_refused',
  'identity_opened',
  'name_opened',
  'name_sealed',
])

export const timelineEntry = z.object({
  seq: z.int(),
  kind: timelineKind,
  at: moment,
  /** Who acted, as the reader may know them: "周老师", "举报人", "系统". */
  actorName: z.string(),
  /** Words of a message, a note, a closing letter; empty where the kind says it all. */
  text: z.string(),
  files: z.array(caseFile),
  /** First 4 signs of the event's hash. */
  hashStart: z.string(),
  isNew: z.boolean(),
  /** A message that the other side has looked at. */
  isSeen: z.boolean(),
  /** Taken back by the reporter before anybody had read it; its words are shown to nobody. */
  isWithdrawn: z.boolean(),
  /** The reader wrote it a moment ago, nobody has read it, and it may be taken back. */
  canWithdraw: z.boolean(),
})
export type TimelineEntry = z.infer<typeof timelineEntry>

export const progress = z.object({
  caseId: uuid,
  number: z.string(),
  schoolName: z.string(),
  heldBy,
  kind: reportKind,
  acts: z.array(bullyingAct),
  state: caseState,
  isNamed: z.boolean(),
  handlerName: z.nullable(z.string()),
  clock: z.nullable(caseClock),
  details: z.string(),
  ...answers,
  files: z.array(caseFile),
  timeline: z.array(timelineEntry),
  newCount: z.int(),
  /** Hash of the chain's last event, hex. */
  head: z.string(),
  events: z.int(),
  /** First step that the server found touched when it checked the whole chain just now; null where none was. */
  brokenStep: z.nullable(z.int()),
  canWrite: z.boolean(),
  /** What the reporter may say to it now. */
  choices: z.object({
    /** They are asked whether it is settled, or may still say so after a silence. */
    canAnswer: z.boolean(),
    ifUnsatisfied: z.enum(['reopens', 'appeal', 'beyond']),
    canAppeal: z.boolean(),
    /** The bureau gave its last word; what is left lies with other authorities. */
    isFinal: z.boolean(),
    canSayConflict: z.boolean(),
    canWithdraw: z.boolean(),
  }),
})
export type Progress = z.infer<typeof progress>

export const queueTab = z.enum(['new', 'mine', 'waiting', 'asking', 'reviewing', 'late', 'closed', 'all'])
export type QueueTab = z.infer<typeof queueTab>

export const queueItem = z.object({
  caseId: uuid,
  number: z.string(),
  schoolName: z.string(),
  kind: reportKind,
  acts: z.array(bullyingAct),
  state: caseState,
  level,
  isNamed: z.boolean(),
  gradeName: z.string(),
  pictures: z.int(),
  lastAt: moment,
  hasNewMessage: z.boolean(),
  isUnread: z.boolean(),
  handlerName: z.nullable(z.string()),
  clock: z.nullable(caseClock),
})
export type QueueItem = z.infer<typeof queueItem>

/** As what somebody reads a case: to handle it, asked in by its handler, or because a clock of it climbed to them. */
export const seat = z.enum(['desk', 'team', 'above'])
export type Seat = z.infer<typeof seat>

/** A colleague of the school beside the handler. */
export const teamMember = z.object({
  memberId: uuid,
  name: z.string(),
  role: staffRole,
  state: z.enum(['invited', 'joined', 'declined']),
  isMe: z.boolean(),
})
export type TeamMember = z.infer<typeof teamMember>

export const caseView = z.object({
  caseId: uuid,
  schoolId: id,
  schoolName: z.string(),
  number: z.string(),
  heldBy,
  /** True: it concerns the school's own people, and nobody at the school knows of it. */
  isHidden: z.boolean(),
  seat,
  /** Whether this reader may move it on; others read and write notes. */
  canSteer: z.boolean(),
  canReassign: z.boolean(),
  /** Who was asked in: the newest word of each. */
  team: z.array(teamMember),
  /** What must be done before it may be closed. */
  missing: z.array(missingDeed),
  outcome: z.nullable(z.enum(['satisfied', 'silent', 'review_final', 'withdrawn'])),
  isReopened: z.boolean(),
  kind: reportKind,
  acts: z.array(bullyingAct),
  about,
  state: caseState,
  level,
  isNamed: z.boolean(),
  /** Filled only for the desk, and where the reporter opened their name; otherwise null and sealed. */
  reporterName: z.nullable(z.string()),
  reporterContact: z.nullable(z.string()),
  gradeName: z.string(),
  filedAt: moment,
  ...answers,
  details: z.string(),
  files: z.array(caseFile),
  handler: z.nullable(z.object({ name: z.string(), isMe: z.boolean() })),
  clocks: z.array(caseClock),
  timeline: z.array(timelineEntry),
  head: z.string(),
  /** The platform's content check found something to look at; a victim quotes the very words it hates. */
  isFlagged: z.boolean(),
  /** Grows with each step; a write that was based on an older one is refused. */
  events: z.int(),
  /** First step that the server found touched when it checked the whole chain just now; null where none was. */
  brokenStep: z.nullable(z.int()),
})
export type CaseView = z.infer<typeof caseView>

const uploads = z.array(uuid).check(z.maxLength(maxFiles, `图片、录音和视频一共最多 ${maxFiles} 个`))

export const submitInput = z.object({
  requestId,
  schoolId: id,
  about,
  /** The child it is about, when a guardian or the pupil says so. Sealed with the identity. */
  studentId: z.nullable(id),
  kind: reportKind,
  acts: z.array(bullyingAct).check(z.maxLength(5)),
  aboutStaff: z._default(aboutStaff, 'no'),
  /** May stay empty where a voice or a film says it. */
  details: text(0, 2000),
  place: text(0, 60),
  occurredWhen: text(0, 60),
  since: z._default(text(0, 60), ''),
  howOften: z._default(text(0, 60), ''),
  witnesses: z._default(text(0, 200), ''),
  grade: z.nullable(z.int().check(z.minimum(1), z.maximum(12))),
  /** True: handlers see the name. False: sealed, opened only by a custodian. */
  isNamed: z.boolean(),
  contact: text(0, 60),
  uploadIds: uploads,
})
export type SubmitInput = z.infer<typeof submitInput>

export const reportRoutes = {
  'report.submitReport': write(
    submitInput,
    z.object({
      caseId: uuid,
      number: z.string(),
      receiptCode: z.string(),
      filedAt: moment,
      head: z.string(),
      schoolName: z.string(),
      heldBy,
      clock: z.nullable(caseClock),
    }),
  ),
  /** Evidence travels in pieces, so that a lost network costs one piece and every road carries it. */
  'report.beginUpload': write(
    z.object({
      requestId,
      sizeBytes: z.int().check(z.minimum(1), z.maximum(maxFileBytes, '单个文件不能超过 20 MB')),
    }),
    z.object({ uploadId: uuid, chunkBytes: z.int() }),
  ),
  'report.putChunk': write(
    z.object({
      requestId,
      uploadId: uuid,
      index: z.int().check(z.minimum(0), z.maximum(2000)),
      base64: z.string().check(z.maxLength(720_000)),
    }),
    z.object({ received: z.int() }),
  ),
  'report.finishUpload': write(z.object({ requestId, uploadId: uuid }), caseFile),
  'report.dropUpload': write(z.object({ requestId, uploadId: uuid }), z.object({ done: z.literal(true) })),
  'report.listMine': read(
    z.object({}),
    z.object({
      reports: z.array(
        z.object({
          caseId: uuid,
          number: z.string(),
          schoolName: z.string(),
          kind: reportKind,
          acts: z.array(bullyingAct),
          state: caseState,
          filedAt: moment,
          lastAt: moment,
          newCount: z.int(),
          clock: z.nullable(caseClock),
        }),
      ),
    }),
  ),
  'report.getProgress': read(z.object({ by: reporterKey }), progress),
  'report.markSeen': write(
    z.object({ requestId, by: reporterKey, seq: z.int() }),
    z.object({ done: z.literal(true) }),
  ),
  /** Asked by WeChat's phones after filing: the platform's content check labels the case for its handler. */
  'report.checkWords': write(z.object({ requestId, by: reporterKey }), z.object({ done: z.literal(true) })),
  'report.writeToSchool': write(
    /** The words may stay empty where a picture, a voice or a film goes along. */
    z.object({ requestId, by: reporterKey, text: text(0, 2000), uploadIds: uploads }),
    progress,
  ),
  'report.readFile': read(
    z.object({
      caseId: uuid,
      fileId: uuid,
      receiptCode: z.nullable(z.string()),
      part: z.int().check(z.minimum(0)),
    }),
    z.object({ mime: z.string(), base64: z.string(), parts: z.int() }),
  ),
  'report.listQueue': read(
    z.object({
      /** The bureau's desk holds cases of every school; null is all of them. */
      desk: z._default(heldBy, 'school'),
      schoolId: z.nullable(id),
      tab: queueTab,
      kind: z.nullable(reportKind),
      level: z.nullable(level),
      search: text(0, 40),
      cursor,
      limit: pageLimit,
    }),
    z.object({
      items: z.array(queueItem),
      counts: z.object({
        new: z.int(),
        mine: z.int(),
        waiting: z.int(),
        asking: z.int(),
        reviewing: z.int(),
        late: z.int(),
        closed: z.int(),
        all: z.int(),
      }),
      nextCursor: cursor,
    }),
  ),
  'report.getCase': read(z.object({ caseId: uuid }), caseView),
  'report.takeCase': write(z.object({ requestId, caseId: uuid, events: z.int() }), caseView),
  'report.replyToReporter': write(
    z.object({
      requestId,
      caseId: uuid,
      text: text(1, 2000),
      isQuestion: z.boolean(),
      uploadIds: z._default(uploads, []),
    }),
    caseView,
  ),
  'report.writeNote': write(
    z.object({ requestId, caseId: uuid, text: text(1, 2000), uploadIds: z._default(uploads, []) }),
    caseView,
  ),
  'report.setLevel': write(z.object({ requestId, caseId: uuid, events: z.int(), level }), caseView),
  'report.changeState': write(
    z.object({
      requestId,
      caseId: uuid,
      events: z.int(),
      to: z.enum(['investigating', 'waiting_reporter', 'reopened']),
      /** Needed to reopen; the reporter reads it. */
      reason: text(0, 500),
    }),
    caseView,
  ),
  'report.closeCase': write(
    z.object({
      requestId,
      caseId: uuid,
      events: z.int(),
      findings: text(5, 2000),
      measures: text(5, 2000),
      /** What the reporter reads, in plain words. */
      letter: text(10, 2000),
      /** Proof of what was done; where there is none, a reason why. Only the desk sees it. */
      uploadIds: z._default(uploads, []),
      noProof: z._default(text(0, 500), ''),
    }),
    caseView,
  ),
  'report.reassignCase': write(
    z.object({ requestId, caseId: uuid, events: z.int(), toPostId: uuid }),
    caseView,
  ),
  'report.listHandlers': read(
    z.object({ caseId: uuid }),
    z.object({
      handlers: z.array(
        z.object({
          postId: uuid,
          name: z.string(),
          /** How many they have in hand; null for whoever is above, who sees only what is late. */
          openCases: z.nullable(z.int()),
        }),
      ),
    }),
  ),
}

/** The day a report was made, for case numbers such as 26-0142. */
export const caseNumber = (year: number, serial: number): string =>
  `${String(year).slice(-2)}-${String(serial).padStart(4, '0')}`

/** A number outside the series, such as 26-J4821307, for a case that somebody at the school may not know of: no gap tells of it. */
export const unserialNumber = (year: number, chance: number): string =>
  `${String(year).slice(-2)}-J${String(chance % 10_000_000).padStart(7, '0')}`

/** The board (作业公示): who sets how much of what for tonight, never what it is; shared by a class's teachers before they publish. */
import * as z from 'zod/mini'
import { day, id, moment, read, requestId, text, uuid, write } from '../common'
import { subject } from './homework'

export const tiers = ['basic', 'extended', 'optional'] as const
export const tier = z.enum(tiers)
export type Tier = z.infer<typeof tier>
export const tierNames: Record<Tier, string> = { basic: '基础', extended: '拓展', optional: '选做' }

/** At home counts against the limit; what is finished in class does not. */
export const boardPlaces = ['home', 'class'] as const
export const boardPlace = z.enum(boardPlaces)
export type BoardPlace = z.infer<typeof boardPlace>
export const placeNames: Record<BoardPlace, string> = { home: '带回家', class: '随堂' }

export const boardEntry = z.object({
  boardId: uuid,
  subject,
  tier,
  place: boardPlace,
  minutes: z.int(),
  /** Why it was published over the limit; empty where it was not. */
  reason: z.string(),
  publishedByName: z.string(),
  publishedAt: moment,
  isMine: z.boolean(),
})
export type BoardEntry = z.infer<typeof boardEntry>

export const board = z.object({
  classId: id,
  className: z.string(),
  grade: z.int(),
  day,
  isSchoolDay: z.boolean(),
  /** Null where no document names a figure. */
  limit: z.nullable(z.object({ minutes: z.int(), document: z.string() })),
  entries: z.array(boardEntry),
  /** At home, without what is optional: this is what the limit is about. */
  homeMinutes: z.int(),
  /** Grows with each change of that day's board. */
  revision: z.int(),
})
export type Board = z.infer<typeof board>

/** Days ahead that a board may be published for. */
export const mostDaysAhead = 7

const minutes = z.int().check(z.minimum(1, '至少 1 分钟'), z.maximum(180, '最多 180 分钟'))

export const reckoning = z.object({
  /** What this subject really took in the past weeks; null while fewer than ten answers speak of it. */
  took: z.nullable(
    z.object({
      /** similar: on evenings with an estimate of about this length. all: on any evening. */
      basis: z.enum(['similar', 'all']),
      answers: z.int(),
      p50: z.int(),
      p75: z.int(),
    }),
  ),
  /** How many children would pass the limit, by evenings whose boards were about as full; null while too few speak of it. */
  passing: z.nullable(z.object({ children: z.int(), of: z.int(), evenings: z.int() })),
})
export type Reckoning = z.infer<typeof reckoning>

export const boardRoutes = {
  /** @param classId null is the first of one's classes there; day null is today */
  'homework.getBoard': read(
    z.object({ schoolId: id, classId: z.nullable(id), day: z.nullable(day) }),
    z.object({
      today: day,
      classes: z.array(z.object({ classId: id, className: z.string() })),
      /** Null where one has no class there. */
      board: z.nullable(board),
      /** True where one may publish there; a head of grade without lessons reads. */
      mayPublish: z.boolean(),
    }),
  ),
  'homework.getReckoning': read(
    z.object({ classId: id, day, subject, tier, place: boardPlace, minutes }),
    reckoning,
  ),
  'homework.publishBoard': write(
    z.object({
      requestId,
      classId: id,
      day,
      subject,
      tier,
      place: boardPlace,
      minutes,
      /** Needed over the limit; the head of grade and the guardians see it. */
      reason: text(0, 100),
      /** The revision that was on the screen: what a colleague published since is shown first. */
      seen: z.int().check(z.minimum(0)),
    }),
    board,
  ),
  'homework.withdrawBoard': write(z.object({ requestId, boardId: uuid }), board),
  /** The board of one's own child's class. @param day null is tonight */
  'homework.getFamilyBoard': read(
    z.object({ studentId: id, day: z.nullable(day) }),
    z.object({ board, tomorrow: z.array(boardEntry) }),
  ),
}

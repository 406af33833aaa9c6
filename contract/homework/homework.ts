/** Homework as a family logs it: minutes of an evening, apart by subject and by where they were spent; sleep and sport beside them. */
import * as z from 'zod/mini'
import { day, id, read, requestId, text, write } from '../common'

export const subjects = [
  'chinese',
  'math',
  'english',
  'science',
  'morality',
  'history',
  'geography',
  'physics',
  'chemistry',
  'biology',
  'other',
] as const
export const subject = z.enum(subjects)
export type Subject = z.infer<typeof subject>

/** Written at home counts against the limit; what is read or done, and what was finished in school, is kept apart. */
export const homeworkKinds = ['written', 'unwritten', 'school'] as const
export const homeworkKind = z.enum(homeworkKinds)
export type HomeworkKind = z.infer<typeof homeworkKind>

/** Longest that one subject of one evening may be logged as, in minutes. */
export const mostMinutes = 300

export const homeworkEntry = z.object({
  subject,
  kind: homeworkKind,
  minutes: z.int(),
  /** Grows with each change; a change made on top of an older one is refused. */
  revision: z.int(),
})

/** Minutes after midnight in China; a bedtime after midnight runs on past 1440. */
const clockMinutes = z.nullable(z.int().check(z.minimum(0), z.maximum(1_679)))

export const habits = z.object({
  inBedMinutes: clockMinutes,
  upMinutes: clockMinutes,
  /** Sport outside class. */
  sportMinutes: z.nullable(z.int().check(z.minimum(0), z.maximum(600))),
  revision: z.int(),
})
export type Habits = z.infer<typeof habits>

export const evening = z.object({
  day,
  isSchoolDay: z.boolean(),
  entries: z.array(homeworkEntry),
  /** Written at home, all subjects; null where nothing was logged, which is not zero. */
  writtenMinutes: z.nullable(z.int()),
  habits: z.nullable(habits),
})
export type Evening = z.infer<typeof evening>

export const homeworkWeek = z.object({
  studentId: id,
  grade: z.int(),
  /** The evening that is now; homework until four in the morning is still its. */
  today: day,
  /** Seven evenings, oldest first, the last one the one asked for. */
  evenings: z.array(evening),
})
export type HomeworkWeek = z.infer<typeof homeworkWeek>

/** Why an evening more than a week ago is changed. */
const why = text(0, 100)

export const homeworkRoutes = {
  /** @param until the last evening wanted; null is tonight */
  'homework.getWeek': read(z.object({ studentId: id, until: z.nullable(day) }), homeworkWeek),
  'homework.saveLog': write(
    z.object({
      requestId,
      studentId: id,
      day,
      subject,
      kind: homeworkKind,
      /** Null takes the entry back. */
      minutes: z.nullable(
        z.int().check(z.minimum(1, '至少 1 分钟'), z.maximum(mostMinutes, `最多 ${mostMinutes} 分钟`)),
      ),
      /** The revision that was seen; 0 where there was no entry. */
      basedOn: z.int().check(z.minimum(0)),
      why,
    }),
    evening,
  ),
  'homework.saveHabits': write(
    z.object({
      requestId,
      studentId: id,
      day,
      inBedMinutes: clockMinutes,
      upMinutes: clockMinutes,
      sportMinutes: z.nullable(z.int().check(z.minimum(0), z.maximum(600, '最多 600 分钟'))),
      basedOn: z.int().check(z.minimum(0)),
      why,
    }),
    evening,
  ),
}

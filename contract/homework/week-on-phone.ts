/** A week as the phone shows it: moved on to the evening that is now, with what still waits to be sent laid over it. */
import { isSchoolDay, ordinaryWeek } from '../calendar'
import { dayBefore } from './evening'
import type { Evening, HomeworkKind, HomeworkWeek, Subject } from './homework'

/** A log that the server has not taken yet. */
export type WaitingLog = {
  day: string
  subject: Subject
  kind: HomeworkKind
  minutes: number | null
  basedOn: number
}

const blankEvening = (day: string): Evening => ({
  day,
  isSchoolDay: isSchoolDay(day, ordinaryWeek),
  entries: [],
  writtenMinutes: null,
  habits: null,
})

/** A week of which nothing is known: what a phone has that was never online on this page. */
export const blankWeek = (studentId: number, grade: number, today: string): HomeworkWeek => ({
  studentId,
  grade,
  today,
  evenings: Array.from({ length: 7 }, (_, index) => blankEvening(dayBefore(today, 6 - index))),
})

/** Days pass while a phone has no network: what is logged tonight must not land on the evening it last heard of. */
export const moveOn = (week: HomeworkWeek, today: string): HomeworkWeek =>
  today <= week.today
    ? week
    : {
        ...week,
        today,
        evenings: blankWeek(week.studentId, week.grade, today).evenings.map(
          (blank) => week.evenings.find(({ day }) => day === blank.day) ?? blank,
        ),
      }

const lay = (evening: Evening, logs: readonly WaitingLog[]): Evening => {
  const own = logs.filter(({ day }) => day === evening.day)
  if (own.length === 0) return evening
  const kept = evening.entries.filter(
    (entry) => !own.some(({ subject, kind }) => subject === entry.subject && kind === entry.kind),
  )
  const laid = own.flatMap(({ subject, kind, minutes, basedOn }) =>
    minutes === null ? [] : [{ subject, kind, minutes, revision: basedOn }],
  )
  const entries = [...kept, ...laid]
  const written = entries.filter(({ kind }) => kind === 'written')
  return {
    ...evening,
    entries,
    writtenMinutes: entries.length === 0 ? null : written.reduce((sum, { minutes }) => sum + minutes, 0),
  }
}

/** Entries that wait stand as they will; each keeps the revision it is based on. */
export const layOver = (week: HomeworkWeek, logs: readonly WaitingLog[]): HomeworkWeek => ({
  ...week,
  evenings: week.evenings.map((evening) => lay(evening, logs)),
})

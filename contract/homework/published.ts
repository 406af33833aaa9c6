/** What is published of a day: by measure, how many answered and where their middle lies; what may not be shown is not there. */
import * as z from 'zod/mini'
import { type Subject, subjects } from './homework'

/** `evening`: all that a child wrote at home. `bedtime`: when they went to bed, in minutes after midnight. Or a subject. */
export const measures = ['evening', 'bedtime', ...subjects] as const
export const measure = z.enum(measures)
export type Measure = z.infer<typeof measure>

export const isSubject = (one: Measure): one is Subject => one !== 'evening' && one !== 'bedtime'

/** Minutes to five of them, but the mean, which is to one. */
export const measureCell = z.object({
  answers: z.int(),
  /** How many could have answered: the response rate stands beside every number. */
  children: z.int(),
  p50: z.int(),
  p75: z.int(),
  mean: z.int(),
})
export type MeasureCell = z.infer<typeof measureCell>

export const measureCells = z.partialRecord(measure, measureCell)
export type MeasureCells = z.infer<typeof measureCells>

/** A day is published on the next one, at six in the morning in China. */
export const publishedAtHour = 6

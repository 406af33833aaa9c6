/** The slots of a week of courses as bits: weekday 1–5 by period 1–6, so that a clash is one `&`. */
import * as z from 'zod/mini'

export const MOST_PERIODS = 6
export const WEEKDAYS = [1, 2, 3, 4, 5] as const
const LAST_SLOT = WEEKDAYS.length * MOST_PERIODS

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请写成 16:30 这样的时间'))
/** One period of an afternoon, the same on all weekdays. */
export const period = z.object({ startsAt: clock, endsAt: clock })
export type Period = z.infer<typeof period>
export const periods = z.array(period).check(z.minLength(1, '至少要有一节'), z.maxLength(MOST_PERIODS))

/** Bits of the slots; at least one. */
export const slots = z.int().check(z.minimum(1, '请选上课时间'), z.maximum(2 ** LAST_SLOT - 1))

export type Slot = { weekday: number; period: number }
export const slotBit = ({ weekday, period: at }: Slot): number =>
  1 << ((weekday - 1) * MOST_PERIODS + (at - 1))

/** All slots of a mask, Monday first. */
export const slotsOf = (mask: number): Slot[] =>
  WEEKDAYS.flatMap((weekday) =>
    Array.from({ length: MOST_PERIODS }, (_, index): Slot => ({ weekday, period: index + 1 })).filter(
      (slot) => (mask & slotBit(slot)) !== 0,
    ),
  )

export const weekdayName = (weekday: number): string => `周${'一二三四五'[weekday - 1] ?? ''}`

/** Neighbouring periods of a day as one stretch. */
const stretches = (mask: number): { weekday: number; from: number; to: number }[] => {
  const found: { weekday: number; from: number; to: number }[] = []
  for (const { weekday, period: at } of slotsOf(mask)) {
    const last = found.at(-1)
    if (last?.weekday === weekday && last.to === at - 1) last.to = at
    else found.push({ weekday, from: at, to: at })
  }
  return found
}

/** `周一 16:30–18:10、周三 16:30–17:20`. */
export const slotWords = (mask: number, times: readonly Period[]): string =>
  stretches(mask)
    .map(
      ({ weekday, from, to }) =>
        `${weekdayName(weekday)} ${times[from - 1]?.startsAt ?? '?'}–${times[to - 1]?.endsAt ?? '?'}`,
    )
    .join('、')

/** Why the periods cannot stand; null where they can. */
export const periodsProblem = (times: readonly Period[]): string | null => {
  for (const [index, { startsAt, endsAt }] of times.entries()) {
    if (startsAt >= endsAt) return `第 ${index + 1} 节的结束要晚于开始`
    const before = times[index - 1]
    if (before && before.endsAt > startsAt) return `第 ${index + 1} 节和前一节的时间重叠`
  }
  return null
}

/** Bits of grades: bit 4 is grade 4. */
export const gradeBits = (grades: readonly number[]): number =>
  grades.reduce((mask, grade) => mask | (1 << grade), 0)
export const gradesOf = (mask: number): number[] =>
  Array.from({ length: 12 }, (_, index) => index + 1).filter((grade) => (mask & (1 << grade)) !== 0)

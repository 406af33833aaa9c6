/** Minutes of many evenings as counts in steps of five: what sums and percentiles are read from, and nobody can be. */

/** Width of a step; the limits and bedtimes of the documents fall on its edges. */
const STEP_MINUTES = 5

/** Step n holds 5n−4 to 5n minutes, step 0 none at all; only steps that somebody fell into. */
export type Histogram = { buckets: readonly number[]; counts: readonly number[] }

export const addHistograms = (all: readonly Histogram[]): Histogram => {
  const sums = new Map<number, number>()
  for (const { buckets, counts } of all)
    for (const [index, bucket] of buckets.entries())
      sums.set(bucket, (sums.get(bucket) ?? 0) + (counts[index] ?? 0))
  const sorted = [...sums].sort(([a], [b]) => a - b)
  return { buckets: sorted.map(([bucket]) => bucket), counts: sorted.map(([, count]) => count) }
}

export const countAll = ({ counts }: Histogram): number => counts.reduce((sum, count) => sum + count, 0)

/**
 * The minutes within which that share of the answers lies, to the full step.
 *
 * @param share 0.5 is the median
 * @returns null where nobody answered
 */
export const percentile = (histogram: Histogram, share: number): number | null => {
  const wanted = share * countAll(histogram)
  let seen = 0
  for (const [index, bucket] of histogram.buckets.entries()) {
    seen += histogram.counts[index] ?? 0
    if (seen >= wanted && seen > 0) return bucket * STEP_MINUTES
  }
  return null
}

/** How many answers lie above so many minutes. @param minutes a multiple of five, as every limit is */
export const countOver = ({ buckets, counts }: Histogram, minutes: number): number =>
  buckets.reduce(
    (sum, bucket, index) => (bucket * STEP_MINUTES > minutes ? sum + (counts[index] ?? 0) : sum),
    0,
  )

/** Fewer answers than this show nothing: neither a count nor a median. */
export const FEWEST_ANSWERS = 10

/** Which name stands on which step: the reporter may open it late and seal it again, and what was written sealed stays nameless. */
import type { ShownName, StepContent } from '../chain'

type Step = { row: { seq: number; kind: string }; content: Pick<StepContent, 'reporter'> }

export type ReporterNames = {
  /** The name as the handlers may read it now; null while sealed. */
  now: ShownName | null
  /** The name that a step was written under; null where it was sealed then. */
  at: (seq: number) => string | null
  wasOpen: boolean
}

/** @param atFiling the name that the report itself carries, or null where it was sealed */
export const reporterNames = (atFiling: ShownName | null, steps: readonly Step[]): ReporterNames => {
  let now = atFiling
  let wasOpen = atFiling !== null
  const bySeq = new Map<number, string | null>()
  for (const { row, content } of steps) {
    if (row.kind === 'name_opened') now = content.reporter ?? null
    if (row.kind === 'name_sealed') now = null
    wasOpen ||= now !== null
    bySeq.set(row.seq, now?.name ?? null)
  }
  return { now, at: (seq) => bySeq.get(seq) ?? null, wasOpen }
}

/** What leaves of a roster import: never a child's name, only counts and problems. */
import type { RosterImport } from '../../../contract/account/school'
import type { ImportRow } from './import-queries'

export const emptySummary: RosterImport['summary'] = {
  joined: 0,
  moved: 0,
  renamed: 0,
  left: 0,
  unchanged: 0,
  newClasses: 0,
  schools: 0,
}

export const presentImport = (row: ImportRow): RosterImport => ({
  importId: row.id,
  fileName: row.file_name,
  status: row.status,
  progress: row.progress,
  rows: row.row_count,
  problemCount: row.problem_count,
  problems: row.problems,
  recognised: row.recognised,
  summary: { ...emptySummary, ...row.summary },
  startedAt: row.started_at.toISOString(),
  startedBy: row.started_by_name,
})

/** Reads an uploaded roster in the background: rows stored in small batches, problems gathered, the change summed up. */
import { type RosterProblem, schoolYearAt } from '../../../contract/account/roster-rules'
import type { RosterImport } from '../../../contract/account/school'
import { messages } from '../../../contract/messages'
import type { Database, Queryable } from '../../platform/database'
import type { Services } from '../../platform/services'
import {
  finishReading,
  getImport,
  type ImportRow,
  type ReadingResult,
  setProgress,
  setRecognised,
} from './import-queries'
import { openRosterFile } from './open-roster-file'
import { joinPieces, listPieces, removePieces } from './pieces'
import { emptySummary } from './present'
import { PROBLEMS_KEPT } from './read-roster-file'
import {
  deleteSomeRows,
  getRosterYear,
  getSchoolChange,
  insertRows,
  listHeldElsewhere,
  listKnownSchools,
  listSchoolsOfRoster,
} from './row-queries'
import { step } from './step'

/** Rows a statement stores: the embedded store has one connection, so it is given back often. */
export const batchRows = (database: Database): number => (database.kind === 'server' ? 2_000 : 400)
/** Share of the progress bar taken by storing rows; the rest is the summary. */
const STORING_SHARE = 0.8

const inWords = (column: string, problem: string): RosterProblem => ({ row: null, column, problem })

type Found = { rows: number; problemCount: number; problems: RosterProblem[] }

/** Reads the import to its end: `ready`, or `refused` with its problems. Safe to start again after a kill. */
export const readImport = async (services: Services, importId: string): Promise<void> => {
  const { database } = services
  const operator = <T>(work: (db: Queryable) => Promise<T>): Promise<T> => step(database, work)
  const row = await operator((db) => getImport(db, importId))
  if (row.status !== 'reading') return
  await deleteRows(database, importId)
  let found: Found
  let summary: RosterImport['summary'] = emptySummary
  try {
    found = await storeRows(services, row)
    if (found.rows > 0) {
      const change = await sumUp(database, row, found)
      summary = change
    }
  } catch (error) {
    services.log.fault(importId, error)
    const problem = inWords('文件', '读到一半时服务出了问题，请重新上传一次。')
    found = { rows: 0, problemCount: 1, problems: [problem] }
  }
  const status: ReadingResult['status'] = found.problemCount === 0 ? 'ready' : 'refused'
  await operator((db) => finishReading(db, importId, { ...found, status, summary }, services.now()))
  await removePieces(services.files, importId)
  const now = await operator((db) => getImport(db, importId))
  if (now.status !== 'ready') await deleteRows(database, importId)
}

const storeRows = async (services: Services, row: ImportRow): Promise<Found> => {
  const { database } = services
  const pieces = await listPieces(services.files, row.id, row.size_bytes)
  if (!pieces) return { rows: 0, problemCount: 1, problems: [inWords('文件', messages['file.incomplete'])] }
  const bytes = await joinPieces(services.files, pieces)
  const schools = await step(database, (db) => listKnownSchools(db, row.school_id))
  const context = { schoolYear: schoolYearAt(row.started_at), schools, onlySchoolId: row.school_id }
  let total = 1
  for await (const part of openRosterFile(bytes, context, batchRows(database))) {
    if (part.kind === 'end') return part
    if (part.kind === 'unreadable') break
    await step(database, async (db) => {
      if (part.kind === 'recognised') {
        total = Math.max(1, part.total)
        await setRecognised(db, row.id, part.recognised)
        return
      }
      await insertRows(db, row.id, part.json)
      const isReading = await setProgress(db, row.id, 'reading', (part.done / total) * STORING_SHARE)
      if (!isReading) throw new Error('the import was cancelled while it was read')
    })
  }
  return { rows: 0, problemCount: 1, problems: [inWords('文件', messages['roster.unreadable'])] }
}

/** Adds up what each school's part would change, and the problems that only the database knows. */
const sumUp = async (database: Database, row: ImportRow, found: Found): Promise<RosterImport['summary']> => {
  const year = schoolYearAt(row.started_at)
  const summary = { ...emptySummary }
  const schools = await step(database, (db) => listSchoolsOfRoster(db, row.id))
  for (const [index, schoolId] of schools.entries()) {
    await step(database, async (db) => {
      const change = await getSchoolChange(db, row.id, schoolId, await getRosterYear(db, schoolId, year))
      summary.joined += change.joined
      summary.moved += change.moved
      summary.renamed += change.renamed
      summary.unchanged += change.unchanged
      summary.left += change.left
      summary.newClasses += change.newClasses
      summary.schools += 1
      for (const held of await listHeldElsewhere(db, row.id, schoolId)) {
        found.problemCount += 1
        if (found.problems.length < PROBLEMS_KEPT)
          found.problems.push({
            row: held.row,
            column: '学籍号',
            problem: sayHeld(row.school_id === null ? held.school_name : undefined),
          })
      }
      await setProgress(
        db,
        row.id,
        'reading',
        STORING_SHARE + ((index + 1) / schools.length) * (1 - STORING_SHARE),
      )
    })
  }
  return summary
}

const sayHeld = (schoolName: string | undefined): string =>
  `这个学籍号还在${schoolName === undefined ? '另一所学校' : `“${schoolName}”`}名下，请先由那所学校办理转出，或由教育局把两所学校放在同一份名册里导入。`

/** Removes the waiting rows in small steps. */
export const deleteRows = async (database: Database, importId: string): Promise<void> => {
  const limit = batchRows(database) * 5
  for (;;) {
    const count = await step(database, (db) => deleteSomeRows(db, importId, limit))
    if (count < limit) return
  }
}

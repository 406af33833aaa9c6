/** Applies a ready roster, one school after another; whatever interrupts it, it goes on from there until all is done. */
import { schoolYearAt } from '../../../contract/account/roster-rules'
import type { Queryable } from '../../platform/database'
import { notify } from '../../platform/notices'
import type { Services } from '../../platform/services'
import {
  addClasses,
  addNewStudents,
  closeEmptiedClasses,
  markLeft,
  placeKnownStudents,
  type SchoolPart,
} from './apply-queries'
import { type ImportRow, lockImport, setProgress, setStatus } from './import-queries'
import { deleteRows } from './reading'
import { getRosterYear, listSchoolsOfRoster } from './row-queries'
import { step } from './step'

const TRIES = 3
/** Imports that this process is applying, so that a second tap starts no second round. */
const underWay = new Set<string>()

/** Rolls an import in status `applying` forward to `applied`. Every step done twice is the same as once. */
export const applyImport = async (services: Services, importId: string): Promise<void> => {
  if (underWay.has(importId)) return
  underWay.add(importId)
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await rollForward(services, importId)
      } catch (error) {
        services.log.fault(importId, error)
        // Left in `applying`: the next start of the server, or the next tap, goes on.
        if (attempt >= TRIES) return
      }
    }
  } finally {
    underWay.delete(importId)
  }
}

const rollForward = async (services: Services, importId: string): Promise<void> => {
  const { database } = services
  const schools = await step(database, (db) => listSchoolsOfRoster(db, importId))
  for (const [index, schoolId] of schools.entries())
    await step(database, async (db) => {
      const row = await lockImport(db, importId)
      if (row.status !== 'applying') return
      await applySchool(db, row, schoolId, services.now())
      await setProgress(db, importId, 'applying', (index + 1) / schools.length)
    })
  await step(database, async (db) => {
    const row = await lockImport(db, importId)
    if (row.status !== 'applying') return
    const now = services.now()
    await setStatus(db, importId, 'applied', now)
    await setProgress(db, importId, 'applied', 1)
    await notify(db, noticeFor(row), now)
  })
  await deleteRows(database, importId)
}

const applySchool = async (db: Queryable, row: ImportRow, schoolId: number, now: Date): Promise<void> => {
  const part: SchoolPart = {
    importId: row.id,
    schoolId,
    year: await getRosterYear(db, schoolId, schoolYearAt(row.started_at)),
    isDistrict: row.school_id === null,
  }
  await addClasses(db, part)
  await placeKnownStudents(db, part)
  await addNewStudents(db, part, now)
  await markLeft(db, part, now)
  await closeEmptiedClasses(db, part)
}

const noticeFor = (row: ImportRow) => ({
  userId: row.started_by,
  kind: 'roster' as const,
  title: '名册已导入',
  body: `共 ${row.row_count} 名学生，已全部导入。`,
  link: null,
  templateKey: null,
})

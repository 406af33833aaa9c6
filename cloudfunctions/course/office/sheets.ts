/** Courses as Excel: read into a preview that names every problem, added all or none, written out with their lists. */
import writeExcelFile from 'write-excel-file/node'
import type { CourseFacts } from '../../../contract/course/course'
import { type ReadSheet, readCourseSheet, sheetColumns, writeCourseRow } from '../../../contract/course/sheet'
import { slotWords } from '../../../contract/course/slots'
import { className } from '../../../contract/people'
import type { Queryable } from '../../platform/database'
import { AppError, notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { looksReadable, Refused, readTables, type TableLimits } from '../../platform/tables/read-table'
import { Unreadable } from '../../platform/tables/zip'
import { findTerm, listCourses, type TermRow } from '../catalogue/queries'
import { requireOffice } from '../policy'
import { factsOf } from '../present'
import { isDrawPending } from '../rounds/queries'
import { courseProblems, heldFacts, lockTerm } from './courses'
import { listAllRosters, noteLook } from './desk-queries'
import { gradesOfStage } from './get-desk'
import { insertCourse, listStages } from './queries'

const MOST_ROWS = 300
const limits: TableLimits = {
  rows: MOST_ROWS,
  tooManyRows: `表格超过 ${MOST_ROWS} 行。请只留课程，删去下方的空白行，再上传。`,
  columns: 60,
  tooManyColumns: '表格超过 60 列。请只留课程的几列，再上传。',
  filledCells: 20_000,
  unpackedBytes: 8 * 1024 * 1024,
}
const UNREADABLE = '这个文件打不开，或不是表格。请用 Excel 或 WPS 另存为 .xlsx 再上传。'

const contextOf = async (db: Queryable, schoolId: number, term: TermRow) => ({
  periods: term.periods,
  categories: term.categories,
  grades: (await listStages(db, schoolId)).flatMap((stage) => gradesOfStage[stage]),
  startsOn: term.starts_on,
  endsOn: term.ends_on,
})

const readFile = async (
  bytes: Buffer,
  context: Parameters<typeof readCourseSheet>[1],
): Promise<ReadSheet> => {
  if (!looksReadable(bytes)) return { kind: 'refused', sentence: UNREADABLE }
  let refused: ReadSheet = { kind: 'refused', sentence: UNREADABLE }
  try {
    for await (const table of readTables(bytes, limits)) {
      const read = readCourseSheet(table, context)
      if (read.kind === 'read') return read
      refused = read
    }
  } catch (error) {
    if (error instanceof Refused)
      return {
        kind: 'refused',
        sentence: error.row === null ? error.sentence : `第 ${error.row} 行，${error.sentence}`,
      }
    if (!(error instanceof Unreadable)) throw error
    return { kind: 'refused', sentence: UNREADABLE }
  }
  return refused
}

/** What stands against a row beside what stands in it: the other courses, and the rows above it. */
const withClashes = (read: ReadSheet, term: TermRow, held: readonly CourseFacts[]): ReadSheet => {
  if (read.kind !== 'read') return read
  const taken = [...held]
  return {
    kind: 'read',
    rows: read.rows.map((row) => {
      if (!row.facts) return row
      const problems = Object.values(courseProblems(row.facts, term, taken))
      taken.push(row.facts)
      return problems.length > 0 ? { ...row, facts: null, problems } : row
    }),
  }
}

export const readCourseFile: Handler<'course.readCourseFile'> = {
  roles: ['course_office'],
  async run({ actor, db }, { schoolId, termId, base64 }) {
    requireOffice(actor, schoolId)
    const term = await findTerm(db, schoolId, termId)
    if (!term) throw notFound()
    const read = await readFile(Buffer.from(base64, 'base64'), await contextOf(db, schoolId, term))
    return { read: withClashes(read, term, heldFacts(await listCourses(db, schoolId, termId), null)) }
  },
}

export const addCourses: Handler<'course.addCourses'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, { schoolId, termId, courses }) {
    requireOffice(actor, schoolId)
    const term = await lockTerm(db, schoolId, termId)
    if (await isDrawPending(db, schoolId, termId, now)) throw new AppError('course.draw_pending')
    const held = heldFacts(await listCourses(db, schoolId, termId), null)
    for (const [index, facts] of courses.entries()) {
      const [problem] = Object.values(courseProblems(facts, term, held))
      if (problem)
        throw new AppError('input.invalid', {
          fields: { [`courses.${index}`]: `《${facts.name}》：${problem}` },
        })
      await insertCourse(db, schoolId, termId, facts, now)
      held.push(facts)
    }
    return { added: courses.length }
  },
}

type Cell = { value: string | number; type: StringConstructor | NumberConstructor; fontWeight?: 'bold' }
const cellOf = (value: string | number): Cell =>
  typeof value === 'number' ? { value, type: Number } : { value, type: String }
const heading = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' })

export const getCourseFile: Handler<'course.getCourseFile'> = {
  roles: ['course_office'],
  async run({ actor, db }, { schoolId, termId }) {
    requireOffice(actor, schoolId)
    const term = await findTerm(db, schoolId, termId)
    if (!term) throw notFound()
    const rows = (await listCourses(db, schoolId, termId)).filter((row) => row.is_held)
    const headings = [...Object.values(sheetColumns).map(([name]) => name), '已录取', '候补']
    const bytes = await writeExcelFile([
      {
        data: [
          headings.map(heading),
          ...rows.map((row) => [...writeCourseRow(factsOf(row)), row.taken, row.waiting].map(cellOf)),
        ],
        sheet: '课程',
        columns: headings.map((_, index) => ({ width: index === 0 || index === 5 ? 22 : 12 })),
        stickyRowsCount: 1,
      },
    ]).toBuffer()
    return { fileName: `课程 ${term.name}.xlsx`, base64: bytes.toString('base64') }
  },
}

const statusNames = { seated: '录取', offered: '等确认', waiting: '候补' } as const

export const getDoorFile: Handler<'course.getDoorFile'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, { schoolId, termId }) {
    const { userId } = requireOffice(actor, schoolId)
    const term = await findTerm(db, schoolId, termId)
    if (!term) throw notFound()
    const courses = (await listCourses(db, schoolId, termId)).filter((row) => row.is_held)
    const children = await listAllRosters(db, schoolId, termId)
    await noteLook(db, { schoolId, userId, what: 'course.door_lists', subject: String(termId) }, now)
    const headings = ['课程', '时间', '地点', '老师', '序号', '班级', '姓名', '状态']
    const rows = courses.flatMap((course) =>
      children
        .filter((child) => child.course_id === course.id)
        .map((child, index) => [
          course.name,
          slotWords(course.slots, term.periods),
          course.room,
          course.teacher_name,
          index + 1,
          className(child.grade, child.number),
          child.name,
          statusNames[child.status],
        ]),
    )
    const bytes = await writeExcelFile([
      {
        data: [headings.map(heading), ...rows.map((row) => row.map(cellOf))],
        sheet: '名单',
        columns: headings.map((_, index) => ({ width: index === 1 ? 26 : 14 })),
        stickyRowsCount: 1,
      },
    ]).toBuffer()
    return { fileName: `名单 ${term.name}.xlsx`, base64: bytes.toString('base64') }
  },
}

/** A roster file from bytes to rows ready to be stored, in parts small enough to hand over one by one. */
import { setImmediate as breathe } from 'node:timers/promises'
import {
  columnNames,
  findHeading,
  type Heading,
  makeRowReader,
  problemsOfHeading,
  type RosterContext,
  type RosterProblem,
  type RosterRow,
} from '../../../contract/account/roster-rules'
import { rosterColumns } from '../../../contract/account/school'
import { Refused, readTables, type Table, type TableLimits } from '../../platform/tables/read-table'
import { Unreadable } from '../../platform/tables/zip'

/** Problems kept word for word; all are counted. */
export const PROBLEMS_KEPT = 500

const limits: TableLimits = {
  rows: 100_000,
  tooManyRows: '这份表格超过 10 万行。请删去下方的空白行，或拆成几份再上传。',
  columns: 200,
  tooManyColumns: '这份表格超过 200 列。请只留下名册需要的几列，再上传。',
  filledCells: 2_000_000,
  unpackedBytes: 200 * 1024 * 1024,
}

export type RosterPart =
  | { kind: 'recognised'; recognised: { column: string; heading: string }[]; total: number }
  /** `json` is an array of RosterRow, ready for jsonb_to_recordset. */
  | { kind: 'rows'; json: string; count: number; done: number }
  | { kind: 'end'; rows: number; problemCount: number; problems: RosterProblem[] }
  | { kind: 'unreadable' }

/** Reads the file part by part; never throws for what the file holds. */
export async function* readRosterFile(
  bytes: Buffer,
  context: RosterContext,
  batch: number,
): AsyncGenerator<RosterPart> {
  try {
    const { table, heading } = await findRoster(bytes)
    const lacking = problemsOfHeading(heading, context)
    if (!heading || lacking.length > 0) {
      if (heading) yield presentHeading(heading, table)
      yield { kind: 'end', rows: 0, problemCount: lacking.length, problems: lacking }
      return
    }
    yield presentHeading(heading, table)
    yield* readRows(table, heading, context, batch)
  } catch (error) {
    if (error instanceof Refused) {
      const problem = { row: error.row, column: '表格', problem: error.sentence }
      yield { kind: 'end', rows: 0, problemCount: 1, problems: [problem] }
    } else if (error instanceof Unreadable) yield { kind: 'unreadable' }
    else throw error
  }
}

const findRoster = async (bytes: Buffer): Promise<{ table: Table; heading: Heading | undefined }> => {
  let first: Table | undefined
  for await (const table of readTables(bytes, limits)) {
    const heading = findHeading(table)
    if (heading) return { table, heading }
    first ??= table
  }
  return { table: first ?? [], heading: undefined }
}

const presentHeading = (heading: Heading, table: Table): RosterPart => ({
  kind: 'recognised',
  recognised: rosterColumns.flatMap((column) => {
    const word = heading.words[column]
    return word === undefined ? [] : [{ column: columnNames[column], heading: word }]
  }),
  total: table.length,
})

async function* readRows(
  table: Table,
  heading: Heading,
  context: RosterContext,
  batch: number,
): AsyncGenerator<RosterPart> {
  const read = makeRowReader(heading, context)
  const problems: RosterProblem[] = []
  let problemCount = 0
  let rows = 0
  let waiting: RosterRow[] = []
  for (let index = heading.index + 1; index < table.length; index += 1) {
    const reading = read(index + 1, table[index] ?? [])
    if (reading === null) continue
    rows += 1
    problemCount += reading.problems.length
    for (const problem of reading.problems) if (problems.length < PROBLEMS_KEPT) problems.push(problem)
    if (reading.value) waiting.push(reading.value)
    if (waiting.length >= batch) {
      yield { kind: 'rows', json: JSON.stringify(waiting), count: waiting.length, done: index }
      waiting = []
    }
    if (index % batch === 0) await breathe()
  }
  if (waiting.length > 0)
    yield { kind: 'rows', json: JSON.stringify(waiting), count: waiting.length, done: table.length }
  if (rows === 0) {
    problems.push({ row: null, column: '表格', problem: '表头下面没有学生，请填好后再上传。' })
    problemCount += 1
  }
  yield { kind: 'end', rows, problemCount, problems }
}

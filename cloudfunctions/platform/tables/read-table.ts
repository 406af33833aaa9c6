/** From a file's bytes to rows of cells, numbered as Excel numbers them; merged cells filled, hostile sizes refused. */
import { setImmediate as breathe } from 'node:timers/promises'
import { readSheet } from 'read-excel-file/universal'
import { decodeText, parseCsv } from './csv'
import { storeParts, Unreadable, unpackWorkbook } from './zip'

/** How large a table may be, and what to do about a larger one. */
export type TableLimits = {
  rows: number
  tooManyRows: string
  columns: number
  tooManyColumns: string
  /** Cells that merging may fill. */
  filledCells: number
  unpackedBytes: number
}

const SHEETS_TRIED = 3

/** `[0]` is Excel's row 1. */
export type Table = unknown[][]

/** A file that can be read but not taken, with what to do about it. */
export class Refused extends Error {
  constructor(
    readonly sentence: string,
    readonly row: number | null = null,
  ) {
    super('a table that cannot be taken')
  }
}

const isZip = (bytes: Buffer): boolean => bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50

/** True where the first bytes can be an .xlsx or text: a PDF, a picture or an old .xls is told at once. */
export const looksReadable = (head: Buffer): boolean =>
  isZip(head) ||
  (!head.subarray(0, 4096).includes(0) && !/^(%PDF|\{\\rtf|<)/.test(head.toString('latin1', 0, 5)))

/**
 * The tables of a file, first sheet first: a sheet of instructions before the roster is common.
 *
 * @throws Unreadable where it is neither .xlsx nor CSV; Refused where a sentence can say what to do
 */
export async function* readTables(bytes: Buffer, limits: TableLimits): AsyncGenerator<Table> {
  if (!looksReadable(bytes)) throw new Unreadable('not a workbook')
  if (!isZip(bytes)) {
    yield readCsv(bytes, limits)
    return
  }
  const parts = await unpackWorkbook(bytes, limits.unpackedBytes)
  const sheets = listSheets(parts)
  if (sheets.length === 0) throw new Unreadable('no sheets')
  const checked = storeParts(parts)
  for (const [index, name] of sheets.slice(0, SHEETS_TRIED).entries()) {
    const xml = parts.get(name)
    if (!xml) continue
    const merges = await inspectSheet(xml, limits)
    const table = await readCells(checked, index + 1)
    fillMerged(table, merges)
    yield table
  }
}

const readCsv = (bytes: Buffer, limits: TableLimits): Table => {
  const rows: Table = []
  for (const row of parseCsv(decodeText(bytes))) {
    if (rows.length >= limits.rows) throw new Refused(limits.tooManyRows)
    rows.push(row.slice(0, limits.columns))
  }
  return rows
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]

/** Paths of the sheets, in the order of the tabs. */
const listSheets = (parts: ReadonlyMap<string, Buffer>): string[] => {
  const workbook = parts.get('xl/workbook.xml')?.toString('utf8') ?? ''
  const relations = parts.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? ''
  const targets = new Map<string, string>()
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\s[^>]{1,2000}>/g)) {
    const target = attribute(tag, 'Target') ?? ''
    targets.set(attribute(tag, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  return [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]{1,2000}>/g)].map(
    ([tag]) => targets.get(attribute(tag, '(?:\\w+:)?id') ?? '') ?? '',
  )
}

type Merge = { top: number; bottom: number; left: number; right: number }

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** Bounds of a sheet before it is built in memory (one far cell would make millions of empty ones), and its merged cells. */
const inspectSheet = async (xml: Buffer, limits: TableLimits): Promise<Merge[]> => {
  const text = xml.toString('latin1')
  const merges: Merge[] = []
  let filled = 0
  let seen = 0
  for (const match of text.matchAll(
    /<(?:\w+:)?(?:c|row)\s[^>]*?\br="([A-Z]*)(\d+)"|<(?:\w+:)?mergeCell\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g,
  )) {
    seen += 1
    if (seen % 20_000 === 0) await breathe()
    const [, letters, row, left, top, right, bottom] = match
    if (row !== undefined) {
      if (Number(row) > limits.rows) throw new Refused(limits.tooManyRows)
      if (columnOf(letters ?? '') > limits.columns) throw new Refused(limits.tooManyColumns)
      continue
    }
    const merge = {
      left: columnOf(left ?? '') - 1,
      top: Number(top) - 1,
      right: Math.min(columnOf(right ?? ''), limits.columns) - 1,
      bottom: Math.min(Number(bottom), limits.rows) - 1,
    }
    filled += Math.max(0, merge.right - merge.left + 1) * Math.max(0, merge.bottom - merge.top + 1)
    if (filled > limits.filledCells) throw new Unreadable('too many merged cells')
    merges.push(merge)
  }
  return merges
}

/** Numbers keep their digits as far as Excel kept them; `tidyCell` tells the rounded ones. */
const readCells = async (bytes: Buffer, sheet: number): Promise<Table> => {
  try {
    return await readSheet(new Blob([bytes as Uint8Array<ArrayBuffer>]), sheet)
  } catch (error) {
    const at = /row (\d+), col (\d+)/.exec(error instanceof Error ? error.message : '')
    if (at?.[1])
      throw new Refused(
        `第 ${at[2]} 列的格子读不出内容。如果是公式，请在 Excel 里打开、保存一次再上传。`,
        Number(at[1]),
      )
    throw new Unreadable('not a workbook we can read')
  }
}

const fillMerged = (table: Table, merges: readonly Merge[]): void => {
  for (const merge of merges) {
    const value = table[merge.top]?.[merge.left]
    if (value === null || value === undefined) continue
    for (let row = merge.top; row <= Math.min(merge.bottom, table.length - 1); row += 1)
      for (let column = merge.left; column <= merge.right; column += 1) {
        const cells = table[row]
        if (cells) cells[column] = value
      }
  }
}

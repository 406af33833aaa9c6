/** A menu's file from bytes to a preview; whatever the file holds, the answer is a preview or one sentence. */
import { randomUUID } from 'node:crypto'
import type { Dictionary } from '../../../contract/canteen/dictionary'
import { MOST_ROWS, type ReadMenu, readSheet } from '../../../contract/canteen/import/read-sheet'
import { looksReadable, Refused, readTables, type TableLimits } from '../../platform/tables/read-table'
import { Unreadable } from '../../platform/tables/zip'

/** Bytes of a file; a week's menu is some ten thousand. */
export const FILE_LIMIT_BYTES = 2 * 1024 * 1024

const limits: TableLimits = {
  rows: MOST_ROWS,
  tooManyRows: `这份表格超过 ${MOST_ROWS} 行。请只留这一周的食谱，删去下方的空白行，再上传。`,
  columns: 60,
  tooManyColumns: '这份表格超过 60 列。请只留日期、类别、品名、主配料、克重几列，再上传。',
  filledCells: 100_000,
  unpackedBytes: 20 * 1024 * 1024,
}

const UNREADABLE =
  '这个文件打不开，或不是表格。请用 Excel 或 WPS 另存为 .xlsx 再上传；也可以把食谱的文字复制过来粘贴。'

/** Reads the first of the first sheets that holds a menu. @param weekStartsOn Monday that it is imported into */
export const readMenuFile = async (
  bytes: Buffer,
  weekStartsOn: string,
  dictionary: Dictionary,
): Promise<ReadMenu> => {
  if (bytes.length > FILE_LIMIT_BYTES)
    return { kind: 'refused', sentence: '文件超过 2 MB。一周的食谱不会这么大，请去掉图片后再上传。' }
  if (!looksReadable(bytes)) return { kind: 'refused', sentence: UNREADABLE }
  let refused: ReadMenu = { kind: 'refused', sentence: UNREADABLE }
  try {
    for await (const table of readTables(bytes, limits)) {
      const read = readSheet(table, { weekStartsOn, dictionary, newId: randomUUID })
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

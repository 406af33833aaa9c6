/** The published numbers as an .xlsx: what the page shows, and not one number more. */
import writeExcelFile from 'write-excel-file/node'
import { periodMonths, periodName } from '../../contract/report/periods'
import {
  answersOf,
  type Question,
  questionNames,
  questions,
  type StatisticsRow,
} from '../../contract/report/statistics'
import { notFound } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { assertReads, forReaders, readRows } from './get-statistics'

export const getStatisticsFile: Handler<'report.getStatisticsFile'> = {
  ...forReaders,
  async run(context, input) {
    await assertReads(context, input.schoolId)
    const rows = await readRows(context, input.period, input.schoolId)
    if (rows.length === 0) throw notFound()
    const sheets = [
      { data: noteSheet(input.period), sheet: '说明', columns: [{ width: 90 }] },
      ...questions.map((question) => ({
        data: tableSheet(question, input.period, rows),
        sheet: questionNames[question],
        columns: [{ width: 26 }, ...answersOf(question, input.period).map(() => ({ width: 14 }))],
        stickyRowsCount: 1,
        stickyColumnsCount: 1,
      })),
    ]
    const bytes = await writeExcelFile(sheets).toBuffer()
    const whose = input.schoolId === null ? '全区' : (rows[0]?.name ?? '')
    return {
      fileName: `求助与举报统计 ${whose} ${periodName(input.period)}.xlsx`,
      base64: bytes.toString('base64'),
    }
  },
}

type SheetCell = { value: string | number; type: StringConstructor | NumberConstructor; fontWeight?: 'bold' }
const words = (value: string): SheetCell => ({ value, type: String })
const heading = (value: string): SheetCell => ({ ...words(value), fontWeight: 'bold' })

const noteSheet = (period: string): SheetCell[][] =>
  [
    `求助与举报统计，${periodName(period)}（${periodMonths(period)}提交的）`,
    '“—”表示少于 10 件，或者为了不让人从合计里推算出少于 10 件的数字而不显示。0 件也写作“—”。',
    '空格表示这所学校没有这个年级。',
    '少于 10 件的学校和别的学校合并成一行公布。',
    '举报人自己撤回的不计入。学校不知情、由教育局直接办理的个案不计入全区和各校。',
    '每个学期结束 30 天后公布一次，公布以后不再改动。',
  ].map((line) => [words(line)])

const tableSheet = (question: Question, period: string, rows: readonly StatisticsRow[]): SheetCell[][] => [
  ['学校', '合计', ...answersOf(question, period)].map(heading),
  ...rows.map((row) => [
    words(row.members.length > 0 ? `${row.name}：${row.members.join('、')}` : row.name),
    numberOrDash(row.total),
    ...answersOf(question, period).map((_, index) => {
      const cell = row.tables[question]?.[index] ?? 'hidden'
      return cell === 'impossible' ? words('') : numberOrDash(cell === 'hidden' ? null : cell)
    }),
  ]),
]

const numberOrDash = (value: number | null): SheetCell =>
  value === null ? words('—') : { value, type: Number }

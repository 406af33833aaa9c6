/** A month of the days' roots as an .xlsx, for the bureau to publish or to put away: what its page shows, and no more. */
import writeExcelFile from 'write-excel-file/node'
import { type RootMonth, rootTroubles } from '../../contract/report/root-month'
import { atLeastWords, monthWords, rootTroubleSentences } from '../../contract/report/root-words'
import { dateClockWords } from '../../contract/time-words'
import { notFound } from '../platform/errors'
import type { Handler } from '../platform/handler'
import { sha256 } from './chain'
import { readRootMonth } from './get-root-month'

export const getRootMonthFile: Handler<'report.getRootMonthFile'> = {
  roles: ['bureau_officer'],
  async run(context, input) {
    const month = await readRootMonth(context, input.month)
    if (month.month === null) throw notFound()
    const bytes = await writeExcelFile([
      {
        data: rootSheet(month),
        sheet: '每日总根',
        columns: [{ width: 14 }, { width: 70 }, { width: 14 }, { width: 16 }],
        stickyRowsCount: 1,
      },
      { data: noteSheet(month, monthWords(month.month)), sheet: '说明', columns: [{ width: 100 }] },
    ]).toBuffer()
    return { fileName: `每日总根 ${monthWords(month.month)}.xlsx`, base64: bytes.toString('base64') }
  },
}

type SheetCell = { value: string; type: StringConstructor; fontWeight?: 'bold' }
const words = (value: string): SheetCell => ({ value, type: String })

const rootSheet = ({ days }: RootMonth): SheetCell[][] => [
  ['日期', '总根', '包含', '生成时间'].map((title) => ({ ...words(title), fontWeight: 'bold' })),
  ...[...days]
    .reverse()
    .map((one) =>
      [
        one.day,
        one.sealed?.root ?? '缺',
        atLeastWords(one),
        one.sealed ? dateClockWords(one.sealed.madeAt) : '',
      ].map(words),
    ),
]

const noteSheet = (month: RootMonth, name: string): SheetCell[][] => {
  const troubles = rootTroubleSentences(rootTroubles(sha256, month))
  return [
    `每日总根，${name}`,
    '每天一行。总根由全区当天所有求助与举报记录的指纹合成，再接上前一天的总根，看不出有几件事、是谁的事。',
    '请登在教育局网站或公告栏上。家长可以在手机的“每日总根”页面里和它对一对，一个字都不该差。',
    '“包含”只写到十位，免得从两天的差数里推算出新提交的件数。',
    ...(troubles.length > 0 ? troubles : ['这个月的总根都在，前后相连。']),
  ].map((line) => [words(line)])
}

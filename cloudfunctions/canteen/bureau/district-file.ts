/** The district's week as an .xlsx: what the page shows, a row for each school, and the findings by rule. */
import writeExcelFile from 'write-excel-file/node'
import type { DistrictSchool } from '../../../contract/canteen/bureau'
import { weekWords } from '../../../contract/canteen/week'
import { dateClockWords } from '../../../contract/time-words'
import type { Handler } from '../../platform/handler'
import { readDistrict } from './district'
import { statusWords } from './week'

type Cell = { value: string | number; type: StringConstructor | NumberConstructor; fontWeight?: 'bold' }
const words = (value: string): Cell => ({ value, type: String })
const heading = (value: string): Cell => ({ ...words(value), fontWeight: 'bold' })
const numberOr = (value: number | null | undefined): Cell =>
  value === null || value === undefined ? words('—') : { value, type: Number }

const headings = [
  '学校',
  '供餐方式',
  '供餐单位',
  '公布情况',
  '公布时间',
  '更正次数',
  '建议条数',
  '小学餐价',
  '初中餐价',
  '高中餐价',
  '满意度月份',
  '总体满意',
  '答卷份数',
  '供餐天数',
  '有陪餐记录的天数',
  '本月家长到访次数',
  '等学校回复的到访记录',
]

const rowOf = (school: DistrictSchool): Cell[] => {
  const { week, satisfaction } = school
  const grave = week.findings.filter(({ severity }) => severity !== 'note')
  return [
    words(school.schoolName),
    words(school.canteenMode === 'own' ? '自办食堂' : '配送'),
    words(school.supplierName),
    words(statusWords[week.status]),
    words(week.publishedAt === null ? '—' : dateClockWords(week.publishedAt)),
    numberOr(week.corrections),
    numberOr(week.publishedAt === null ? null : grave.reduce((sum, { count }) => sum + count, 0)),
    numberOr(week.priceYuan?.primary),
    numberOr(week.priceYuan?.junior),
    numberOr(week.priceYuan?.senior),
    words(satisfaction ? satisfaction.month.slice(0, 7) : '答卷不足'),
    numberOr(satisfaction?.means.overall),
    numberOr(satisfaction?.answers),
    numberOr(school.companions.servedDays),
    numberOr(school.companions.keptDays),
    numberOr(school.visits.times),
    numberOr(school.visits.unanswered),
  ]
}

const findingRows = (schools: readonly DistrictSchool[]): Cell[][] =>
  schools.flatMap(({ schoolName, week }) =>
    week.findings.map((one) => [
      words(schoolName),
      words(one.document),
      words({ block: '必须改', warning: '建议', note: '参考' }[one.severity]),
      numberOr(one.count),
    ]),
  )

export const getDistrictFile: Handler<'canteen.getDistrictFile'> = {
  roles: ['bureau_officer'],
  async run(context, { weekStartsOn }) {
    const { schools } = await readDistrict(context, weekStartsOn)
    const bytes = await writeExcelFile([
      {
        data: [headings.map(heading), ...schools.map(rowOf)],
        sheet: '各校',
        columns: headings.map((_, index) => ({ width: index === 0 ? 26 : 14 })),
        stickyRowsCount: 1,
      },
      {
        data: [['学校', '依据', '程度', '处数'].map(heading), ...findingRows(schools)],
        sheet: '检查',
        columns: [{ width: 26 }, { width: 60 }, { width: 10 }, { width: 8 }],
        stickyRowsCount: 1,
      },
    ]).toBuffer()
    return { fileName: `校园餐 ${weekWords(weekStartsOn)}.xlsx`, base64: bytes.toString('base64') }
  },
}

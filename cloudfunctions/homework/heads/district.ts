/** The bureau's view: grades and subjects week by week, schools by how they answer. On the page and as an .xlsx. */
import writeExcelFile from 'write-excel-file/node'
import { calendarOf, isSchoolDay } from '../../../contract/calendar'
import type { DistrictSchool, DistrictWeek, HomeworkDistrict } from '../../../contract/homework/district'
import { dayBefore } from '../../../contract/homework/evening'
import { mondayOf } from '../../../contract/homework/load-words'
import { type Measure, measures } from '../../../contract/homework/published'
import { measureName, timeOrMinutes } from '../../../contract/homework/published-words'
import { gradeName } from '../../../contract/people'
import { notFound } from '../../platform/errors'
import type { Context, Handler } from '../../platform/handler'
import { listMarkedDays } from '../queries'
import { isBureau } from './policy'
import { listDistrictRows, listPublishedDays, listSchoolSums, type SchoolRow } from './queries'

/** Published days that a school's response is counted over: about four weeks. */
const RESPONSE_DAYS = 28
const WEEKS = 20

const presentSchool = (row: SchoolRow): DistrictSchool => ({
  schoolId: row.id,
  name: row.name,
  responsePercent:
    row.answers === null || row.children === null || row.children === 0
      ? null
      : Math.round((100 * row.answers) / row.children),
  alerts: row.alerts,
  answered: row.answered,
  climbed: row.climbed,
})

/** Never by minutes: who hears its families, then who answers. */
const byResponse = (a: DistrictSchool, b: DistrictSchool): number =>
  (b.responsePercent ?? -1) - (a.responsePercent ?? -1) ||
  a.alerts - a.answered - (b.alerts - b.answered) ||
  a.schoolId - b.schoolId

type Sum = Pick<DistrictWeek, 'grade' | 'weekStartsOn' | 'measure' | 'days' | 'answers' | 'children'> & {
  p50s: number
  p75s: number
}

const weeksOf = (rows: Awaited<ReturnType<typeof listDistrictRows>>): DistrictWeek[] => {
  const sums = new Map<string, Sum>()
  for (const { day, grade, cells } of rows)
    for (const measure of measures) {
      const cell = cells[measure]
      if (!cell) continue
      const weekStartsOn = mondayOf(day)
      const key = `${grade} ${weekStartsOn} ${measure}`
      const none = { grade, weekStartsOn, measure, days: 0, answers: 0, children: 0, p50s: 0, p75s: 0 }
      const sum = sums.get(key) ?? none
      sum.days++
      sum.answers += cell.answers
      sum.children += cell.children
      sum.p50s += cell.p50
      sum.p75s += cell.p75
      sums.set(key, sum)
    }
  return [...sums.values()].map(({ p50s, p75s, ...sum }) => ({
    ...sum,
    p50: Math.round(p50s / sum.days),
    p75: Math.round(p75s / sum.days),
  }))
}

const readDistrict = async ({ actor, db }: Context): Promise<HomeworkDistrict> => {
  if (!isBureau(actor)) throw notFound()
  const days = await listPublishedDays(db, RESPONSE_DAYS)
  const until = days.at(-1) ?? null
  const from = dayBefore(until ?? '2000-01-01', WEEKS * 7)
  const calendar = calendarOf(until === null ? [] : await listMarkedDays(db, from, until))
  const isOpen = (day: string) => isSchoolDay(day, calendar)
  const schools = (await listSchoolSums(db, days.filter(isOpen))).map(presentSchool).sort(byResponse)
  const rows = until === null ? [] : await listDistrictRows(db, from, until)
  return { until, schools, weeks: weeksOf(rows.filter(({ day }) => isOpen(day))) }
}

export const getDistrict: Handler<'homework.getDistrict'> = {
  roles: ['bureau_officer'],
  run: readDistrict,
}

type SheetCell = { value: string | number; type: StringConstructor | NumberConstructor; fontWeight?: 'bold' }
const words = (value: string): SheetCell => ({ value, type: String })
const heading = (value: string): SheetCell => ({ ...words(value), fontWeight: 'bold' })
const numberOrDash = (value: number | null): SheetCell =>
  value === null ? words('—') : { value, type: Number }

const weekRow = (week: DistrictWeek): SheetCell[] => [
  words(week.weekStartsOn),
  words(gradeName(week.grade)),
  words(measureName(week.measure as Measure)),
  words(timeOrMinutes(week.measure, week.p50)),
  words(timeOrMinutes(week.measure, week.p75)),
  numberOrDash(week.answers),
  numberOrDash(week.children),
  numberOrDash(week.children === 0 ? null : Math.round((100 * week.answers) / week.children)),
  numberOrDash(week.days),
]

export const getDistrictFile: Handler<'homework.getDistrictFile'> = {
  roles: ['bureau_officer'],
  async run(context) {
    const { until, schools, weeks } = await readDistrict(context)
    const bytes = await writeExcelFile([
      {
        sheet: '说明',
        columns: [{ width: 90 }],
        data: [
          [words(`作业负担，公布到 ${until ?? '还没有公布过'}`)],
          [
            words(
              '家庭自愿记录。不足 10 人的不显示；为了不让人推算出不足 10 人的数，有的也不显示，都写作“—”或不列出。',
            ),
          ],
          [words('中位数和四分之三位数按 5 分钟一档，是各上学日的平均。公布以后不再改动。')],
          [words('学校按回应率和答复提醒的情况排列，不按分钟排列。')],
        ],
      },
      {
        sheet: '学校',
        columns: [{ width: 26 }, ...Array.from({ length: 4 }, () => ({ width: 16 }))],
        stickyRowsCount: 1,
        data: [
          ['学校', '近四周回应率 %', '提醒', '已答复', '过期没有答复'].map(heading),
          ...schools.map((school) => [
            words(school.name),
            numberOrDash(school.responsePercent),
            numberOrDash(school.alerts),
            numberOrDash(school.answered),
            numberOrDash(school.climbed),
          ]),
        ],
      },
      {
        sheet: '年级和科目',
        columns: Array.from({ length: 9 }, () => ({ width: 16 })),
        stickyRowsCount: 1,
        data: [
          ['周一是', '年级', '什么', '中位数', '四分之三位数', '记录', '人次', '回应率 %', '上学日'].map(
            heading,
          ),
          ...weeks.map(weekRow),
        ],
      },
    ]).toBuffer()
    return { fileName: `作业负担 全区 ${until ?? ''}.xlsx`, base64: bytes.toString('base64') }
  },
}

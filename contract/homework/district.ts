/** What the bureau sees of homework: grades and subjects over the weeks, and schools by how they answer, never by minutes. */
import * as z from 'zod/mini'
import { day, id, read } from '../common'
import { measure } from './published'

export const districtSchool = z.object({
  schoolId: id,
  name: z.string(),
  /** Share of the children who answered, of the days and grades that are shown; null where none is. */
  responsePercent: z.nullable(z.int()),
  alerts: z.int(),
  answered: z.int(),
  /** Past their time without a reply. */
  climbed: z.int(),
})
export type DistrictSchool = z.infer<typeof districtSchool>

/** A grade of the whole district in one week: means of its days' medians. */
export const districtWeek = z.object({
  grade: z.int(),
  weekStartsOn: day,
  measure,
  days: z.int(),
  /** Answers and children of those days together: the response rate stands beside the number. */
  answers: z.int(),
  children: z.int(),
  p50: z.int(),
  p75: z.int(),
})
export type DistrictWeek = z.infer<typeof districtWeek>

export const homeworkDistrict = z.object({
  /** The last published day; null before the first. */
  until: z.nullable(day),
  /** In the order of response, then of answered notices. */
  schools: z.array(districtSchool),
  weeks: z.array(districtWeek),
})
export type HomeworkDistrict = z.infer<typeof homeworkDistrict>

export const districtHomeworkRoutes = {
  'homework.getDistrict': read(z.object({}), homeworkDistrict),
  /** The same as an .xlsx, and not one number more. */
  'homework.getDistrictFile': read(z.object({}), z.object({ fileName: z.string(), base64: z.string() })),
}

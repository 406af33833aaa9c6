/** A month's satisfaction as it may be read: means, with how many answered, and nothing where too few did. */
import type { SurveyResult } from '../../../contract/canteen/families'
import { surveyQuestions } from '../../../contract/canteen/survey'
import { SMALLEST_SHOWN } from '../../platform/suppression/tables'
import type { SumsRow } from './queries'

/** @returns null below the least number of answers that may be shown */
export const presentSurvey = (row: SumsRow): SurveyResult | null => {
  if (row.answers < SMALLEST_SHOWN) return null
  const means = Object.fromEntries(
    surveyQuestions.map((name) => [name, Math.round((10 * row[name]) / row.answers) / 10]),
  ) as SurveyResult['means']
  return { month: row.month, answers: row.answers, means }
}

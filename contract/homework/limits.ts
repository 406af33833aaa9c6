/** How long homework may take and when a child should be in bed, as data with the document that says so. */
import { type Stage, stageOfGrade } from '../people'

export type HomeworkLimit = {
  /** Minutes of written homework at home on a school day, on average; 0: none may be set. */
  minutes: number
  document: string
  layer: 'national'
}

const document = '《关于进一步减轻义务教育阶段学生作业负担和校外培训负担的意见》（2021）'

/**
 * Written homework at home: none in grades 1–2, 60 minutes in 3–6, 90 in 7–9. Weekends and holidays are "controlled in
 * total" without a figure, and the senior stage has no figure at all.
 *
 * @param grade 1–12
 * @returns null where no document names a figure
 * @see policy 双减 2021 items 4–5
 */
export const homeworkLimit = (grade: number, isSchoolDay: boolean): HomeworkLimit | null => {
  if (!isSchoolDay || grade > 9) return grade <= 2 ? { minutes: 0, document, layer: 'national' } : null
  return { minutes: grade <= 2 ? 0 : grade <= 6 ? 60 : 90, document, layer: 'national' }
}

export type SleepRule = {
  /** Hours of sleep a night. */
  hours: number
  /** In bed by then, as minutes after midnight in China. */
  inBedByMinutes: number
  document: string
}

const sleepDocument = '教基厅函〔2021〕11号'
const sleepRules: Record<Stage, SleepRule> = {
  primary: { hours: 10, inBedByMinutes: 21 * 60 + 20, document: sleepDocument },
  junior: { hours: 9, inBedByMinutes: 22 * 60, document: sleepDocument },
  senior: { hours: 8, inBedByMinutes: 23 * 60, document: sleepDocument },
}

/** @param grade 1–12 */
export const sleepRule = (grade: number): SleepRule => sleepRules[stageOfGrade(grade)]

/** The month's satisfaction survey: when it is open, what it asks, and how a meal is rated. */

import dayjs from 'dayjs'
import * as z from 'zod/mini'
import { dayInChina } from '../china-time'

/** Day of the month from which it is open, to the month's last day. @see policy: a survey every month (district) */
const OPENS_ON_DAY = 20

export const surveyQuestions = ['overall', 'taste', 'amount', 'cleanliness', 'service'] as const
export type SurveyQuestion = (typeof surveyQuestions)[number]
export const surveyQuestionNames: Record<SurveyQuestion, string> = {
  overall: '总体满意',
  taste: '味道',
  amount: '分量',
  cleanliness: '卫生',
  service: '服务',
}

export const ratingAspects = ['taste', 'warmth', 'amount', 'cleanliness'] as const
export type RatingAspect = (typeof ratingAspects)[number]
export const ratingAspectNames: Record<RatingAspect, string> = {
  taste: '味道',
  warmth: '冷热',
  amount: '分量',
  cleanliness: '干净',
}

/** One is bad, five is good. */
export const score = z.int('请选 1 到 5').check(z.minimum(1, '请选 1 到 5'), z.maximum(5, '请选 1 到 5'))

/** First day of the month of a moment in China. */
export const monthOf = (now: Date): string => `${dayInChina(now).slice(0, 7)}-01`
export const lastDayOf = (month: string): string => dayjs(month).endOf('month').format('YYYY-MM-DD')
/** Whether this month's survey takes answers. */
export const isSurveyOpen = (now: Date): boolean => Number(dayInChina(now).slice(8)) >= OPENS_ON_DAY
/** `11月`. */
export const monthWords = (month: string): string => `${Number(month.slice(5, 7))}月`

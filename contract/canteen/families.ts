/** Routes of the canteen for families: their child's allergies, their say on a meal and a month, the next menu. */
import * as z from 'zod/mini'
import { day, done, id, moment, read, requestId, text, uuid, write } from '../common'
import { type Allergen, allergens } from './food'
import { mealKind } from './menu'
import { score, surveyQuestions } from './survey'

const allergen = z.enum(allergens)
/** The wording that a guardian agrees to before a child's allergies are stored. */
export const ALLERGY_CONSENT = {
  version: '2026-11',
  words:
    '孩子对什么过敏属于敏感个人信息。同意后，学校食堂和其他家庭都看不到，只用来在食谱上提醒本家庭。随时可以撤回，撤回就会删除。',
} as const

export const childAllergens = z.object({
  studentId: id,
  allergens: z.array(allergen),
  givenAt: moment,
})
export type ChildAllergens = { studentId: number; allergens: Allergen[]; givenAt: string }

export const mealRating = z.object({
  ratingId: uuid,
  servedOn: day,
  meal: mealKind,
  taste: score,
  warmth: score,
  amount: score,
  cleanliness: score,
  remark: z.string(),
  ratedAt: moment,
  /** The canteen's words; empty while there are none. */
  answer: z.string(),
  answeredBy: z.nullable(z.string()),
})
export type MealRating = z.infer<typeof mealRating>

const scores = z.object({
  overall: score,
  taste: score,
  amount: score,
  cleanliness: score,
  service: score,
})
/** Means to one decimal; only where enough families answered. */
export const surveyResult = z.object({
  month: day,
  answers: z.int(),
  means: z.record(z.enum(surveyQuestions), z.number()),
})
export type SurveyResult = z.infer<typeof surveyResult>

export const familyCanteenRoutes = {
  /** Allergies of all children of this account. */
  'canteen.listAllergens': read(z.object({}), z.object({ children: z.array(childAllergens) })),
  'canteen.saveAllergens': write(
    z.object({
      requestId,
      studentId: id,
      allergens: z.array(allergen).check(z.minLength(1, '请至少选一种'), z.maxLength(allergens.length)),
      consentVersion: z.literal(ALLERGY_CONSENT.version),
    }),
    childAllergens,
  ),
  /** Withdraws the consent: what was stored is deleted. */
  'canteen.removeAllergens': write(z.object({ requestId, studentId: id }), done),
  /** One tap is one notice when the school's next menu is out. */
  'canteen.setMenuWish': write(
    z.object({ requestId, schoolId: id, isWanted: z.boolean() }),
    z.object({ isWanted: z.boolean() }),
  ),
  /** On the day it is served, changeable on that day. */
  'canteen.rateMeal': write(
    z.object({
      requestId,
      studentId: id,
      servedOn: day,
      meal: mealKind,
      taste: score,
      warmth: score,
      amount: score,
      cleanliness: score,
      remark: text(0, 300),
    }),
    mealRating,
  ),
  'canteen.listMyRatings': read(
    z.object({ studentId: id, from: day, to: day }),
    z.object({ ratings: z.array(mealRating) }),
  ),
  'canteen.getSurvey': read(
    z.object({ studentId: id }),
    z.object({
      month: day,
      isOpen: z.boolean(),
      closesOn: day,
      /** This child's answer of this month, whoever of the family gave it. */
      mine: z.nullable(scores),
      /** The last month that had enough answers to be published; null where there is none. */
      last: z.nullable(surveyResult),
    }),
  ),
  'canteen.answerSurvey': write(z.object({ requestId, studentId: id, ...scores.shape }), done),
}

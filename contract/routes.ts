/** The whole contract on one screen: every route, by the function that answers it. */
import type * as z from 'zod/mini'
import { calendarRoutes } from './account/calendar'
import { districtRoutes } from './account/district'
import { rosterRoutes, schoolRoutes, staffRoutes } from './account/school'
import { familyRoutes, messageRoutes, sessionRoutes } from './account/session'
import { bureauCanteenRoutes } from './canteen/bureau'
import { canteenRoutes } from './canteen/canteen'
import { dictionaryRoutes } from './canteen/dictionary-routes'
import { familyCanteenRoutes } from './canteen/families'
import { kitchenRoutes } from './canteen/kitchen'
import { ownRoutes } from './canteen/own'
import { visitRoutes } from './canteen/visits'
import { familyCourseRoutes } from './course/families'
import { bureauCourseRoutes, officeCourseRoutes } from './course/office'
import { boardRoutes } from './homework/board'
import { districtHomeworkRoutes } from './homework/district'
import { headsRoutes } from './homework/heads'
import { homeworkRoutes } from './homework/homework'
import { loadRoutes } from './homework/load'
import { clockRoutes } from './report/clock-routes'
import { identityRoutes } from './report/identity'
import { lifeRoutes } from './report/life'
import { overdueRoutes } from './report/overdue'
import { proofRoutes } from './report/proof'
import { reportRoutes } from './report/report'
import { rootMonthRoutes } from './report/root-month'
import { statisticsRoutes } from './report/statistics'
import { teamRoutes } from './report/team'

export const routes = {
  ...sessionRoutes,
  ...familyRoutes,
  ...messageRoutes,
  ...schoolRoutes,
  ...districtRoutes,
  ...calendarRoutes,
  ...staffRoutes,
  ...rosterRoutes,
  ...reportRoutes,
  ...statisticsRoutes,
  ...clockRoutes,
  ...overdueRoutes,
  ...canteenRoutes,
  ...identityRoutes,
  ...lifeRoutes,
  ...proofRoutes,
  ...rootMonthRoutes,
  ...teamRoutes,
  ...kitchenRoutes,
  ...familyCanteenRoutes,
  ...bureauCanteenRoutes,
  ...ownRoutes,
  ...dictionaryRoutes,
  ...homeworkRoutes,
  ...boardRoutes,
  ...familyCourseRoutes,
  ...officeCourseRoutes,
  ...bureauCourseRoutes,
  ...visitRoutes,
  ...loadRoutes,
  ...headsRoutes,
  ...districtHomeworkRoutes,
}

export type RouteName = keyof typeof routes
export type FunctionName = 'account' | 'report' | 'canteen' | 'homework' | 'course'
export const functionNames: readonly FunctionName[] = ['account', 'report', 'canteen', 'homework', 'course']

/** The routes of one function. */
export type RoutesOf<F extends FunctionName> = Extract<RouteName, `${F}.${string}`>
/** What a client sends. */
export type InputOf<N extends RouteName> = z.input<(typeof routes)[N]['input']>
/** What a handler gets: parsed, trimmed, defaults filled in. */
export type ParsedInputOf<N extends RouteName> = z.output<(typeof routes)[N]['input']>
export type OutputOf<N extends RouteName> = z.output<(typeof routes)[N]['output']>

/** How a handler's side of a case is opened, and the step a handler adds to it. */
import type { CaseState, TimelineEntry } from '../../contract/report/report'
import type { RouteName } from '../../contract/routes'
import { isPerson, type Person, type Post } from '../platform/actor'
import { AppError, notFound } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import { type CaseChanges, type CaseRow, findCase, type Lock } from './case-queries'
import { appendStep, caseKey } from './chain'
import { canSteerCase, handlerPostAt } from './policy'

/** The door of every desk route: to anybody else there is no such case. */
export const forHandlers = { roles: ['handler'], hideFrom: 'record.not_found' } as const satisfies Partial<
  Handler<RouteName>
>

export type Desk = { kase: CaseRow; post: Post; person: Person }

/** @throws AppError `record.not_found`, also for handlers of another school */
export const openAsHandler = async ({ actor, db }: Context, caseId: string, lock: Lock): Promise<Desk> => {
  const kase = await findCase(db, caseId, lock)
  const post = kase && handlerPostAt(actor, kase.school_id)
  if (!kase || !post || !isPerson(actor)) throw notFound()
  return { kase, post, person: actor }
}

/** @throws AppError `report.case_taken` where another handler holds the case */
export const assertSteers = ({ kase, post }: Desk): void => {
  if (!canSteerCase(kase, post)) throw new AppError('report.case_taken')
}

/** Adds a handler's step. @returns the case as it stands afterwards */
export const addHandlerStep = (
  { db, now, services }: Context,
  { kase, post }: Desk,
  step: { kind: TimelineEntry['kind']; isInternal: boolean; text: string },
  changes: CaseChanges = {},
): Promise<CaseRow> =>
  appendStep(
    db,
    caseKey(services, kase),
    kase,
    {
      kind: step.kind,
      isInternal: step.isInternal,
      content: {
        by: 'handler',
        actorName: post.name,
        postId: post.postId,
        text: step.text,
        files: [],
        turnsTo: (changes.state as CaseState | undefined) ?? null,
        reportDigest: null,
      },
    },
    changes,
    now,
  )

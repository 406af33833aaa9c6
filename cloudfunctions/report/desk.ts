/** How the desk's side of a case is opened, the school's or the bureau's, and the step that whoever works there adds to it. */
import { colleagueRoles } from '../../contract/people'
import type { CaseState, TimelineEntry } from '../../contract/report/report'
import type { RouteName } from '../../contract/routes'
import { isPerson, type Person, type Post } from '../platform/actor'
import { AppError, notFound } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import { type CaseChanges, type CaseRow, findCase, type Lock } from './case-queries'
import { appendStep, caseKey, type StepContent } from './chain'
import { assertRoomFor, attachEvidence, claimEvidence, namesOf } from './evidence'
import { canSteerCase, deskPostFor, type Seated, seatOf } from './policy'
import { findJoined } from './team/queries'

/** The door of every desk route, for handlers of a school and officers of the bureau: to anybody else there is no such case. */
export const forHandlers = {
  roles: ['handler', 'bureau_officer'],
  hideFrom: 'record.not_found',
} as const satisfies Partial<Handler<RouteName>>

/** The door of what everybody reads and writes who may see a case: its desk, its team, and those above. */
export const forReaders = {
  roles: ['handler', 'bureau_officer', ...colleagueRoles],
  hideFrom: 'record.not_found',
} as const satisfies Partial<Handler<RouteName>>

export type Reading = { kase: CaseRow; person: Person } & Seated

/** As what the actor reads a case that the policies let them find. */
export const seatOn = async ({ actor, db }: Context, kase: CaseRow): Promise<Seated | undefined> => {
  if (!isPerson(actor)) return undefined
  return (
    seatOf(actor, kase, undefined) ??
    seatOf(actor, kase, (await findJoined(db, kase.id, actor.userId))?.post_id)
  )
}

/** @throws AppError `record.not_found`, also for everybody at the school who was not asked in */
export const openAsReader = async (context: Context, caseId: string, lock: Lock): Promise<Reading> => {
  const kase = await findCase(context.db, caseId, lock)
  const seated = kase && (await seatOn(context, kase))
  if (!kase || !seated || !isPerson(context.actor)) throw notFound()
  return { kase, person: context.actor, ...seated }
}

export type Desk = { kase: CaseRow; post: Post; person: Person }

/** @throws AppError `record.not_found`, also for handlers of another school and for those who stand aside */
export const openAsHandler = async ({ actor, db }: Context, caseId: string, lock: Lock): Promise<Desk> => {
  const kase = await findCase(db, caseId, lock)
  const post = kase && deskPostFor(actor, kase)
  if (!kase || !post || !isPerson(actor)) throw notFound()
  return { kase, post, person: actor }
}

/** @throws AppError `report.case_taken` where another handler, or the bureau, holds the case */
export const assertSteers = ({ kase, post }: Desk): void => {
  if (!canSteerCase(kase, post)) throw new AppError('report.case_taken')
}

type DeskStep = {
  kind: TimelineEntry['kind']
  isInternal: boolean
  text: string
  files?: StepContent['files']
}

/** Adds a handler's step. @returns the case as it stands afterwards */
export const addHandlerStep = (
  { db, now, services }: Context,
  { kase, post }: Pick<Desk, 'kase' | 'post'>,
  step: DeskStep,
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
        ...(post.role === 'bureau_officer' ? { desk: 'bureau' as const } : {}),
        actorName: post.name,
        postId: post.postId,
        text: step.text,
        files: step.files ?? [],
        turnsTo: (changes.state as CaseState | undefined) ?? null,
        reportDigest: null,
      },
    },
    changes,
    now,
  )

/** Adds a handler's step with the files that it brings. */
export const addHandlerStepWithFiles = async (
  context: Context,
  desk: Pick<Desk, 'kase' | 'post'>,
  step: Omit<DeskStep, 'files'>,
  uploadIds: readonly string[],
  changes: CaseChanges = {},
): Promise<CaseRow> => {
  assertRoomFor(desk.kase, uploadIds)
  const uploads = await claimEvidence(context, uploadIds)
  const count = { file_count: desk.kase.file_count + uploads.length }
  const after = await addHandlerStep(
    context,
    desk,
    { ...step, files: await namesOf(context, uploads) },
    uploads.length > 0 ? { ...changes, ...count } : changes,
  )
  await attachEvidence(context, desk.kase, after.events, uploads)
  return after
}

/** Adds a step that nobody took by hand: the system moved the case. */
export const addSystemStep = (
  { db, now, services }: Context,
  kase: CaseRow,
  step: { kind: TimelineEntry['kind']; isInternal: boolean; text: string },
  changes: CaseChanges,
): Promise<CaseRow> =>
  appendStep(
    db,
    caseKey(services, kase),
    kase,
    {
      kind: step.kind,
      isInternal: step.isInternal,
      content: {
        by: 'system',
        actorName: '',
        postId: null,
        text: step.text,
        files: [],
        turnsTo: (changes.state as CaseState | undefined) ?? null,
        reportDigest: null,
      },
    },
    changes,
    now,
  )

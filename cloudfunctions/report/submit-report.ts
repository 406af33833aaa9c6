/** A call for help: filed once however often it is sent, sealed, told to the school's handlers, answered with a receipt. */
import { randomInt, randomUUID } from 'node:crypto'
import { inChina } from '../../contract/china-time'
import { canonicalContent, chainStart } from '../../contract/report/chain'
import { isUrgent } from '../../contract/report/clocks'
import { placeGroupOf } from '../../contract/report/places'
import { caseNumber, unserialNumber } from '../../contract/report/report'
import type { OutputOf, ParsedInputOf } from '../../contract/routes'
import { isPerson } from '../platform/actor'
import { AppError, notFound, refuseField } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import { type CaseContent, identityOf, openContent, openName, reportText } from './case-content'
import {
  type CaseRow,
  findCase,
  findCaseByRequest,
  insertCase,
  insertIdentity,
  listSteps,
  takeSerial,
} from './case-queries'
import { appendStep, makeSalt, type StepContent, sha256 } from './chain'
import { clocksOf, runningClock } from './clocks'
import { countReport } from './daily-limit'
import { addSystemStep } from './desk'
import { attachEvidence, claimEvidence, isRecording, namesOf } from './evidence'
import { type ChildFacts, findChild, findSchoolName } from './people-queries'
import { isOwnChild } from './policy'
import { presentReceipt } from './present'
import { reporterKeyIn, wearReporter } from './reporter'
import { findNamed, isAboutStaff, type Routing, routeAround } from './routing'
import { newDataKey, place, receiptCodeOf, receiptKeyOf, requestKeyOf, seal, sealJson } from './seal'
import { watchersOf } from './set-aside'
import { tellOfNewCase } from './tell'
import type { ClaimedUpload } from './upload-queries'

/** Characters of the shortest sentence. */
const LEAST_WORDS = 2

type Input = ParsedInputOf<'report.submitReport'>

export const submitReport: Handler<'report.submitReport'> = {
  roles: ['anyone'],
  async run(context, input) {
    const { db, now, services } = context
    const receiptCode = receiptCodeOf(services, input.requestId)
    const keys = { reporterKey: reporterKeyIn(context), receiptKey: receiptKeyOf(services, receiptCode) }
    await wearReporter(context, keys)
    const before = await findCaseByRequest(db, requestKeyOf(services, input.requestId))
    if (before) return answerAgain(context, before, receiptCode, input)

    if ((await findSchoolName(db, input.schoolId)) === undefined) throw notFound()
    const child = await childOf(context, input.studentId)
    await countReport(context, isUrgent(input.kind, input.acts))
    const uploads = await claimEvidence(context, input.uploadIds)
    assertSaysSomething(input, uploads)
    const routing = await routeNew(context, input)
    const filed = await fileCase(context, input, child, keys, await namesOf(context, uploads), routing)
    await attachEvidence(context, filed, filed.events, uploads)
    const routed = await sayRouting(context, filed, routing)
    await tellOfNewCase(context, routed)
    return presentReceipt(routed, receiptCode, filed.head, runningClock(await clocksOf(db, routed, now)))
  },
}

/** Everything is optional but one sentence or one recording: a child who cannot write well says it. */
const assertSaysSomething = ({ details }: Input, uploads: readonly ClaimedUpload[]): void => {
  if (details.length >= LEAST_WORDS || uploads.some(isRecording)) return
  throw refuseField('details', '写一句话，或者录一段音，就可以提交')
}

const digestOf = (input: Input): string => {
  const { requestId, uploadIds, ...said } = input
  return sha256(canonicalContent({ ...said, requestId: requestId.toLowerCase() }))
}

/** The same submission, long ago or from another session: its receipt, and nothing twice. */
const answerAgain = async (
  { db, now, services }: Context,
  kase: CaseRow,
  receiptCode: string,
  input: Input,
): Promise<OutputOf<'report.submitReport'>> => {
  // What was touched since cannot be compared; its receipt is still the child's.
  const content = openContent(services, kase)
  if (content && content.inputDigest !== digestOf(input)) throw new AppError('request.reused')
  const [first] = await listSteps(db, kase.school_id, kase.id)
  const clock = runningClock(await clocksOf(db, kase, now))
  return presentReceipt(kase, receiptCode, first?.hash ?? kase.head, clock)
}

const childOf = async ({ actor, db }: Context, studentId: number | null): Promise<ChildFacts | null> => {
  if (studentId === null) return null
  if (!isPerson(actor) || !isOwnChild(actor, studentId)) throw notFound()
  const child = await findChild(db, studentId, actor.userId)
  if (!child) throw notFound()
  return child
}

type NewRouting = Routing & {
  /** The reporter said that it is about the school's own people. */
  isSaid: boolean
}

const routeNew = async (context: Context, input: Input): Promise<NewRouting> => {
  const everybody = await watchersOf(context, input.schoolId)
  const named = findNamed([input.details, input.place], everybody)
  const routing = routeAround(named, everybody, [])
  const isSaid = isAboutStaff(input)
  return { ...routing, isSaid, goesToBureau: isSaid || routing.goesToBureau }
}

/** A case that somebody at the school may not know of leaves no gap in the school's series. */
const numberFor = async (
  { db, now }: Context,
  schoolId: number,
  { goesToBureau, excluded }: NewRouting,
): Promise<string> => {
  const year = inChina(now).year()
  return goesToBureau || excluded.length > 0
    ? unserialNumber(year, randomInt(10_000_000))
    : caseNumber(year, await takeSerial(db, schoolId, year))
}

/** The reporter reads who takes care of it, and that those it is about do not. */
const sayRouting = (
  context: Context,
  filed: CaseRow,
  { goesToBureau, excluded, isSaid }: NewRouting,
): Promise<CaseRow> => {
  if (!goesToBureau && excluded.length === 0) return Promise.resolve(filed)
  const text = isSaid ? '举报人说和学校的人有关' : excluded.map((one) => one.name).join('、')
  const kind = goesToBureau ? 'moved_to_bureau' : 'handler_excluded'
  return addSystemStep(context, filed, { kind, isInternal: false, text }, {})
}

const fileCase = async (
  context: Context,
  input: Input,
  child: ChildFacts | null,
  keys: { reporterKey: string | null; receiptKey: string },
  files: StepContent['files'],
  routing: NewRouting,
): Promise<CaseRow> => {
  const { actor, db, now, services } = context
  const person = isPerson(actor) ? actor : null
  const id = randomUUID()
  const dataKey = newDataKey(services, place.caseKey(id))
  const identity = identityOf(person, child, input)
  const content: CaseContent = {
    details: input.details,
    place: input.place,
    occurredWhen: input.occurredWhen,
    since: input.since,
    howOften: input.howOften,
    witnesses: input.witnesses,
    reporter: input.isNamed ? openName(identity) : null,
    inputDigest: digestOf(input),
    salt: makeSalt(),
  }
  const acts = [...new Set(input.acts)]
  const isNew = await insertCase(db, {
    school_id: input.schoolId,
    id,
    number: await numberFor(context, input.schoolId, routing),
    request_key: requestKeyOf(services, input.requestId),
    reporter_key: keys.reporterKey,
    receipt_key: keys.receiptKey,
    kind: input.kind,
    acts,
    about: input.about,
    grade: child ? child.grade : input.grade,
    place_group: placeGroupOf(input.place),
    is_named: input.isNamed,
    has_identity: identity !== null,
    is_urgent: isUrgent(input.kind, acts),
    held_by: routing.goesToBureau ? 'bureau' : 'school',
    is_hidden_from_school: routing.goesToBureau,
    excluded_user_ids: routing.excluded.map((one) => one.userId),
    content_sealed: sealJson(dataKey.key, place.content(id), content),
    notify_sealed: person && seal(dataKey.key, place.notify(id), Buffer.from(person.userId)),
    data_key_wrapped: dataKey.wrapped,
    key_version: dataKey.version,
    head: chainStart,
    filed_at: now,
  })
  // The same submission by another session at the same moment: its retry finds what that one filed.
  if (!isNew) throw new AppError('server.busy')
  const kase = await findCase(db, id, 'read')
  if (!kase) throw new Error('a case that was just filed is not there')
  const filed = await appendStep(
    db,
    dataKey.key,
    kase,
    {
      kind: 'filed',
      isInternal: false,
      content: {
        by: 'reporter',
        actorName: '',
        postId: null,
        text: '',
        files,
        turnsTo: 'filed',
        reportDigest: sha256(reportText(content, kase)),
      },
    },
    { file_count: files.length },
    now,
  )
  if (identity) {
    const identityKey = newDataKey(services, place.identityKey(id))
    await insertIdentity(db, {
      schoolId: input.schoolId,
      caseId: id,
      reporterKey: keys.reporterKey,
      sealed: sealJson(identityKey.key, place.identity(id), identity),
      wrapped: identityKey.wrapped,
      version: identityKey.version,
    })
  }
  return filed
}

/** The demo district: five schools, their classes and children, every role, cases in every state. Idempotent. */
import { inChina } from '../../../contract/china-time'
import type { OutputOf, RouteName } from '../../../contract/routes'
import { publishStatistics } from '../../jobs/statistics.job'
import { transactionAs } from '../../platform/database'
import { hostFunction } from '../../platform/pipeline'
import type { Services } from '../../platform/services'
import { makeDailyRoots } from '../../report/daily-root.job'
import { reportFunction } from '../../report/index'
import { demoId, openidOf } from './demo-base'
import { seedBoards } from './demo-boards'
import { type DemoCase, demoCases } from './demo-cases'
import { seedCourses } from './demo-courses'
import { schools, seedPupils, seedSchools } from './demo-district'
import { seedDesk, seedFamilies, seedPeople } from './demo-families'
import { makeHistory } from './demo-history'
import { hasHistory, insertHistory, listDemoHandlers } from './demo-history-queries'
import { seedHomework } from './demo-homework'
import { seedMenus } from './demo-menus'
import { demoPeople } from './demo-people'
import { seedVisits } from './demo-visits'
import { demoVoice } from './demo-voice'

/** Puts the demo district in place; run again, it changes nothing. */
export const seedDemo = async (services: Services): Promise<void> => {
  const now = services.now()
  await transactionAs(services.database, 'anxin_operator', async (db) => {
    const schoolIds = await seedSchools(db)
    await seedPupils(db, schoolIds)
    await seedPeople(db, schoolIds, now)
    await seedFamilies(db, schoolIds, now)
    await seedDesk(db, schoolIds, now)
    await seedHomework(db, schoolIds, now)
  })
  await seedBoards(services)
  await seedHistory(services)
  await seedCases(services, now)
  await seedRoots(services, now)
  await seedMenus(services)
  await seedVisits(services)
  await seedCourses(services)
}

const HOUR_MS = 3_600_000
/** All stories of `demoCases` begin within these hours before now. */
const RECENT_HOURS = 24 * 25

/** The past, and the numbers that were published of it. */
const seedHistory = async (services: Services): Promise<void> => {
  const isNew = await transactionAs(services.database, 'anxin_operator', async (db) => {
    if (await hasHistory(db, demoId('history case 0'))) return false
    const schoolIds = await seedSchools(db)
    const handlers = await listDemoHandlers(db)
    const bureau = handlers.get(0)
    const places = schools.flatMap(({ key, grades }) => {
      const handler = handlers.get(schoolIds[key])
      return handler ? [{ key, schoolId: schoolIds[key], grades, handler }] : []
    })
    if (!bureau) throw new Error('the demo has no bureau officer')
    await insertHistory(db, makeHistory(services, places, bureau))
    return true
  })
  if (isNew) await publishStatistics(services, () => false)
}

/** Teachers answer in working hours: a moment in the night becomes the next morning, if that has come. */
const inWorkingHours = (moment: Date, now: Date): Date => {
  const china = inChina(moment)
  if (china.hour() >= 8 && china.hour() < 18) return moment
  const morning = (china.hour() < 8 ? china : china.add(1, 'day'))
    .startOf('day')
    .add(8, 'hour')
    .add(25, 'minute')
  return morning.valueOf() < now.getTime() ? morning.toDate() : moment
}

/** Days of which the demo shows the roots, each made in the night after it. */
const ROOT_DAYS = 7

const seedRoots = async (services: Services, now: Date): Promise<void> => {
  for (let daysAgo = ROOT_DAYS - 1; daysAgo >= 0; daysAgo--) {
    const night = inChina(now).subtract(daysAgo, 'day').startOf('day').add(20, 'minute').toDate()
    if (night < now) await makeDailyRoots({ ...services, now: () => night }, () => false)
  }
}

/** Sends each case and its steps through the report function, at their own hours. */
const seedCases = async (services: Services, now: Date): Promise<void> => {
  const at = (moment: Date): Services => ({ ...services, now: () => moment })
  const school = await transactionAs(services.database, 'anxin_operator', (db) =>
    db.query<{ id: number; cases: number }>(
      `select s.id, (select count(*) from cases c where c.school_id = s.id and c.filed_at > $2) as cases
       from schools s where s.name = $1`,
      [schools[0]?.name, new Date(now.getTime() - RECENT_HOURS * HOUR_MS)],
    ),
  )
  const schoolId = school.rows[0]?.id ?? 0
  if ((school.rows[0]?.cases ?? 0) >= demoCases.length) return
  for (const story of [...demoCases].sort((a, b) => b.hoursAgo - a.hoursAgo))
    await seedCase(at, now, schoolId, story)
}

const ask = async (
  services: Services,
  key: string | null,
  route: RouteName,
  input: object,
): Promise<Record<string, unknown>> => {
  const envelope = await hostFunction(reportFunction, services).call(
    { action: route.split('.')[1], input },
    {
      address: 'demo',
      clientLabel: '演示',
      source: 'cloud',
      ...(key === null ? {} : { openid: openidOf(key) }),
    },
  )
  if (!envelope.ok)
    throw new Error(
      `the demo's ${route} was refused: ${envelope.error.code} ${JSON.stringify(envelope.error.fields ?? {})}`,
    )
  return envelope.data as Record<string, unknown>
}

/** As a phone does it: a place, pieces, the whole. @returns the upload's id */
const sendVoice = async (
  services: Services,
  reporter: string | null,
  key: string,
  bytes: Buffer,
): Promise<string> => {
  const { uploadId, chunkBytes } = (await ask(services, reporter, 'report.beginUpload', {
    requestId: demoId(`voice ${key}`),
    sizeBytes: bytes.length,
  })) as OutputOf<'report.beginUpload'>
  for (let index = 0; index * chunkBytes < bytes.length; index += 1)
    await ask(services, reporter, 'report.putChunk', {
      requestId: demoId(`voice ${key} piece ${index}`),
      uploadId,
      index,
      base64: bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes).toString('base64'),
    })
  await ask(services, reporter, 'report.finishUpload', { requestId: demoId(`voice ${key} whole`), uploadId })
  return uploadId
}

const seedCase = async (
  at: (moment: Date) => Services,
  now: Date,
  schoolId: number,
  story: DemoCase,
): Promise<void> => {
  const hoursBefore = (hours: number) => new Date(now.getTime() - hours * HOUR_MS)
  const reporter = story.reporter === 'nobody' ? null : story.reporter
  const uploadIds =
    story.voiceSeconds === undefined
      ? []
      : [await sendVoice(at(hoursBefore(story.hoursAgo)), reporter, story.key, demoVoice(story.voiceSeconds))]
  const filed = await ask(at(hoursBefore(story.hoursAgo)), reporter, 'report.submitReport', {
    requestId: demoId(`case ${story.key}`),
    schoolId,
    about: story.about,
    studentId: null,
    kind: story.kind,
    acts: story.acts,
    details: story.details,
    place: story.place,
    occurredWhen: story.occurredWhen,
    grade: story.grade,
    isNamed: story.isNamed,
    contact: story.contact,
    uploadIds,
  })
  const caseId = filed.caseId as string
  let last = hoursBefore(story.hoursAgo)
  for (const [index, step] of story.steps.entries()) {
    const told = hoursBefore(step.hoursAgo)
    const moment = step.as === 'reporter' ? told : inWorkingHours(told, now)
    // Steps stay in their order, a few minutes apart, wherever the working day moved them.
    last = new Date(Math.max(moment.getTime(), last.getTime() + 7 * 60_000))
    const services = at(last)
    const requestId = demoId(`case ${story.key} step ${index}`)
    if (step.as === 'reporter' && step.do !== 'write') {
      const by = { caseId }
      if (step.do === 'appeal')
        await ask(services, reporter, 'report.appeal', { requestId, by, text: '请看看陪餐记录是不是真的。' })
      else
        await ask(services, reporter, 'report.answerOutcome', {
          requestId,
          by,
          isSettled: step.do === 'settled',
          reasons: step.do === 'unsettled' ? ['nothing_done'] : [],
          text: step.do === 'unsettled' ? step.text : '',
        })
      continue
    }
    if (step.as === 'reporter') {
      await ask(services, reporter, 'report.writeToSchool', {
        requestId,
        by: { caseId },
        text: step.text,
        uploadIds: [],
      })
      continue
    }
    if (step.do === 'join') {
      const { invitations } = await ask(services, step.as, 'report.listShared', { cursor: null })
      const [{ invitationId }] = invitations as [{ invitationId: string }]
      await ask(services, step.as, 'report.answerInvitation', { requestId, invitationId, accepts: true })
      continue
    }
    const view = await ask(services, step.as, 'report.getCase', { caseId })
    const events = view.events as number
    if (step.do === 'take') await ask(services, step.as, 'report.takeCase', { requestId, caseId, events })
    else if (step.do === 'investigate')
      await ask(services, step.as, 'report.changeState', {
        requestId,
        caseId,
        events,
        to: 'investigating',
        reason: '',
      })
    else if (step.do === 'level')
      await ask(services, step.as, 'report.setLevel', { requestId, caseId, events, level: step.level })
    else if (step.do === 'invite') {
      const { colleagues } = await ask(services, step.as, 'report.listColleagues', { caseId })
      const name = demoPeople.find(({ key }) => key === step.who)?.name
      const postId = (colleagues as { postId: string; name: string }[]).find(
        (one) => one.name === name,
      )?.postId
      await ask(services, step.as, 'report.inviteToTeam', { requestId, caseId, events, postId })
    } else if (step.do === 'note')
      await ask(services, step.as, 'report.writeNote', { requestId, caseId, text: step.text })
    else if (step.do === 'ask-identity')
      await ask(services, step.as, 'report.askIdentity', { requestId, caseId, reason: step.text })
    else if (step.do === 'close')
      await ask(services, step.as, 'report.closeCase', {
        requestId,
        caseId,
        events,
        findings: step.findings,
        measures: step.measures,
        letter: step.letter,
        noProof: step.noProof,
      })
    else if (step.do === 'told')
      await ask(services, step.as, 'report.recordTold', {
        requestId,
        caseId,
        events,
        what: step.what,
        isTold: true,
        when: step.when,
        by: step.by,
        to: step.to,
        why: '',
      })
    else
      await ask(services, step.as, 'report.replyToReporter', {
        requestId,
        caseId,
        text: step.text,
        isQuestion: step.do === 'ask',
      })
  }
}

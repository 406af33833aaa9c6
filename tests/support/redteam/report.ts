/** Decisions on the report function: a case is its reporter's and its school's handlers', and nobody else's. */
import { dayInChina } from '../../../contract/china-time'
import type { RoutesOf } from '../../../contract/routes'
import { type Decision, type Decisions, nowhere } from './decision'
import { identityDecisions } from './identity'
import { type LooseInput, type School, type Stage, somewhere } from './stage'

type ReportRoute = RoutesOf<'report'>
type Aim = { caseId: string; events: number }

const soon = (stage: Stage): string => dayInChina(stage.clock.now.getTime() + 3 * 86_400_000)

/** A desk route on a case that the school's handler has taken. */
const onTaken = <N extends ReportRoute>(call: (aim: Aim) => LooseInput<N>): Decision<N> => ({
  reach: ['handler'],
  input: async (stage, at) => call(await stage.taken(at)),
  ghost: () => call({ caseId: somewhere(), events: 2 }),
})
/** A desk route on a case that nobody has taken. */
const onFiled = <N extends ReportRoute>(call: (aim: Aim) => LooseInput<N>): Decision<N> => ({
  reach: ['handler'],
  input: async (stage, at) => call({ ...(await stage.filed(at)), events: 1 }),
  ghost: () => call({ caseId: somewhere(), events: 1 }),
})
/** What the reporter does by the account that filed. By receipt everybody may: the suite tries that apart. */
const byReporter = <N extends ReportRoute>(
  call: (caseId: string) => LooseInput<N>,
  make: (stage: Stage, at: School) => Promise<Aim> = (stage, at) => stage.taken(at),
): Decision<N> => ({
  reach: ['guardian'],
  input: async (stage, at) => call((await make(stage, at)).caseId),
  ghost: () => call(somewhere()),
})
/** A case brought to a state that takes many steps to come to. */
const inState = async (stage: Stage, at: School, state: string): Promise<Aim> => {
  const aim = await stage.taken(at)
  await stage.sql(`update cases set ${state} where id = $1`, [aim.caseId])
  return aim
}
/** A case to which the school's handler has asked its teacher. */
const invited = async (stage: Stage, at: School): Promise<Aim & { memberId: string }> => {
  const { caseId, events } = await stage.taken(at)
  const postId = await stage.postOf(at.people.teacher)
  const kase = await stage.get(at.people.handler, 'report.inviteToTeam', { caseId, events, postId })
  return { caseId, events: kase.events, memberId: kase.team[0]!.memberId }
}
/** The same once the teacher has accepted. */
const joined = async (stage: Stage, at: School): Promise<Aim & { memberId: string }> => {
  const { caseId, events, memberId } = await invited(stage, at)
  await stage.get(at.people.teacher, 'report.answerInvitation', { invitationId: memberId, accepts: true })
  return { caseId, events: events + 1, memberId }
}
/** A step of an upload that the school's guardian began. */
const onUpload = <N extends ReportRoute>(call: (uploadId: string) => LooseInput<N>): Decision<N> => ({
  reach: ['guardian'],
  input: async (stage, at) => call(await stage.upload(at.people.guardian)),
  ghost: () => call(somewhere()),
})

const closing = {
  findings: '核对过三个人的说法。',
  measures: '座位换过，谈过话。',
  letter: '已经处理好了，谢谢你告诉我们。',
  noProof: '谈话没有照片。',
}

export const reportDecisions: Decisions<ReportRoute> = {
  'report.submitReport': {
    reach: ['everybody'],
    input: async (stage, { schoolId }) => {
      await stage.sql('delete from attempts')
      return {
        schoolId,
        about: 'someone_else',
        studentId: null,
        kind: 'bullying',
        acts: ['insult'],
        details: '有人一直被叫外号。',
        place: '',
        occurredWhen: '',
        grade: null,
        isNamed: false,
        contact: '',
        uploadIds: [],
      }
    },
  },
  'report.beginUpload': { reach: ['everybody'], input: () => ({ sizeBytes: 4 }) },
  'report.putChunk': onUpload((uploadId) => ({ uploadId, index: 0, base64: 'AAAAAA==' })),
  'report.finishUpload': onUpload((uploadId) => ({ uploadId })),
  'report.dropUpload': onUpload((uploadId) => ({ uploadId })),
  'report.listMine': { reach: ['signed_in'], input: () => ({}) },
  'report.getProgress': byReporter((caseId) => ({ by: { caseId } })),
  'report.getChain': byReporter((caseId) => ({ by: { caseId } })),
  'report.proveInRoots': byReporter((caseId) => ({ by: { caseId }, days: ['2026-11-17'] })),
  'report.listRoots': { reach: ['everybody'], input: () => ({ before: null }) },
  'report.getRootMonth': {
    reach: ['bureau_officer'],
    input: () => ({ month: null }),
    ghost: () => ({ month: '2020-01' }),
  },
  'report.getRootMonthFile': {
    reach: ['bureau_officer'],
    input: async (stage) => {
      await stage.sql(
        `insert into daily_roots (day, tree, previous, root, made_at) values ('2026-11-01', 'a', 'b', 'c', now())
         on conflict do nothing`,
      )
      return { month: null }
    },
    ghost: () => ({ month: '2020-01' }),
  },
  'report.markSeen': byReporter((caseId) => ({ by: { caseId }, seq: 2 })),
  'report.checkWords': byReporter((caseId) => ({ by: { caseId } })),
  'report.writeToSchool': byReporter((caseId) => ({ by: { caseId }, text: '还有一件事。', uploadIds: [] })),
  'report.readFile': {
    reach: ['guardian', 'handler'],
    input: async (stage, at) => {
      const { fileId } = await stage.picture(at.people.guardian)
      const { caseId } = await stage.filed(at, { uploadIds: [fileId] })
      return { caseId, fileId, receiptCode: null, part: 0 }
    },
    ghost: () => ({ caseId: somewhere(), fileId: somewhere(), receiptCode: null, part: 0 }),
  },
  'report.listQueue': {
    reach: ['handler'],
    input: (_, { schoolId }) => ({ schoolId, tab: 'all', kind: null, level: null, search: '', cursor: null }),
    ghost: () => ({ schoolId: nowhere, tab: 'all', kind: null, level: null, search: '', cursor: null }),
  },
  'report.getCase': onFiled(({ caseId }) => ({ caseId })),
  'report.takeCase': onFiled(({ caseId, events }) => ({ caseId, events })),
  'report.replyToReporter': onTaken(({ caseId }) => ({ caseId, text: '我们看到了。', isQuestion: false })),
  'report.writeNote': onTaken(({ caseId }) => ({ caseId, text: '记一笔。' })),
  'report.setLevel': onTaken(({ caseId, events }) => ({ caseId, events, level: 'mild' })),
  'report.changeState': onTaken(({ caseId, events }) => ({
    caseId,
    events,
    to: 'investigating',
    reason: '',
  })),
  'report.closeCase': {
    reach: ['handler'],
    input: async (stage, at) => {
      const { caseId, events } = await stage.taken(at)
      await stage.sql(`update cases set kind = 'other' where id = $1`, [caseId])
      return { caseId, events, ...closing }
    },
    ghost: () => ({ caseId: somewhere(), events: 2, ...closing }),
  },
  'report.reassignCase': {
    reach: ['handler'],
    input: async (stage, at) => {
      const { caseId, events } = await stage.taken(at)
      const toPostId = await stage.postOf(await stage.staff('handler', at.schoolId))
      return { caseId, events, toPostId }
    },
    ghost: () => ({ caseId: somewhere(), events: 2, toPostId: somewhere() }),
  },
  'report.listHandlers': onTaken(({ caseId }) => ({ caseId })),
  'report.getStatistics': {
    reach: ['handler', 'school_head', 'bureau_officer'],
    input: (_, { schoolId }) => ({ schoolId, period: null }),
    ghost: () => ({ schoolId: nowhere, period: null }),
  },
  'report.getStatisticsFile': {
    reach: ['handler', 'school_head', 'bureau_officer'],
    input: async (stage, { schoolId }) => {
      await stage.sql(
        `insert into report_statistics (period, row, scope, school_id, tables, published_at)
         values ('2025-1', $1, 'school', $1, '{}', now()) on conflict do nothing`,
        [schoolId],
      )
      return { schoolId, period: '2025-1' }
    },
    ghost: () => ({ schoolId: nowhere, period: '2025-1' }),
  },
  'report.standAside': onTaken(({ caseId, events }) => ({
    caseId,
    events,
    postId: null,
    reason: '校长的孩子',
  })),
  'report.sayConflict': byReporter((caseId) => ({ by: { caseId }, reason: '' })),
  'report.recordTold': onTaken(({ caseId, events }) => ({
    caseId,
    events,
    what: 'guardians',
    isTold: false,
    when: '',
    by: '',
    to: '',
    why: '举报人的安全优先，先不告知。',
  })),
  'report.answerOutcome': byReporter(
    (caseId) => ({ by: { caseId }, isSettled: true, reasons: [], text: '' }),
    (stage, at) => inState(stage, at, `state = 'asking'`),
  ),
  'report.appeal': byReporter(
    (caseId) => ({ by: { caseId }, text: '' }),
    (stage, at) => inState(stage, at, `state = 'asking', reopened_count = 1`),
  ),
  'report.withdraw': byReporter(
    (caseId) => ({ by: { caseId }, seq: null }),
    async (stage, at) => ({ ...(await stage.filed(at)), events: 1 }),
  ),
  ...identityDecisions,
  'report.pauseClocks': {
    reach: ['handler'],
    input: async (stage, at) => ({
      ...(await stage.taken(at)),
      until: soon(stage),
      reason: '等检查结果出来',
    }),
    ghost: (stage) => ({ caseId: somewhere(), events: 2, until: soon(stage), reason: '等检查结果出来' }),
  },
  'report.resumeClocks': onTaken(({ caseId, events }) => ({ caseId, events })),
  'report.listClockRules': { reach: ['bureau_officer'], input: () => ({}) },
  'report.listColleagues': onTaken(({ caseId }) => ({ caseId })),
  'report.inviteToTeam': {
    reach: ['handler'],
    input: async (stage, at) => {
      const { caseId, events } = await stage.taken(at)
      const postId = await stage.postOf(await stage.staff('teacher', at.schoolId))
      return { caseId, events, postId }
    },
    ghost: () => ({ caseId: somewhere(), events: 2, postId: somewhere() }),
  },
  'report.answerInvitation': {
    reach: ['teacher'],
    input: async (stage, at) => ({ invitationId: (await invited(stage, at)).memberId, accepts: true }),
    ghost: () => ({ invitationId: somewhere(), accepts: true }),
  },
  'report.leaveTeam': {
    reach: ['teacher'],
    input: async (stage, at) => ({ caseId: (await joined(stage, at)).caseId }),
    ghost: () => ({ caseId: somewhere() }),
  },
  'report.removeFromTeam': {
    reach: ['handler'],
    input: (stage, at) => joined(stage, at),
    ghost: () => ({ caseId: somewhere(), events: 2, memberId: somewhere() }),
  },
  'report.listShared': {
    // One's own and nobody else's: there is no school to aim at.
    reach: [
      'any teacher',
      'any grade_head',
      'any school_admin',
      'any school_head',
      'any canteen_manager',
      'any course_office',
    ],
    input: () => ({ cursor: null }),
  },
  'report.listOverdue': {
    reach: ['bureau_officer'],
    input: (_, { schoolId }) => ({ schoolId, cursor: null }),
    ghost: () => ({ schoolId: nowhere, cursor: null }),
  },
  'report.remindSchool': {
    reach: ['bureau_officer'],
    input: (_, { schoolId }) => ({ schoolId }),
    ghost: () => ({ schoolId: nowhere }),
  },
  'report.saveClockRule': {
    reach: ['bureau_officer'],
    input: () => ({
      ruleId: 'first_look',
      amount: 20,
      unit: 'hours',
      warnMinutes: 240,
      climbMinutes: 1440,
      pauseMostDays: 0,
    }),
  },
}

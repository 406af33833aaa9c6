/** Decisions on the account function: families see their children, a school its own, the bureau the district. */
import { randomUUID } from 'node:crypto'
import { currentConsent } from '../../../cloudfunctions/account/consent-text'
import type { RoutesOf } from '../../../contract/routes'
import { type Decision, type Decisions, nowhere, type Reach } from './decision'
import { type LooseInput, type School, type Stage, somewhere } from './stage'

type AccountRoute = RoutesOf<'account'>

const anyone: readonly Reach[] = ['everybody']
const signedIn: readonly Reach[] = ['signed_in']
const office: readonly Reach[] = ['school_admin', 'bureau_officer', 'operator']
const version = currentConsent.version

/** A route of that school; `make` may lay something down for it first. */
const ofSchool = <N extends AccountRoute>(
  reach: readonly Reach[],
  call: (schoolId: number) => LooseInput<N>,
): Decision<N> => ({ reach, input: (_, { schoolId }) => call(schoolId), ghost: () => call(nowhere) })
/** A route of one thing, known by a uuid that `make` lays down. */
const ofThing = <N extends AccountRoute>(
  reach: readonly Reach[],
  make: (stage: Stage, at: School) => Promise<string>,
  call: (thingId: string) => LooseInput<N>,
): Decision<N> => ({
  reach,
  input: async (stage, at) => call(await make(stage, at)),
  ghost: () => call(somewhere()),
})
/** A route of that school's child. */
const ofChild = <N extends AccountRoute>(
  reach: readonly Reach[],
  call: (studentId: number) => LooseInput<N>,
): Decision<N> => ({ reach, input: (_, { child }) => call(child.studentId), ghost: () => call(nowhere) })

const put = async (stage: Stage, table: string, values: Record<string, unknown>): Promise<string> => {
  const id = randomUUID()
  const names = Object.keys(values)
  await stage.sql(
    `insert into ${table} (id, ${names.join(', ')}) values ($1, ${names.map((_, index) => `$${index + 2}`).join(', ')})`,
    [id, ...names.map((name) => values[name])],
  )
  return id
}
const askedTie = async (stage: Stage, { schoolId, child }: School): Promise<string> =>
  put(stage, 'guardianships', {
    school_id: schoolId,
    student_id: child.studentId,
    user_id: (await stage.person()).userId,
    relation: 'other',
    status: 'pending',
    way: 'code',
    created_at: stage.clock.now,
  })
const invitation = (stage: Stage, { schoolId }: School): Promise<string> =>
  put(stage, 'staff_invitations', {
    school_id: schoolId,
    role: 'teacher',
    name: '新老师',
    code_hash: randomUUID(),
    expires_at: new Date('2099-01-01'),
  })
const rosterImport =
  (status: string) =>
  (stage: Stage, { schoolId, people }: School): Promise<string> =>
    put(stage, 'roster_imports', {
      school_id: schoolId,
      file_name: '名册.xlsx',
      status,
      size_bytes: 4,
      started_by: people.school_admin.userId,
      started_by_name: '管理员',
      started_at: stage.clock.now,
      updated_at: stage.clock.now,
    })
const spareTeacher = async (stage: Stage, { schoolId }: School): Promise<string> =>
  stage.postOf(await stage.staff('teacher', schoolId))
const sessionOf = (stage: Stage, { people }: School): Promise<string> =>
  put(stage, 'sessions', {
    token_hash: randomUUID(),
    user_id: people.guardian.userId,
    started_at: stage.clock.now,
    last_seen_at: stage.clock.now,
    expires_at: new Date('2099-01-01'),
  })
const hotline = (stage: Stage, { schoolId }: School): Promise<string> =>
  put(stage, 'hotlines', { layer: 'school', school_id: schoolId, name: '线', phone: '0417-0000101' })
const line = { name: '德育处', phone: '0417-0000102', person: '', hours: '', hint: '' }
const chunk = { index: 0, base64: 'AAAAAA==' }

export const accountDecisions: Decisions<AccountRoute> = {
  'account.getMe': { reach: signedIn, input: () => ({}) },
  'account.listDemoPeople': { reach: [], input: () => ({}) },
  'account.signInDemo': { reach: [], input: () => ({ personKey: 'admin' }) },
  'account.signInWithLink': { reach: anyone, input: () => ({ secret: 'x'.repeat(40) }) },
  'account.startWebSignIn': { reach: anyone, input: () => ({}) },
  'account.pollWebSignIn': {
    reach: anyone,
    input: async (stage) => {
      const { ticketId, secret } = await stage.get(null, 'account.startWebSignIn', {})
      return { ticketId, secret }
    },
  },
  'account.describeWebSignIn': {
    reach: signedIn,
    input: async (stage) => ({ ticketId: (await stage.get(null, 'account.startWebSignIn', {})).ticketId }),
  },
  'account.answerWebSignIn': {
    reach: signedIn,
    input: async (stage) => ({
      ticketId: (await stage.get(null, 'account.startWebSignIn', {})).ticketId,
      accept: false,
    }),
  },
  'account.listSessions': { reach: signedIn, input: () => ({}) },
  'account.endSession': ofThing(['guardian'], sessionOf, (sessionId) => ({ sessionId })),
  'account.signOut': { reach: signedIn, input: () => ({}) },
  'account.savePreferences': { reach: signedIn, input: () => ({ textScale: '1.2' }) },

  'account.previewBinding': { reach: signedIn, input: () => ({ code: 'AAAA-AAAA-AAAA' }) },
  'account.bindChild': {
    reach: signedIn,
    input: () => ({ code: 'AAAA-AAAA-AAAA', relation: 'mother', consentVersion: version }),
  },
  'account.askToBind': {
    reach: signedIn,
    input: (_, { schoolId }) => ({
      schoolId,
      childName: '没有这个人',
      studentNumberEnd: '0000',
      relation: 'mother',
      guardianName: '路人',
      consentVersion: version,
    }),
  },
  'account.listGuardians': ofChild(['guardian', 'pupil', 'school_admin'], (studentId) => ({ studentId })),
  'account.inviteGuardian': ofChild(['guardian'], (studentId) => ({ studentId })),
  'account.answerGuardian': ofThing(['guardian', 'school_admin'], askedTie, (guardianshipId) => ({
    guardianshipId,
    accept: false,
  })),
  'account.leaveChild': {
    reach: ['guardian', 'pupil'],
    input: async (stage, at, { person, role }) => {
      // Another child, so that the stage's own ties stay.
      if (role !== 'guardian' && role !== 'pupil') return { studentId: at.child.studentId }
      const spare = await stage.student(at.schoolId, at.classId)
      for (const userId of [person?.userId, (await stage.person()).userId])
        await put(stage, 'guardianships', {
          school_id: at.schoolId,
          student_id: spare.studentId,
          user_id: userId,
          relation: role === 'pupil' ? 'self' : 'mother',
          status: 'active',
          way: 'code',
          created_at: stage.clock.now,
        })
      return { studentId: spare.studentId }
    },
    ghost: () => ({ studentId: nowhere }),
  },
  'account.getConsent': { reach: anyone, input: () => ({}) },
  // A pupil may say yes too; below the senior stage only a guardian's yes counts.
  'account.giveConsent': ofChild(['guardian', 'pupil'], (studentId) => ({ studentId, version })),
  'account.withdrawConsent': ofChild(['guardian', 'pupil'], (studentId) => ({ studentId })),
  'account.exportMyData': { reach: signedIn, input: () => ({}) },
  // Who may is tried by its own tests: here everybody on the stage would be gone.
  'account.deleteMyAccount': { reach: [], input: () => ({ confirmation: '删除我的账号' }), leave: true },

  'account.listMessages': { reach: signedIn, input: () => ({ cursor: null }) },
  'account.markMessagesRead': { reach: signedIn, input: () => ({ messageIds: [] }) },
  'account.recordReminderConsent': {
    reach: signedIn,
    input: () => ({ templateKey: 'case_progress', isAccepted: true }),
  },
  'account.getReminderTemplates': { reach: signedIn, input: () => ({}) },

  'account.listSchools': { reach: anyone, input: () => ({}) },
  'account.getSchool': { reach: anyone, input: (_, { schoolId }) => ({ schoolId }) },
  'account.saveSchool': {
    reach: office,
    input: (_, { schoolId, X }) => ({
      schoolId,
      name: `学校 ${X}`,
      stages: ['primary'],
      canteenMode: 'own',
      supplierName: '',
      address: '',
      phones: [],
    }),
    ghost: () => ({
      schoolId: nowhere,
      name: '没有的学校',
      stages: ['primary'],
      canteenMode: 'own',
      supplierName: '',
      address: '',
      phones: [],
    }),
  },
  'account.listHotlines': { reach: anyone, input: (_, { schoolId }) => ({ schoolIds: [schoolId] }) },
  'account.saveHotline': ofSchool(['school_admin'], (schoolId) => ({
    hotlineId: null,
    layer: 'school',
    schoolId,
    ...line,
  })),
  'account.listHotlineGaps': { reach: ['bureau_officer'], input: () => ({}) },
  'account.remindOfHotline': {
    reach: ['bureau_officer'],
    input: (_, { schoolId }) => ({ schoolId }),
    ghost: () => ({ schoolId: nowhere }),
  },
  'account.removeHotline': ofThing(['school_admin'], hotline, (hotlineId) => ({ hotlineId })),
  'account.listClasses': ofSchool(['teacher', 'school_head', ...office], (schoolId) => ({ schoolId })),
  'account.listStudents': {
    reach: ['teacher', ...office],
    input: (_, { schoolId, classId }) => ({ schoolId, classId }),
    ghost: () => ({ schoolId: nowhere, classId: nowhere }),
  },

  'account.addSchool': {
    reach: ['bureau_officer', 'operator'],
    input: () => ({ name: `新校${randomUUID().slice(0, 8)}`, stages: ['primary'], canteenMode: 'own' }),
  },
  'account.listTerms': { reach: signedIn, input: () => ({}) },
  'account.saveTerm': {
    reach: ['bureau_officer'],
    input: () => ({
      termId: null,
      name: '某个学期',
      schoolYear: 2030,
      startsOn: '2030-09-01',
      endsOn: '2031-01-15',
    }),
  },

  'account.listCalendar': { reach: signedIn, input: () => ({ year: 2026 }) },
  'account.saveCalendarDays': {
    reach: ['bureau_officer'],
    input: () => ({ year: 2026, days: [{ day: '2026-12-31', isSchoolDay: false, name: '联欢会' }] }),
  },

  'account.listStaff': ofSchool(office, (schoolId) => ({ schoolId })),
  'account.inviteStaff': {
    // The bureau gives a school only its first admin. That a school is there is no secret, so nothing is aimed at nowhere.
    reach: ['school_admin'],
    input: (_, { schoolId }) => ({ schoolId, name: '新老师', role: 'teacher', classIds: [] }),
  },
  'account.withdrawInvitation': ofThing(office, invitation, (invitationId) => ({ invitationId })),
  'account.acceptInvitation': { reach: signedIn, input: () => ({ code: 'ABCD-EFGH' }) },
  'account.endPost': ofThing(office, spareTeacher, (postId) => ({ postId })),
  'account.listGuardianRequests': ofSchool(['school_admin'], (schoolId) => ({ schoolId })),

  'account.beginRosterImport': ofSchool(office, (schoolId) => ({
    schoolId,
    fileName: '名册.xlsx',
    sizeBytes: 4,
  })),
  'account.putRosterChunk': ofThing(office, rosterImport('receiving'), (importId) => ({
    importId,
    ...chunk,
  })),
  'account.readRoster': ofThing(office, rosterImport('receiving'), (importId) => ({ importId })),
  'account.getRosterImport': ofThing(office, rosterImport('ready'), (importId) => ({
    importId,
    problemsFrom: 0,
  })),
  'account.listRosterImports': ofSchool(office, (schoolId) => ({ schoolId })),
  'account.applyRosterImport': ofThing(office, rosterImport('refused'), (importId) => ({ importId })),
  'account.cancelRosterImport': ofThing(office, rosterImport('ready'), (importId) => ({ importId })),
  'account.previewPromotion': ofSchool(office, (schoolId) => ({ schoolId })),
  'account.promoteClasses': ofSchool(office, (schoolId) => ({ schoolId, fromYear: 2001 })),
  'account.makeBindingSheet': {
    reach: ['school_admin', 'teacher'],
    input: (_, { schoolId, classId }) => ({ schoolId, classId, onlyUnbound: true }),
    ghost: () => ({ schoolId: nowhere, classId: nowhere, onlyUnbound: true }),
  },
}

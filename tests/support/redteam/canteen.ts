/** Decisions on the canteen function: a school's menus are its canteen's to write and its own people's to read. */

import { ALLERGY_CONSENT } from '../../../contract/canteen/families'
import { thisWeek, weekAfter } from '../../../contract/canteen/week'
import { dayInChina, inChina } from '../../../contract/china-time'
import type { RoutesOf } from '../../../contract/routes'
import { plainWeek } from '../menus'
import { plainJpeg } from '../pictures'
import { type Decision, type Decisions, nowhere, type Reach } from './decision'
import { dictionaryDecisions } from './dictionary'
import { type LooseInput, type School, type Stage, somewhere } from './stage'

type CanteenRoute = RoutesOf<'canteen'>

const keeper: readonly Reach[] = ['canteen_manager']
const people: readonly Reach[] = [
  'guardian',
  'other_guardian',
  'pupil',
  'teacher',
  'grade_head',
  'handler',
  'school_admin',
  'school_head',
  'canteen_manager',
  'course_office',
]
const readers: readonly Reach[] = [...people, 'bureau_officer']

/** Weeks far apart, so that no caller meets the draft that another left. */
let weeks = 0
const newWeek = (stage: Stage): string => weekAfter(thisWeek(stage.clock.now), ++weeks)

const drafted = async (stage: Stage, { schoolId, people: { canteen_manager } }: School): Promise<string> => {
  const weekStartsOn = newWeek(stage)
  await stage.get(canteen_manager, 'canteen.saveDraft', {
    schoolId,
    version: 0,
    menu: plainWeek(weekStartsOn),
  })
  return weekStartsOn
}
const published = async (stage: Stage, at: School): Promise<string> => {
  const weekStartsOn = await drafted(stage, at)
  const {
    schoolId,
    people: { canteen_manager },
  } = at
  const input = { schoolId, weekStartsOn, draftVersion: 1, changeNote: '' }
  await stage.get(canteen_manager, 'canteen.publishMenu', input)
  return weekStartsOn
}

/** A route on a week of that school. */
const onWeek = <N extends CanteenRoute>(
  reach: readonly Reach[],
  make: (stage: Stage, at: School) => Promise<string>,
  call: (schoolId: number, weekStartsOn: string) => LooseInput<N>,
): Decision<N> => ({
  reach,
  input: async (stage, at) => call(at.schoolId, await make(stage, at)),
  ghost: (stage) => call(nowhere, thisWeek(stage.clock.now)),
})

const families: readonly Reach[] = ['guardian', 'other_guardian', 'pupil']
/** A route of that school. */
const ofSchool = <N extends CanteenRoute>(
  reach: readonly Reach[],
  call: (schoolId: number) => LooseInput<N>,
): Decision<N> => ({ reach, input: (_, { schoolId }) => call(schoolId), ghost: () => call(nowhere) })
/** A route of the first child of that school. */
const ofChild = <N extends CanteenRoute>(
  reach: readonly Reach[],
  call: (studentId: number, now: Date) => LooseInput<N>,
): Decision<N> => ({
  reach,
  input: (stage, { child }) => call(child.studentId, stage.clock.now),
  ghost: (stage) => call(nowhere, stage.clock.now),
})
const scores = { taste: 5, warmth: 4, amount: 3, cleanliness: 5 }
const rating = { ...scores, meal: 'lunch' as const, remark: '汤有点凉' }

/** This week's menu, once for each school. */
const servedToday = async (
  stage: Stage,
  { schoolId, people: { canteen_manager } }: School,
): Promise<void> => {
  const weekStartsOn = thisWeek(stage.clock.now)
  const desk = await stage.get(canteen_manager, 'canteen.getDesk', { schoolId, weekStartsOn })
  if (desk.published) return
  await stage.get(canteen_manager, 'canteen.saveDraft', {
    schoolId,
    version: 0,
    menu: plainWeek(weekStartsOn),
  })
  const input = { schoolId, weekStartsOn, draftVersion: 1, changeNote: '' }
  await stage.get(canteen_manager, 'canteen.publishMenu', input)
}
const uploaded = async (stage: Stage, { schoolId, people: { canteen_manager } }: School): Promise<string> => {
  const base64 = plainJpeg.toString('base64')
  const { uploadId } = await stage.get(canteen_manager, 'canteen.beginUpload', {
    schoolId,
    kind: 'tray',
    sizeBytes: plainJpeg.length,
  })
  await stage.get(canteen_manager, 'canteen.putChunk', { schoolId, uploadId, index: 0, base64 })
  return uploadId
}
/** Words that nobody has taught before, and what each means. */
let words = 0
const newWord = () => ({
  word: `沙葱${'甲乙丙丁戊己庚辛壬癸'[Math.floor(++words / 10) % 10]}${'子丑寅卯辰巳午未申酉'[words % 10]}`,
  version: 0,
  meaning: { kind: 'food' as const, group: 'vegetable' as const, meat: null, allergens: null, figures: null },
})
const taught = async (stage: Stage, { schoolId, people: { canteen_manager } }: School) => {
  const word = newWord()
  await stage.get(canteen_manager, 'canteen.teachWord', { schoolId, ...word })
  return word
}
const rule = {
  kind: 'repeats' as const,
  severity: 'warning' as const,
  document: '学校膳食委员会约定',
  maxTimes: 2,
}
const ruleKeepers: readonly Reach[] = ['canteen_manager', 'school_admin']

const MINUTE_MS = 60_000
/** A time at that school that begins in two minutes; whatever was opened before has begun by then. */
const openedVisit = async (
  stage: Stage,
  { schoolId, people: { school_head } }: School,
): Promise<{ slotId: string; day: string }> => {
  stage.clock.now = new Date(stage.clock.now.getTime() + 3 * MINUTE_MS)
  const starts = inChina(stage.clock.now.getTime() + 2 * MINUTE_MS)
  const day = starts.format('YYYY-MM-DD')
  await stage.get(school_head, 'canteen.openVisits', {
    schoolId,
    kind: 'visit',
    days: [day],
    meal: 'lunch',
    startsAt: starts.format('HH:mm'),
    seats: 2,
    note: '',
  })
  const span = { schoolId, from: day, to: day }
  const { visits } = await stage.get(school_head, 'canteen.listHostedVisits', span)
  return { slotId: visits.at(-1)?.slotId ?? '', day }
}
const visitor = { visitorName: '四年级家长' }
/** The same, with the guardian of the first child coming. */
const bookedVisit = async (stage: Stage, at: School): Promise<string> => {
  const { slotId } = await openedVisit(stage, at)
  const booking = { studentId: at.child.studentId, slotId, ...visitor }
  await stage.get(at.people.guardian, 'canteen.bookVisit', booking)
  return slotId
}
const seen = { marks: { clean: 'good' as const }, words: '地面很干净' }
/** Begun, and written down by that guardian. */
const writtenVisit = async (stage: Stage, at: School): Promise<string> => {
  const slotId = await bookedVisit(stage, at)
  stage.clock.now = new Date(stage.clock.now.getTime() + 3 * MINUTE_MS)
  const written = { studentId: at.child.studentId, slotId, ...seen }
  return (await stage.get(at.people.guardian, 'canteen.writeVisit', written)).recordId
}
/** A route of the first child's guardian at a time of that school. */
const atVisit = <N extends CanteenRoute>(
  make: (stage: Stage, at: School) => Promise<string>,
  call: (studentId: number, slotId: string) => LooseInput<N>,
): Decision<N> => ({
  reach: ['guardian'],
  input: async (stage, at) => call(at.child.studentId, await make(stage, at)),
  ghost: () => call(nowhere, somewhere()),
})
const newVisit = (stage: Stage) => ({
  kind: 'companion' as const,
  days: [weekAfter(dayInChina(stage.clock.now))],
  meal: 'lunch' as const,
  startsAt: '11:20',
  seats: 2,
  note: '',
})
const hosts: readonly Reach[] = ['canteen_manager', 'school_head', 'school_admin']
const companion = { meal: 'lunch' as const, leaderName: '王校长' }
const tray = { servedOn: '2026-11-17', meal: 'lunch' as const }

export const canteenDecisions: Decisions<CanteenRoute> = {
  ...dictionaryDecisions,
  'canteen.getDesk': onWeek(keeper, drafted, (schoolId, weekStartsOn) => ({ schoolId, weekStartsOn })),
  'canteen.saveDraft': onWeek(
    keeper,
    async (stage) => newWeek(stage),
    (schoolId, weekStartsOn) => ({ schoolId, version: 0, menu: plainWeek(weekStartsOn) }),
  ),
  'canteen.publishMenu': onWeek(keeper, drafted, (schoolId, weekStartsOn) => ({
    schoolId,
    weekStartsOn,
    draftVersion: 1,
    changeNote: '',
  })),
  'canteen.getWeek': onWeek(readers, published, (schoolId, weekStartsOn) => ({ schoolId, weekStartsOn })),
  'canteen.getVersion': onWeek([...readers, 'any canteen_manager'], published, (schoolId, weekStartsOn) => ({
    schoolId,
    weekStartsOn,
    version: 1,
  })),
  'canteen.readMenuFile': {
    reach: keeper,
    input: async (stage, { schoolId, people: { canteen_manager } }) => {
      const base64 = Buffer.from('%PDF').toString('base64')
      const { uploadId } = await stage.get(canteen_manager, 'canteen.beginUpload', {
        schoolId,
        kind: 'menu',
        sizeBytes: 4,
      })
      await stage.get(canteen_manager, 'canteen.putChunk', { schoolId, uploadId, index: 0, base64 })
      return { schoolId, uploadId, weekStartsOn: thisWeek(stage.clock.now) }
    },
    ghost: (stage) => ({
      schoolId: nowhere,
      uploadId: somewhere(),
      weekStartsOn: thisWeek(stage.clock.now),
    }),
  },
  'canteen.readMenuText': onWeek(
    keeper,
    async (stage) => thisWeek(stage.clock.now),
    (schoolId, weekStartsOn) => ({ schoolId, weekStartsOn, text: '周一 主食：米饭（大米100g）' }),
  ),
  'canteen.getDistrictFile': {
    reach: ['bureau_officer'],
    input: (stage) => ({ weekStartsOn: thisWeek(stage.clock.now) }),
  },
  'canteen.listDishes': ofSchool(keeper, (schoolId) => ({ schoolId })),
  'canteen.listPublished': onWeek(keeper, published, (schoolId, weekStartsOn) => ({
    schoolId,
    weekStartsOn,
  })),
  'canteen.saveKitchen': ofSchool(keeper, (schoolId) => ({
    schoolId,
    supervisionPhone: '0417-0000110',
    supervisionMailbox: '校门口意见箱',
    supplierName: '',
    isBoarding: false,
  })),
  'canteen.listScores': ofSchool([...keeper, 'school_head'], (schoolId) => ({
    schoolId,
    from: '2026-11-16',
    to: '2026-11-20',
  })),
  'canteen.listRemarks': ofSchool(keeper, (schoolId) => ({ schoolId, cursor: null, onlyUnanswered: false })),
  'canteen.answerRemark': {
    reach: keeper,
    input: async (stage, at) => {
      await servedToday(stage, at)
      const { ratingId } = await stage.get(at.people.guardian, 'canteen.rateMeal', {
        ...rating,
        studentId: at.child.studentId,
        servedOn: dayInChina(stage.clock.now),
      })
      return { schoolId: at.schoolId, ratingId, answer: '明天起汤桶加盖保温。' }
    },
    ghost: () => ({ schoolId: nowhere, ratingId: somewhere(), answer: '明天起汤桶加盖保温。' }),
  },
  'canteen.beginUpload': ofSchool(keeper, (schoolId) => ({ schoolId, kind: 'tray', sizeBytes: 4 })),
  'canteen.putChunk': {
    reach: keeper,
    input: async (stage, { schoolId, people: { canteen_manager } }) => {
      const { uploadId } = await stage.get(canteen_manager, 'canteen.beginUpload', {
        schoolId,
        kind: 'tray',
        sizeBytes: 4,
      })
      return { schoolId, uploadId, index: 0, base64: 'AAAAAA==' }
    },
    ghost: () => ({ schoolId: nowhere, uploadId: somewhere(), index: 0, base64: 'AAAAAA==' }),
  },
  'canteen.saveTray': {
    reach: keeper,
    input: async (stage, at) => ({
      schoolId: at.schoolId,
      uploadId: await uploaded(stage, at),
      ...tray,
    }),
    ghost: () => ({ schoolId: nowhere, uploadId: somewhere(), ...tray }),
  },
  'canteen.removeTray': ofSchool(keeper, (schoolId) => ({ schoolId, ...tray })),
  'canteen.readTray': {
    reach: readers,
    input: async (stage, at) => {
      const { schoolId } = at
      const input = { schoolId, uploadId: await uploaded(stage, at), ...tray }
      const { photoId } = await stage.get(at.people.canteen_manager, 'canteen.saveTray', input)
      return { schoolId, photoId, part: 0 }
    },
    ghost: () => ({ schoolId: nowhere, photoId: somewhere(), part: 0 }),
  },
  'canteen.listAllergens': {
    reach: ['any guardian', 'any other_guardian', 'any pupil'],
    input: () => ({}),
  },
  'canteen.saveAllergens': ofChild(['guardian'], (studentId) => ({
    studentId,
    allergens: ['milk'],
    consentVersion: ALLERGY_CONSENT.version,
  })),
  'canteen.removeAllergens': ofChild(['guardian'], (studentId) => ({ studentId })),
  'canteen.setMenuWish': ofSchool(families, (schoolId) => ({ schoolId, isWanted: true })),
  'canteen.rateMeal': {
    reach: ['guardian', 'pupil'],
    input: async (stage, at) => {
      await servedToday(stage, at)
      return { ...rating, studentId: at.child.studentId, servedOn: dayInChina(stage.clock.now) }
    },
    ghost: (stage) => ({ ...rating, studentId: nowhere, servedOn: dayInChina(stage.clock.now) }),
  },
  'canteen.listMyRatings': ofChild(['guardian', 'pupil'], (studentId) => ({
    studentId,
    from: '2026-11-16',
    to: '2026-11-20',
  })),
  'canteen.getSurvey': ofChild(['guardian', 'pupil'], (studentId) => ({ studentId })),
  'canteen.answerSurvey': ofChild(['guardian', 'pupil'], (studentId) => ({
    studentId,
    overall: 4,
    taste: 4,
    amount: 4,
    cleanliness: 5,
    service: 5,
  })),
  'canteen.getDistrict': {
    reach: ['bureau_officer'],
    input: (stage) => ({ weekStartsOn: thisWeek(stage.clock.now) }),
  },
  'canteen.getSchoolWeeks': ofSchool(['bureau_officer', 'school_head', 'canteen_manager'], (schoolId) => ({
    schoolId,
  })),
  'canteen.remindSchools': {
    reach: ['bureau_officer'],
    input: (stage, { schoolId }) => ({ weekStartsOn: newWeek(stage), schoolIds: [schoolId] }),
    ghost: (stage) => ({ weekStartsOn: newWeek(stage), schoolIds: [nowhere] }),
  },
  'canteen.getOwn': ofSchool([...keeper, 'bureau_officer'], (schoolId) => ({ schoolId })),
  'canteen.teachWord': ofSchool(keeper, (schoolId) => ({ schoolId, ...newWord() })),
  'canteen.listWords': ofSchool([...keeper, 'bureau_officer'], (schoolId) => ({ schoolId })),
  'canteen.decideWord': {
    reach: ['bureau_officer'],
    input: async (stage, at) => {
      const { word, meaning } = await taught(stage, at)
      return {
        schoolId: at.schoolId,
        word,
        version: 1,
        decision: { kind: 'accept', for: 'district', meaning },
      }
    },
    ghost: () => {
      const { word, meaning } = newWord()
      return { schoolId: nowhere, word, version: 1, decision: { kind: 'accept', for: 'district', meaning } }
    },
  },
  'canteen.listRules': ofSchool([...ruleKeepers, 'bureau_officer'], (schoolId) => ({ schoolId })),
  'canteen.saveRule': ofSchool(ruleKeepers, (schoolId) => ({ schoolId, replaces: null, rule })),
  'canteen.retireRule': {
    reach: ruleKeepers,
    input: async (stage, { schoolId, people: { canteen_manager } }) => {
      const input = { schoolId, replaces: null, rule }
      const { ruleId } = await stage.get(canteen_manager, 'canteen.saveRule', input)
      return { schoolId, ruleId }
    },
    ghost: () => ({ schoolId: nowhere, ruleId: somewhere() }),
  },
  'canteen.saveDue': { reach: ['bureau_officer'], input: () => ({ weekday: 5, minutes: 1020 }) },
  'canteen.listVisits': ofChild(['guardian'], (studentId) => ({ studentId })),
  'canteen.bookVisit': atVisit(
    async (stage, at) => (await openedVisit(stage, at)).slotId,
    (studentId, slotId) => ({ studentId, slotId, ...visitor }),
  ),
  'canteen.leaveVisit': atVisit(bookedVisit, (studentId, slotId) => ({ studentId, slotId })),
  'canteen.writeVisit': atVisit(
    async (stage, at) => {
      const slotId = await bookedVisit(stage, at)
      stage.clock.now = new Date(stage.clock.now.getTime() + 3 * MINUTE_MS)
      return slotId
    },
    (studentId, slotId) => ({ studentId, slotId, ...seen }),
  ),
  'canteen.listHostedVisits': ofSchool(hosts, (schoolId) => ({
    schoolId,
    from: '2026-11-16',
    to: '2026-11-20',
  })),
  // Aimed at no school of the caller's: the bureau reads what visitors wrote of any.
  'canteen.listVisitRecords': ofSchool(['bureau_officer'], (schoolId) => ({ schoolId })),
  'canteen.openVisits': {
    reach: hosts,
    input: (stage, { schoolId }) => ({ ...newVisit(stage), schoolId }),
    ghost: (stage) => ({ ...newVisit(stage), schoolId: nowhere }),
  },
  'canteen.cancelVisit': {
    reach: hosts,
    input: async (stage, at) => ({
      schoolId: at.schoolId,
      slotId: (await openedVisit(stage, at)).slotId,
      reason: '食堂检修',
    }),
    ghost: () => ({ schoolId: nowhere, slotId: somewhere(), reason: '食堂检修' }),
  },
  'canteen.answerVisit': {
    reach: hosts,
    input: async (stage, at) => ({
      schoolId: at.schoolId,
      recordId: await writtenVisit(stage, at),
      answer: '谢谢您来，已经改了。',
    }),
    ghost: () => ({ schoolId: nowhere, recordId: somewhere(), answer: '谢谢您来，已经改了。' }),
  },
  'canteen.recordCompanion': {
    reach: hosts,
    input: (stage, { schoolId }) => ({
      ...companion,
      schoolId,
      servedOn: dayInChina(stage.clock.now),
      leaderTitle: '校长',
      remark: '',
    }),
    ghost: (stage) => ({
      ...companion,
      schoolId: nowhere,
      servedOn: dayInChina(stage.clock.now),
      leaderTitle: '校长',
      remark: '',
    }),
  },
  'canteen.removeCompanion': {
    reach: hosts,
    input: (stage, { schoolId }) => ({ ...companion, schoolId, servedOn: dayInChina(stage.clock.now) }),
    ghost: (stage) => ({ ...companion, schoolId: nowhere, servedOn: dayInChina(stage.clock.now) }),
  },
  'canteen.listCompanions': ofSchool(readers, (schoolId) => ({
    schoolId,
    from: '2026-11-16',
    to: '2026-11-20',
  })),
}

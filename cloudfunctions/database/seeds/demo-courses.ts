/** The demo's courses: one school has drawn its wishes and is in its change week, another is taking wishes. */
import { COURSE_CONSENT } from '../../../contract/course/consent'
import { gradeBits, slotBit } from '../../../contract/course/slots'
import type { TeacherKind } from '../../../contract/course/words'
import { courseFunction } from '../../course/index'
import { type Database, transactionAs } from '../../platform/database'
import { hostFunction } from '../../platform/pipeline'
import type { Services } from '../../platform/services'
import { demoId, openidOf } from './demo-base'
import { schools } from './demo-district'
import type { DemoSchoolKey } from './demo-people'

const DAY_MS = 86_400_000
const periods = [
  { startsAt: '16:30', endsAt: '17:20' },
  { startsAt: '17:30', endsAt: '18:20' },
]
const lower = [1, 2, 3]
const upper = [4, 5, 6]
const junior = [7, 8, 9]

type Offer = {
  name: string
  category: string
  teacher: string
  kind?: TeacherKind
  room: string
  /** Weekday and period, 1 the first. */
  at: [number, number][]
  grades: number[]
  capacity: number
  minimum?: number
  feeCents?: number
  about: string
  bring?: string
}

const primaryOffers: Offer[] = [
  {
    name: '创意木工',
    category: '实践',
    teacher: '陈师傅',
    kind: 'heritage',
    room: '木工教室',
    at: [
      [1, 1],
      [1, 2],
    ],
    grades: upper,
    capacity: 24,
    feeCents: 6000,
    about: '锯、刨、拼，做一件自己的小家具。工具都有护套。',
    bring: '旧衣服',
  },
  {
    name: '合唱团',
    category: '艺体',
    teacher: '吴老师',
    room: '音乐教室',
    at: [[3, 1]],
    grades: [...lower, ...upper],
    capacity: 30,
    about: '从发声练起，元旦在礼堂演出。',
  },
  {
    name: '非遗剪纸',
    category: '艺体',
    teacher: '陈老师',
    kind: 'heritage',
    room: '美术一室',
    at: [[2, 1]],
    grades: [...lower, ...upper],
    capacity: 24,
    about: '跟非遗传承人学剪窗花。',
    bring: '安全剪刀',
  },
  {
    name: '校园足球',
    category: '艺体',
    teacher: '赵老师',
    room: '操场',
    at: [
      [3, 1],
      [3, 2],
    ],
    grades: upper,
    capacity: 22,
    about: '分组训练和对抗，雨天改室内。',
    bring: '运动鞋、水壶',
  },
  {
    name: '编程启蒙',
    category: '学业',
    teacher: '孙老师',
    kind: 'science',
    room: '计算机室',
    at: [[4, 1]],
    grades: upper,
    capacity: 20,
    about: '用积木块写小游戏，不用自己带电脑。',
  },
  {
    name: '绘本阅读',
    category: '阅读',
    teacher: '周老师',
    room: '图书馆',
    at: [[5, 1]],
    grades: lower,
    capacity: 30,
    about: '一起读，再画出来。',
  },
  {
    name: '整本书阅读',
    category: '阅读',
    teacher: '郑老师',
    room: '图书馆',
    at: [[5, 2]],
    grades: upper,
    capacity: 30,
    about: '一学期读完三本书，写短评。',
  },
  {
    name: '国际象棋',
    category: '社团',
    teacher: '冯老师',
    kind: 'elder',
    room: '四年级2班',
    at: [[2, 2]],
    grades: upper,
    capacity: 16,
    minimum: 8,
    about: '从规则学起，期末校内比赛。',
  },
  {
    name: '小小气象员',
    category: '实践',
    teacher: '韩老师',
    kind: 'volunteer',
    room: '科学教室',
    at: [[4, 2]],
    grades: upper,
    capacity: 18,
    minimum: 12,
    about: '观测、记录、做天气预报。',
  },
  {
    name: '作业辅导',
    category: '学业',
    teacher: '褚老师',
    room: '五年级1班',
    at: [
      [1, 1],
      [2, 1],
    ],
    grades: upper,
    capacity: 40,
    about: '在校把作业写完，老师答疑，不上新课。',
  },
]
const juniorOffers: Offer[] = [
  {
    name: '机器人',
    category: '社团',
    teacher: '秦老师',
    kind: 'science',
    room: '创客室',
    at: [
      [2, 1],
      [2, 2],
    ],
    grades: junior,
    capacity: 20,
    about: '搭建、编程、校际比赛。',
  },
  {
    name: '篮球',
    category: '艺体',
    teacher: '尤老师',
    room: '体育馆',
    at: [[1, 1]],
    grades: junior,
    capacity: 24,
    about: '基本功和小场对抗。',
    bring: '运动鞋',
  },
  {
    name: '民乐团',
    category: '艺体',
    teacher: '许老师',
    room: '音乐厅',
    at: [[3, 1]],
    grades: junior,
    capacity: 30,
    about: '有基础没基础都可以来。',
  },
  {
    name: '辩论',
    category: '学业',
    teacher: '何老师',
    room: '报告厅',
    at: [[4, 1]],
    grades: [8, 9],
    capacity: 20,
    about: '学会查资料、听对方、说清楚。',
  },
  {
    name: '书法',
    category: '艺体',
    teacher: '吕老师',
    kind: 'elder',
    room: '美术二室',
    at: [[1, 1]],
    grades: junior,
    capacity: 24,
    about: '楷书入门，笔墨纸砚学校提供。',
  },
]

type Ask = (who: string, action: string, input: object, at: Date) => Promise<Record<string, unknown>>

const askWith =
  (services: Services): Ask =>
  async (who, action, input, at) => {
    const envelope = await hostFunction(courseFunction, { ...services, now: () => at }).call(
      { action, input },
      { address: 'demo', clientLabel: '演示', source: 'cloud', openid: openidOf(who) },
    )
    if (!envelope.ok)
      throw new Error(
        `the demo could not ${action}: ${envelope.error.code} ${JSON.stringify(envelope.error.fields)}`,
      )
    return envelope.data as Record<string, unknown>
  }

type Place = { schoolId: number; termId: number; startsOn: string; endsOn: string }

/** Undefined where the school has its courses already. */
const findPlace = (database: Database, key: DemoSchoolKey): Promise<Place | undefined> =>
  transactionAs(database, 'anxin_operator', async (db) => {
    const name = schools.find((school) => school.key === key)?.name
    const found = await db.query<Place & { courses: number }>(
      `select s.id as "schoolId", t.id as "termId", t.starts_on as "startsOn", t.ends_on as "endsOn",
         (select count(*)::int from courses c where c.school_id = s.id) as courses
       from schools s, terms t where s.name = $1 order by t.starts_on desc limit 1`,
      [name],
    )
    const place = found.rows[0]
    return place && place.courses === 0 ? place : undefined
  })

const addCourses = async (
  ask: Ask,
  office: string,
  place: Place,
  offers: Offer[],
  at: Date,
): Promise<number[]> => {
  const { schoolId, termId } = place
  const requestId = (what: string) => demoId(`courses ${schoolId} ${what}`)
  const categories = ['学业', '阅读', '艺体', '社团', '实践']
  await ask(office, 'saveTerm', { requestId: requestId('term'), schoolId, termId, periods, categories }, at)
  const ids: number[] = []
  for (const offer of offers) {
    const facts = {
      name: offer.name,
      category: offer.category,
      teacherKind: offer.kind ?? 'own',
      teacherName: offer.teacher,
      room: offer.room,
      startsOn: place.startsOn,
      endsOn: place.endsOn,
      slots: offer.at.reduce((mask, [weekday, period]) => mask | slotBit({ weekday, period }), 0),
      grades: gradeBits(offer.grades),
      capacity: offer.capacity,
      minimum: offer.minimum ?? 0,
      feeCents: offer.feeCents ?? 0,
      feeBasis: offer.feeCents ? '营发改价〔2023〕18号' : '',
      about: offer.about,
      materials: '',
      bring: offer.bring ?? '',
    }
    const saved = await ask(
      office,
      'saveCourse',
      { requestId: requestId(offer.name), schoolId, termId, courseId: null, version: 0, facts },
      at,
    )
    ids.push(saved.courseId as number)
  }
  return ids
}

const openRound = async (
  ask: Ask,
  office: string,
  place: Place,
  round: { kind: string; name: string; opensAt: Date; closesAt: Date; mostPlaces: number },
  at: Date,
): Promise<number> => {
  const { schoolId, termId } = place
  const requestId = (what: string) => demoId(`round ${schoolId} ${round.name} ${what}`)
  const { roundId } = await ask(
    office,
    'saveRound',
    {
      requestId: requestId('save'),
      schoolId,
      termId,
      roundId: null,
      kind: round.kind,
      name: round.name,
      opensAt: round.opensAt.toISOString(),
      closesAt: round.closesAt.toISOString(),
      mostPlaces: round.mostPlaces,
      mostWishes: 8,
      offerHours: 24,
    },
    at,
  )
  await ask(office, 'publishRound', { requestId: requestId('publish'), schoolId, roundId }, at)
  return roundId as number
}

/** Families who are not among the demo's people: their consent and their wishes, by a fashion for the first courses. */
const addOtherFamilies = (database: Database, place: Place, roundId: number, at: Date): Promise<void> =>
  transactionAs(database, 'anxin_operator', async (db) => {
    const { schoolId, termId } = place
    await db.query(
      `insert into users (id, display_name, created_at)
       select md5('anxin demo parent ' || s.id)::uuid, '家长', $2 from students s
       where s.school_id = $1 and s.id % 3 <> 0 on conflict do nothing`,
      [schoolId, at],
    )
    await db.query(
      `insert into course_consents (school_id, term_id, student_id, takes_part, version, given_by, given_at)
       select $1, $2, s.id, s.id % 7 <> 0, $3, md5('anxin demo parent ' || s.id)::uuid, $4 from students s
       where s.school_id = $1 and s.id % 3 <> 0 on conflict do nothing`,
      [schoolId, termId, COURSE_CONSENT.version, at],
    )
    await db.query(
      `insert into course_students (school_id, term_id, student_id, grade, takes_part)
       select $1, $2, s.id, c.grade, true from students s join classes c on c.school_id = s.school_id and c.id = s.class_id
       join course_consents o on o.school_id = s.school_id and o.term_id = $2 and o.student_id = s.id and o.takes_part
       where s.school_id = $1 on conflict do nothing`,
      [schoolId, termId],
    )
    await db.query(
      `insert into course_wishes (school_id, round_id, student_id, ticket, wishes, saved_by, saved_at)
       select $1, $3, p.student_id, upper(substr(md5('anxin demo ticket ' || p.student_id), 1, 12)), w.wishes,
         md5('anxin demo parent ' || p.student_id)::uuid, $4
       from course_students p cross join lateral (
         select array_agg(x.course_id) as wishes from (
           select k.course_id from course_seats k
           where k.school_id = $1 and k.term_id = $2 and (k.grades & (1 << p.grade)) <> 0
           order by ('x' || substr(md5(p.student_id || ' ' || k.course_id), 1, 6))::bit(24)::int
             * power(row_number() over (order by k.course_id), 0.7) limit 2 + p.student_id % 4) x) w
       where p.school_id = $1 and p.term_id = $2 and p.takes_part and w.wishes is not null on conflict do nothing`,
      [schoolId, termId, roundId, at],
    )
  })

const childOf = (database: Database, schoolId: number, name: string): Promise<number> =>
  transactionAs(database, 'anxin_operator', async (db) => {
    const found = await db.query<{ id: number }>(
      'select id from students where school_id = $1 and name = $2 limit 1',
      [schoolId, name],
    )
    return found.rows[0]?.id ?? 0
  })

export const seedCourses = async (services: Services): Promise<void> => {
  const now = services.now()
  const daysFrom = (days: number) => new Date(now.getTime() + days * DAY_MS)
  const ask = askWith(services)
  const first = await findPlace(services.database, 'first')
  if (first) await seedDrawn(services, ask, first, daysFrom)
  const third = await findPlace(services.database, 'third')
  if (!third) return
  await addCourses(ask, 'third-admin', third, juniorOffers, daysFrom(-3))
  const round = {
    kind: 'wishes',
    name: '第一轮',
    opensAt: daysFrom(-2),
    closesAt: daysFrom(2),
    mostPlaces: 2,
  }
  const roundId = await openRound(ask, 'third-admin', third, round, daysFrom(-3))
  await addOtherFamilies(services.database, third, roundId, daysFrom(-1))
}

/** Wishes, the draw a week ago, and a change week that is open now. */
const seedDrawn = async (
  services: Services,
  ask: Ask,
  place: Place,
  daysFrom: (days: number) => Date,
): Promise<void> => {
  const { schoolId, termId } = place
  const office = 'course-office'
  const ids = await addCourses(ask, office, place, primaryOffers, daysFrom(-14))
  const wishes = {
    kind: 'wishes',
    name: '第一轮',
    opensAt: daysFrom(-12),
    closesAt: daysFrom(-8),
    mostPlaces: 2,
  }
  const roundId = await openRound(ask, office, place, wishes, daysFrom(-13))
  await addOtherFamilies(services.database, place, roundId, daysFrom(-10))
  const studentId = await childOf(services.database, schoolId, '林小满')
  const consent = { studentId, termId, takesPart: true, version: COURSE_CONSENT.version }
  await ask('guardian', 'saveConsent', { requestId: demoId('consent'), ...consent }, daysFrom(-11))
  const courseIds = [ids[0], ids[1], ids[4], ids[2]]
  await ask(
    'guardian',
    'saveWishes',
    { requestId: demoId('wishes'), studentId, roundId, courseIds },
    daysFrom(-11),
  )
  await ask(office, 'closeRound', { requestId: demoId('close'), schoolId, roundId }, daysFrom(-8))
  await ask(
    office,
    'runDraw',
    {
      requestId: demoId('draw'),
      schoolId,
      roundId,
      digits: '03 09 14 21 26 33 + 11',
      source: '演示号码：正式使用时填截止后开出的全国性彩票号码和期号',
    },
    daysFrom(-7),
  )
  const change = {
    kind: 'change',
    name: '退改选周',
    opensAt: daysFrom(-1),
    closesAt: daysFrom(6),
    mostPlaces: 3,
  }
  await openRound(ask, office, place, change, daysFrom(-2))
}

/** The demo's schools with their phones, classes and children. */
import type { Stage } from '../../../contract/people'
import type { Queryable } from '../../platform/database'
import { demoId, ownChildren } from './demo-base'
import { demoNames } from './demo-names'
import type { DemoSchoolKey } from './demo-people'

const SCHOOL_YEAR = 2026
const PUPILS_PER_CLASS = 26

type DemoSchool = {
  key: DemoSchoolKey
  name: string
  stages: Stage[]
  grades: number[]
  classesPerGrade: number
  canteenMode: 'own' | 'delivered'
  supplierName: string
  phone: string
}

export const schools: DemoSchool[] = [
  {
    key: 'first',
    name: '示例第一小学',
    stages: ['primary'],
    grades: [1, 2, 3, 4, 5, 6],
    classesPerGrade: 3,
    canteenMode: 'own',
    supplierName: '',
    phone: '0417-0000101',
  },
  {
    key: 'lake',
    name: '望湖小学',
    stages: ['primary'],
    grades: [1, 2, 3, 4, 5, 6],
    classesPerGrade: 2,
    canteenMode: 'own',
    supplierName: '',
    phone: '0417-0000102',
  },
  {
    key: 'river',
    name: '清河学校',
    stages: ['primary', 'junior'],
    grades: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    classesPerGrade: 2,
    canteenMode: 'own',
    supplierName: '',
    phone: '0417-0000103',
  },
  {
    key: 'third',
    name: '示例第三初级中学',
    stages: ['junior'],
    grades: [7, 8, 9],
    classesPerGrade: 4,
    canteenMode: 'own',
    supplierName: '',
    phone: '0417-0000104',
  },
  {
    key: 'crabapple',
    name: '海棠小学',
    stages: ['primary'],
    grades: [1, 2, 3, 4, 5, 6],
    classesPerGrade: 1,
    canteenMode: 'delivered',
    supplierName: '示例营养配餐中心',
    phone: '0417-0000105',
  },
]

export type SchoolIds = Record<DemoSchoolKey, number>

export const seedSchools = async (db: Queryable): Promise<SchoolIds> => {
  for (const school of schools) {
    await db.query(
      `insert into schools (name, stages, canteen_mode, supplier_name, address, phones) values ($1, $2, $3, $4, $5, $6)
       on conflict (name) do nothing`,
      [
        school.name,
        school.stages,
        school.canteenMode,
        school.supplierName,
        '示例区示例路',
        JSON.stringify([{ label: '校长室', phone: school.phone }]),
      ],
    )
  }
  await db.query(
    `insert into terms (name, school_year, starts_on, ends_on) values ('2026—2027学年第一学期', 2026, '2026-09-01', '2027-01-20')
     on conflict (name) do nothing`,
  )
  const found = await db.query<{ id: number; name: string }>('select id, name from schools')
  const idOf = (name: string) => found.rows.find((row) => row.name === name)?.id ?? 0
  const ids = Object.fromEntries(schools.map((school) => [school.key, idOf(school.name)])) as SchoolIds
  for (const school of schools) {
    const lines = [
      ['防欺凌电话', school.phone, '德育处', '周一至周五 7:30–17:30', '学校的老师会接'],
      [
        '心理老师',
        school.phone.replace('00001', '00002'),
        '心理辅导室',
        '周一至周五 12:00–17:00',
        '想找人聊聊',
      ],
    ] as const
    for (const [index, [name, phone, person, hours, hint]] of lines.entries())
      await addLine(db, `${school.key}-${index}`, 'school', ids[school.key], name, phone, person, hours, hint)
  }
  await addLine(
    db,
    'bureau-0',
    'bureau',
    null,
    '区教育局防欺凌专线',
    '0417-0000100',
    '基础教育科',
    '周一至周五 8:30–17:00',
    '学校没有回应，或与学校有关',
  )
  await addLine(
    db,
    'bureau-1',
    'bureau',
    null,
    '区教育局食堂监督',
    '0417-0000110',
    '校园餐专班',
    '周一至周五 8:30–17:00',
    '饭菜的问题',
  )
  return ids
}

const addLine = async (
  db: Queryable,
  key: string,
  layer: string,
  schoolId: number | null,
  name: string,
  phone: string,
  person: string,
  hours: string,
  hint: string,
): Promise<void> => {
  await db.query(
    `insert into hotlines (id, layer, school_id, name, phone, person, hours, hint) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do nothing`,
    [demoId(`line ${key}`), layer, schoolId, name, phone, person, hours, hint],
  )
}

export const seedPupils = async (db: Queryable, schoolIds: SchoolIds): Promise<void> => {
  for (const school of schools) {
    const schoolId = schoolIds[school.key]
    const places = school.grades.flatMap((grade) =>
      Array.from({ length: school.classesPerGrade }, (_, index) => ({ grade, number: index + 1 })),
    )
    await db.query(
      `insert into classes (school_id, grade, number, school_year)
       select $1, place.grade, place.number, $2 from jsonb_to_recordset($3) as place(grade int, number int)
       on conflict do nothing`,
      [schoolId, SCHOOL_YEAR, JSON.stringify(places)],
    )
    const pupils = places.flatMap(({ grade, number }) => {
      const own = ownChildren.filter(
        (child) => child.school === school.key && child.grade === grade && child.number === number,
      )
      return Array.from({ length: PUPILS_PER_CLASS }, (_, index) => {
        const serial = schoolId * 100_000 + grade * 1_000 + number * 100 + index
        const gender = serial % 2 === 0 ? '男' : '女'
        return {
          grade,
          number,
          name: own[index]?.name ?? demoNames(serial),
          student_number: `G210804${String(serial).padStart(12, '0')}`,
          gender,
        }
      })
    })
    await db.query(
      `insert into students (school_id, class_id, name, student_number, gender)
       select $1, c.id, p.name, p.student_number, p.gender
       from jsonb_to_recordset($2) as p(grade int, number int, name text, student_number text, gender text)
       join classes c on c.school_id = $1 and c.grade = p.grade and c.number = p.number and c.school_year = $3
       on conflict do nothing`,
      [schoolId, JSON.stringify(pupils), SCHOOL_YEAR],
    )
  }
}

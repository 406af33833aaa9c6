/** The people whom a visitor of the demo may be; invented, none real. */
import type { StaffRole } from '../../../contract/people'

export type DemoPerson = {
  key: string
  name: string
  roleName: string
  /** What this person is worth trying for. */
  note: string
  /** Posts: role and school key; `bureau` has no school. */
  posts: { role: StaffRole; school: DemoSchoolKey | 'bureau'; classes?: [number, number][] }[]
  textScale?: '1' | '1.2' | '1.4'
}

export type DemoSchoolKey = 'first' | 'lake' | 'river' | 'third' | 'crabapple'

export const demoPeople: DemoPerson[] = [
  {
    key: 'student',
    name: '周予安',
    roleName: '学生',
    note: '示例第一小学五年级1班，可以求助，看处理进度',
    posts: [],
  },
  {
    key: 'guardian',
    name: '林岚',
    roleName: '监护人',
    note: '两个孩子在两所学校，可以求助、确认家人',
    posts: [],
  },
  {
    key: 'admin',
    name: '李慧敏',
    roleName: '学校管理员、经办人',
    note: '示例第一小学德育处，答复求助，管名册和教职工',
    posts: [
      { role: 'school_admin', school: 'first' },
      { role: 'handler', school: 'first' },
    ],
  },
  {
    key: 'handler',
    name: '周正',
    roleName: '经办人',
    note: '示例第一小学学生欺凌治理委员会',
    posts: [{ role: 'handler', school: 'first' }],
  },
  {
    key: 'new-guardian',
    name: '陈静',
    roleName: '监护人',
    note: '还没有绑定孩子，绑定码 DEMW-234567',
    posts: [],
  },
  {
    key: 'grandmother',
    name: '吴秀兰',
    roleName: '监护人',
    note: '奶奶，用大字，等家人确认',
    posts: [],
    textScale: '1.4',
  },
  {
    key: 'junior',
    name: '林知远',
    roleName: '学生',
    note: '示例第三初级中学七年级2班',
    posts: [],
  },
  {
    key: 'teacher',
    name: '王思齐',
    roleName: '教师',
    note: '示例第一小学四年级2班，公示作业，只看得到同事请他一起处理的个案',
    posts: [{ role: 'teacher', school: 'first', classes: [[4, 2]] }],
  },
  {
    key: 'grade-head',
    name: '陈立群',
    roleName: '年级组长',
    note: '示例第一小学四年级，看各班作业时长和超限的理由',
    posts: [
      {
        role: 'grade_head',
        school: 'first',
        classes: [
          [4, 1],
          [4, 2],
          [4, 3],
        ],
      },
    ],
  },
  {
    key: 'head',
    name: '赵启明',
    roleName: '校长',
    note: '示例第一小学，超过时限的个案会报到这里',
    posts: [{ role: 'school_head', school: 'first' }],
  },
  {
    key: 'canteen',
    name: '孙立',
    roleName: '食堂管理员',
    note: '示例第一小学，填写、检查、公布每周食谱，看不到个案',
    posts: [{ role: 'canteen_manager', school: 'first' }],
  },
  {
    key: 'course-office',
    name: '钱晓雨',
    roleName: '课程办公室',
    note: '示例第一小学，排课程、开轮次、摇号、名单',
    posts: [{ role: 'course_office', school: 'first' }],
  },
  {
    key: 'lake-admin',
    name: '何清',
    roleName: '学校管理员、经办人、食堂管理员',
    note: '望湖小学，看不到别的学校',
    posts: [
      { role: 'school_admin', school: 'lake' },
      { role: 'handler', school: 'lake' },
      { role: 'canteen_manager', school: 'lake' },
    ],
  },
  {
    key: 'river-admin',
    name: '唐宁',
    roleName: '学校管理员、经办人、食堂管理员',
    note: '清河学校，九年一贯制',
    posts: [
      { role: 'school_admin', school: 'river' },
      { role: 'handler', school: 'river' },
      { role: 'canteen_manager', school: 'river' },
    ],
  },
  {
    key: 'third-admin',
    name: '宋一川',
    roleName: '学校管理员、经办人、食堂管理员、课程办公室',
    note: '示例第三初级中学',
    posts: [
      { role: 'school_admin', school: 'third' },
      { role: 'handler', school: 'third' },
      { role: 'canteen_manager', school: 'third' },
      { role: 'course_office', school: 'third' },
    ],
  },
  {
    key: 'crabapple-admin',
    name: '罗文',
    roleName: '学校管理员、经办人、食堂管理员',
    note: '海棠小学，没有食堂，配送午餐',
    posts: [
      { role: 'school_admin', school: 'crabapple' },
      { role: 'handler', school: 'crabapple' },
      { role: 'canteen_manager', school: 'crabapple' },
    ],
  },
  {
    key: 'bureau',
    name: '郑国栋',
    roleName: '教育局',
    note: '全区名册、热线、学校',
    posts: [{ role: 'bureau_officer', school: 'bureau' }],
  },
  {
    key: 'custodian',
    name: '冯琳',
    roleName: '身份保管人',
    note: '教育局，不看个案内容',
    posts: [{ role: 'custodian', school: 'bureau' }],
  },
  {
    key: 'operator',
    name: '系统管理员',
    roleName: '系统管理员',
    note: '安装、名册、备份',
    posts: [{ role: 'operator', school: 'bureau' }],
  },
]

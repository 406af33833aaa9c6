/** Who people are and where they belong: roles, stages, grades, in code and on screen. */
import * as z from 'zod/mini'

/** Roles held at a school (or, the last three, at the bureau), given by a person above. */
export const staffRoles = [
  'teacher',
  'grade_head',
  'school_admin',
  'handler',
  'school_head',
  'canteen_manager',
  'course_office',
  'bureau_officer',
  'custodian',
  'operator',
] as const
export const staffRole = z.enum(staffRoles)
export type StaffRole = z.infer<typeof staffRole>

/** Staff roles that belong to the district bureau and carry no school. */
export const bureauRoles = ['bureau_officer', 'custodian', 'operator'] as const satisfies StaffRole[]
export const isBureauRole = (role: StaffRole): boolean => (bureauRoles as readonly string[]).includes(role)
/** Whoever may be asked in to a case of their school: everybody there but its handlers, who read it anyway. */
export const colleagueRoles: readonly StaffRole[] = staffRoles.filter(
  (role) => role !== 'handler' && !isBureauRole(role),
)

/** What a route may ask for: nobody in particular, any session, family, or a staff role. */
export type Role = 'anyone' | 'signed_in' | 'student' | 'guardian' | StaffRole

export const roleNames: Record<StaffRole | 'student' | 'guardian', string> = {
  student: '学生',
  guardian: '监护人',
  teacher: '教师',
  grade_head: '年级组长',
  school_admin: '学校管理员',
  handler: '经办人',
  school_head: '校长',
  canteen_manager: '食堂管理员',
  course_office: '课程办公室',
  bureau_officer: '教育局',
  custodian: '身份保管人',
  operator: '系统管理员',
}

export const stages = ['primary', 'junior', 'senior'] as const
export const stage = z.enum(stages)
export type Stage = z.infer<typeof stage>
export const stageNames: Record<Stage, string> = { primary: '小学', junior: '初中', senior: '高中' }

/** Grades run 1–12 through all stages: 1–6 primary, 7–9 junior, 10–12 senior. */
export const grade = z.int().check(z.minimum(1), z.maximum(12))
const gradeWords = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '高一', '高二', '高三']
export const gradeName = (value: number): string =>
  value >= 10 ? (gradeWords[value - 1] ?? '') : `${gradeWords[value - 1] ?? ''}年级`
export const stageOfGrade = (value: number): Stage =>
  value <= 6 ? 'primary' : value <= 9 ? 'junior' : 'senior'
export const className = (gradeValue: number, number: number): string => `${gradeName(gradeValue)}${number}班`

export const canteenModes = ['own', 'delivered'] as const
export const canteenMode = z.enum(canteenModes)

export const relations = ['mother', 'father', 'grandparent', 'other', 'self'] as const
export const relation = z.enum(relations)
export type Relation = z.infer<typeof relation>
export const relationNames: Record<Relation, string> = {
  mother: '妈妈',
  father: '爸爸',
  grandparent: '祖辈',
  other: '其他监护人',
  self: '学生本人',
}

/** What leaves the account function about people: children, posts, masked names. */
import type { Child, StaffPost } from '../../contract/account/session'
import { className, type Relation, relationNames, type StaffRole } from '../../contract/people'
import { mayConsentAlone } from './policy'

const BUREAU = '教育局'
const NO_CLASS = '未分班'

/** `林小满` → `林*满`: enough for those who know the child, nothing for others. */
export const maskName = (name: string): string => {
  const signs = [...name]
  if (signs.length <= 1) return '*'
  if (signs.length === 2) return `${signs[0]}*`
  return `${signs[0]}${'*'.repeat(signs.length - 2)}${signs.at(-1)}`
}

export type ChildRow = {
  student_id: number
  school_id: number
  school_name: string
  name: string
  class_id: number | null
  grade: number | null
  class_number: number | null
  relation: Relation
  status: 'active' | 'pending'
  /** This person's own consent to the current wording. */
  has_own_consent: boolean
  /** The consent of any confirmed guardian; what counts for a pupil's own account. */
  has_guardian_consent: boolean
}

export const classWords = (grade: number | null, number: number | null): string =>
  grade === null || number === null ? NO_CLASS : className(grade, number)

export const presentChild = (row: ChildRow): Child => ({
  studentId: row.student_id,
  schoolId: row.school_id,
  schoolName: row.school_name,
  name: row.name,
  grade: row.grade ?? 1,
  classId: row.class_id,
  className: classWords(row.grade, row.class_number),
  relation: row.relation,
  status: row.status,
  isConsented:
    row.relation === 'self'
      ? row.has_guardian_consent || (row.has_own_consent && mayConsentAlone(row.grade ?? 1))
      : row.has_own_consent,
})

export const presentPost = (row: {
  role: StaffRole
  school_id: number | null
  school_name: string | null
}): StaffPost => ({
  role: row.role,
  schoolId: row.school_id,
  schoolName: row.school_name ?? BUREAU,
})

/** How a guardian is called where they never wrote a name: `妈妈`. */
export const guardianName = (name: string, relation: Relation): string => name || relationNames[relation]

/** The name on one's own page; WeChat gives none, so a post or a child lends one. */
export const displayName = (
  given: string,
  posts: readonly { name: string }[],
  children: readonly Child[],
): string => {
  const child = children.find((each) => each.status === 'active')
  if (given) return given
  if (posts[0]?.name) return posts[0].name
  if (!child) return ''
  return child.relation === 'self' ? child.name : `${child.name}的${relationNames[child.relation]}`
}

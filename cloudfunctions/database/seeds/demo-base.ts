/** What every part of the demo's seed shares: stable ids and the families' own children. */
import { createHash } from 'node:crypto'
import type { Relation } from '../../../contract/people'
import type { DemoSchoolKey } from './demo-people'

/** A uuid that is the same at each seeding. */
export const demoId = (name: string): string => {
  const hex = createHash('sha256').update(`anxin demo ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const openidOf = (key: string): string => `demo-${key}`

/** Named children whom the demo's families have; everybody else is invented by number. */
export const ownChildren: {
  name: string
  school: DemoSchoolKey
  grade: number
  number: number
  tie: { key: string; relation: Relation; status: 'active' | 'pending'; way: 'code' | 'roster_match' }[]
}[] = [
  {
    name: '林小满',
    school: 'first',
    grade: 4,
    number: 2,
    tie: [
      { key: 'guardian', relation: 'mother', status: 'active', way: 'code' },
      { key: 'grandmother', relation: 'grandparent', status: 'pending', way: 'code' },
    ],
  },
  {
    name: '林知远',
    school: 'third',
    grade: 7,
    number: 2,
    tie: [
      { key: 'guardian', relation: 'mother', status: 'active', way: 'code' },
      { key: 'junior', relation: 'self', status: 'active', way: 'code' },
    ],
  },
  {
    name: '周予安',
    school: 'first',
    grade: 5,
    number: 1,
    tie: [{ key: 'student', relation: 'self', status: 'active', way: 'code' }],
  },
  { name: '陈子墨', school: 'first', grade: 2, number: 1, tie: [] },
]

/** A person's posts as they are told: one line a school, its roles beside it. */
import type { StaffPost } from '@contract/account/session'
import { roleNames } from '@contract/people'

export type Place = { name: string; roles: string }

export const postsByPlace = (posts: readonly StaffPost[]): Place[] => {
  const found = new Map<string, string[]>()
  for (const post of posts) {
    const name = post.schoolName || '教育局'
    found.set(name, [...(found.get(name) ?? []), roleNames[post.role]])
  }
  return [...found].map(([name, roles]) => ({ name, roles: roles.join('、') }))
}

/** Which school a desk page is about: the person's own, or for the bureau the one chosen from the district. */
import type { StaffRole } from '@contract/people'
import { isBureauRole } from '@contract/people'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { schoolsWhere, useSession } from '@/stores/session'

const KEY = 'desk-school'

export type DeskSchool = { schoolId: number; name: string }

export type DeskSchoolChoice = {
  /** Null until one is known or chosen. */
  school: DeskSchool | null
  schools: DeskSchool[]
  /** The bureau, which sees the whole district. */
  isBureau: boolean
  choose: (schoolId: number) => void
  /** A school that was just added: fetches the list again and chooses it. */
  added: (schoolId: number) => void
}

/** @param roles posts that open this page */
export const useDeskSchool = (...roles: StaffRole[]): DeskSchoolChoice => {
  const session = useSession()
  const own = schoolsWhere(session, ...roles)
  const isBureau = session.me?.posts.some(({ role }) => isBureauRole(role) && roles.includes(role)) ?? false
  const { load, reload } = useLoad(isBureau ? () => call('account.listSchools', {}) : null, [isBureau])
  const [chosen, setChosen] = useState<number | null>(() => (Taro.getStorageSync(KEY) as number) || null)
  const schools = isBureau && load.state === 'ready' ? load.data.schools : own
  const school =
    schools.find(({ schoolId }) => schoolId === chosen) ?? (isBureau ? null : (schools[0] ?? null))
  const choose = (schoolId: number) => {
    Taro.setStorageSync(KEY, schoolId)
    setChosen(schoolId)
  }
  const added = (schoolId: number) => {
    void reload()
    choose(schoolId)
  }
  return { school, schools, isBureau, choose, added }
}

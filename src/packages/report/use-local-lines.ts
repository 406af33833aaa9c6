/** Fetches the numbers of the school and the bureau while there is a network, so that they are there when there is none. */
import type { Me } from '@contract/account/session'
import { useEffect } from 'react'
import { refreshHotlines } from '@/api/hotlines'

/** @param schoolId the school that was chosen; null where none was yet */
export const useLocalLines = (me: Me | null, schoolId: number | null): void => {
  const ties = [...(me?.children ?? []), ...(me?.self ? [me.self] : []), ...(me?.posts ?? [])]
  const schoolIds = [schoolId, ...ties.map((tie) => tie.schoolId)].filter((one) => one !== null).join(',')
  useEffect(() => {
    refreshHotlines(schoolIds.split(',').filter(Boolean).map(Number)).catch(() => {
      // What the phone knew before is still there, and the national lines always are.
    })
  }, [schoolIds])
}

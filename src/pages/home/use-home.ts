/** What home shows of this person: their open reports, the child's school, and relatives who wait for a yes. */
import type { OutputOf } from '@contract/routes'
import { CallError, call } from '@/api/call'
import { usePageSession } from '@/api/page-session'
import { type Loader, useLoad } from '@/api/use-load'

export type MyReport = OutputOf<'report.listMine'>['reports'][number]
export type School = OutputOf<'account.getSchool'>
export type Waiting = { guardianshipId: string; name: string; childName: string }

export type HomeData = { reports: MyReport[]; school: School | null; waiting: Waiting[] }

/** A part that this person's role does not have is left out; any other problem is the page's. */
const unlessForbidden = async <T>(asked: Promise<T>, otherwise: T): Promise<T> => {
  try {
    return await asked
  } catch (reason) {
    if (reason instanceof CallError && reason.code === 'role.forbidden') return otherwise
    throw reason
  }
}

const listWaiting = async (children: readonly { studentId: number; name: string }[]): Promise<Waiting[]> => {
  const lists = await Promise.all(
    children.map(async ({ studentId, name }) => {
      const { guardians } = await call('account.listGuardians', { studentId })
      return guardians
        .filter((guardian) => guardian.status === 'pending' && !guardian.isMe)
        .map((guardian) => ({
          guardianshipId: guardian.guardianshipId,
          name: guardian.name,
          childName: name,
        }))
    }),
  )
  return lists.flat()
}

export const useHome = (): Loader<HomeData> => {
  const { status, me, child } = usePageSession()
  const ready = status === 'ready' && me !== null
  return useLoad(
    ready
      ? async () => {
          const mine = me.children.filter((one) => one.status === 'active')
          const [{ reports }, school, waiting] = await Promise.all([
            unlessForbidden(call('report.listMine', {}), { reports: [] }),
            child ? call('account.getSchool', { schoolId: child.schoolId }) : null,
            unlessForbidden(listWaiting(mine), []),
          ])
          return { reports, school, waiting }
        }
      : null,
    [me?.userId, child?.studentId],
  )
}

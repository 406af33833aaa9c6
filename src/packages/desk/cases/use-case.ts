/** One case on the desk: loaded, refreshed, and changed by one deed at a time; what was typed always stays. */
import type { Level } from '@contract/report/report'
import type { OutputOf } from '@contract/routes'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { CallError, call } from '@/api/call'
import { useLoad } from '@/api/use-load'
import { showToast } from '@/components/toast'
import { useDeed } from '../use-deed'
import { useEveryHalfMinute } from './use-queue'

export type CaseData = OutputOf<'report.getCase'>
export type Mode = 'reply' | 'note'
export type Closing = { findings: string; measures: string; letter: string; noProof: string }
/** Who was told, when and by whom; or why that waits. */
export type Told = { isTold: boolean; when: string; by: string; to: string; why: string }

export const useCase = (caseId: string, onChanged: () => void) => {
  const loader = useLoad(() => call('report.getCase', { caseId }), [caseId])
  const { load, reload, replace } = loader
  const { doing, problem, run, forget } = useDeed()
  const [notice, setNotice] = useState('')
  const data = load.state === 'ready' ? load.data : null
  useEveryHalfMinute(() => void reload())

  const perform = async (key: string, said: string, deed: (requestId: string) => Promise<CaseData>) => {
    setNotice('')
    const isDone = await run(key, async (requestId) => {
      try {
        replace(await deed(requestId))
      } catch (reason) {
        if (
          reason instanceof CallError &&
          (reason.code === 'record.changed' || reason.code === 'report.case_taken')
        ) {
          await reload()
          onChanged()
          setNotice(reason.message)
        }
        throw reason
      }
    })
    if (isDone) {
      showToast(said, { done: true })
      onChanged()
    }
    return isDone
  }
  const base = { caseId, events: data?.events ?? 0 }
  return {
    loader,
    data,
    doing,
    problem: notice === '' ? problem : null,
    notice,
    dismiss: () => {
      setNotice('')
      forget()
    },
    take: () => perform('take', '已接手', (requestId) => call('report.takeCase', { requestId, ...base })),
    investigate: () =>
      perform('investigating', '已开始调查', (requestId) =>
        call('report.changeState', { requestId, ...base, to: 'investigating', reason: '' }),
      ),
    reopen: (reason: string) =>
      perform(`reopened ${reason}`, '已重新办理', (requestId) =>
        call('report.changeState', { requestId, ...base, to: 'reopened', reason }),
      ),
    setLevel: (level: Level) =>
      perform(`level ${level}`, '已定级', (requestId) =>
        call('report.setLevel', { requestId, ...base, level }),
      ),
    reassign: (toPostId: string) =>
      perform(`reassign ${toPostId}`, '已转交', (requestId) =>
        call('report.reassignCase', { requestId, ...base, toPostId }),
      ),
    close: (closing: Closing, uploadIds: string[]) =>
      perform(`close ${JSON.stringify([closing, uploadIds])}`, '已发给举报人', (requestId) =>
        call('report.closeCase', { requestId, ...base, ...closing, uploadIds }),
      ),
    pause: (until: string, reason: string) =>
      perform(`pause ${until} ${reason}`, '时限已暂停', (requestId) =>
        call('report.pauseClocks', { requestId, ...base, until, reason }),
      ),
    resume: () =>
      perform('resume', '时限继续计算', (requestId) => call('report.resumeClocks', { requestId, ...base })),
    recordTold: (what: 'guardians' | 'authority', told: Told) =>
      perform(`told ${what} ${JSON.stringify(told)}`, '已记下', (requestId) =>
        call('report.recordTold', { requestId, ...base, what, ...told }),
      ),
    /** @returns whether it is done; `onGone` where this person sees the case no longer */
    standAside: (postId: string | null, reason: string, onGone: () => void) =>
      run(`aside ${postId} ${reason}`, async (requestId) => {
        const { kase } = await call('report.standAside', { requestId, ...base, postId, reason })
        if (kase) replace(kase)
        else onGone()
        onChanged()
      }),
    invite: (postId: string) =>
      perform(`invite ${postId}`, '已发出邀请', (requestId) =>
        call('report.inviteToTeam', { requestId, ...base, postId }),
      ),
    removeMember: (memberId: string) =>
      perform(`remove ${memberId}`, '已告知同事', (requestId) =>
        call('report.removeFromTeam', { requestId, ...base, memberId }),
      ),
    /** @returns whether it is done; this person sees the case no longer */
    leave: (onGone: () => void) =>
      run('leave', async (requestId) => {
        await call('report.leaveTeam', { requestId, caseId })
        onGone()
      }),
    reply: (text: string, isQuestion: boolean, uploadIds: string[]) =>
      perform(`reply ${JSON.stringify([isQuestion, text, uploadIds])}`, '已发送', (requestId) =>
        call('report.replyToReporter', { requestId, caseId, text, isQuestion, uploadIds }),
      ),
    note: (text: string, uploadIds: string[]) =>
      perform(`note ${JSON.stringify([text, uploadIds])}`, '已记下', (requestId) =>
        call('report.writeNote', { requestId, caseId, text, uploadIds }),
      ),
  }
}

export type CaseDesk = ReturnType<typeof useCase>

/** Words being written about a case, kept on this device until they are sent. */
export const useKept = <T>(key: string, blank: T): [T, (value: T | null) => void] => {
  const [value, setValue] = useState<T>(() => (Taro.getStorageSync(key) as T | '') || blank)
  const keep = (next: T | null) => {
    setValue(next ?? blank)
    if (next === null) Taro.removeStorageSync(key)
    else Taro.setStorageSync(key, next)
  }
  return [value, keep]
}

/** Logs made without a network: kept on the phone, sent once when it is back, each on its own day. */
import { inChina } from '@contract/china-time'
import { subjectNames } from '@contract/homework/words'
import type { InputOf } from '@contract/routes'
import Taro from '@tarojs/taro'
import { CallError, call } from '@/api/call'

type Log = InputOf<'homework.saveLog'>
type Waiting = { userId: string; log: Log }

const KEY = 'homework-waiting'

const all = (): Waiting[] => (Taro.getStorageSync(KEY) as Waiting[] | '') || []
const keep = (list: Waiting[]): void =>
  list.length === 0 ? Taro.removeStorageSync(KEY) : Taro.setStorageSync(KEY, list)

const isSameEntry = (one: Log, other: Log): boolean =>
  one.studentId === other.studentId &&
  one.day === other.day &&
  one.subject === other.subject &&
  one.kind === other.kind

/** What this person's phone still has to send for that child. */
export const listWaitingLogs = (userId: string, studentId: number): Log[] =>
  all().flatMap((one) => (one.userId === userId && one.log.studentId === studentId ? [one.log] : []))

/** Keeps a log until it is sent; a newer one of the same entry takes the place of the older. */
export const keepLog = (userId: string, log: Log): void =>
  keep([...all().filter((one) => one.userId !== userId || !isSameEntry(one.log, log)), { userId, log }])

const forget = (requestId: string): void => keep(all().filter(({ log }) => log.requestId !== requestId))

/** After these the log was not taken for a reason that passes. */
const passes = (problem: unknown): boolean =>
  problem instanceof CallError &&
  [
    'network.away',
    'server.busy',
    'server.failed',
    'request.too_many',
    'session.missing',
    'session.ended',
  ].includes(problem.code)

const wordsOf = ({ day, subject, minutes }: Log): string =>
  `${inChina(`${day}T12:00:00+08:00`).format('M月D日')}${subjectNames[subject]}${minutes === null ? '' : ` ${minutes} 分钟`}`

/**
 * Sends what waits, oldest first.
 *
 * @returns how many were sent, and the words of those that the server would not take: they are kept no longer
 */
export const sendWaitingLogs = async (userId: string): Promise<{ sent: number; refused: string[] }> => {
  let sent = 0
  const refused: string[] = []
  for (const { log } of all().filter((one) => one.userId === userId)) {
    try {
      await call('homework.saveLog', log)
      sent++
    } catch (problem) {
      if (passes(problem)) break
      const why = problem instanceof CallError ? problem.message : '出了点问题，请再记一次。'
      refused.push(`${wordsOf(log)}没有记上：${why}`)
    }
    forget(log.requestId)
  }
  return { sent, refused }
}

/** The turns a case may take: who stands aside, what the law wants done, how it ends, and what the reporter says to that. */
import * as z from 'zod/mini'
import { requestId, text, uuid, write } from '../common'
import { caseView, progress, reporterKey } from './report'

/** Why a reporter is not satisfied, to tap. */
export const unsettledReasons = ['still_happens', 'not_true', 'nothing_done', 'not_told', 'afraid'] as const
export const unsettledReason = z.enum(unsettledReasons)
export type UnsettledReason = z.infer<typeof unsettledReason>
export const unsettledReasonNames: Record<UnsettledReason, string> = {
  still_happens: '事情还在发生',
  not_true: '查到的和事实不一样',
  nothing_done: '说了要做的没有做到',
  not_told: '没有问过我的想法',
  afraid: '担心被报复',
}

export const lifeRoutes = {
  /** A handler says that they or a colleague may not handle it. */
  'report.standAside': write(
    z.object({
      requestId,
      caseId: uuid,
      events: z.int(),
      /** Whose; null says that it concerns the school's leadership, so that the bureau takes it unseen. */
      postId: z.nullable(uuid),
      reason: text(2, 500),
    }),
    z.object({
      /** Null where whoever said so no longer sees the case. */
      kase: z.nullable(caseView),
    }),
  ),
  /** The reporter says that whoever handles it has to do with it: to the bureau, out of the school's sight. */
  'report.sayConflict': write(z.object({ requestId, by: reporterKey, reason: text(0, 500) }), progress),
  /** What the law wants done, with when and by whom; or why it waits. @see 未成年人保护法 arts 11, 39 */
  'report.recordTold': write(
    z.object({
      requestId,
      caseId: uuid,
      events: z.int(),
      what: z.enum(['guardians', 'authority']),
      isTold: z.boolean(),
      when: text(0, 60),
      /** Who did it, by role. */
      by: text(0, 60),
      /** Whom: both sides' guardians by role, or the authorities. */
      to: text(0, 100),
      /** Where it was not done: why. */
      why: text(0, 500),
    }),
    caseView,
  ),
  /** The reporter's answer to the closing letter. */
  'report.answerOutcome': write(
    z.object({
      requestId,
      by: reporterKey,
      isSettled: z.boolean(),
      reasons: z.array(unsettledReason).check(z.maxLength(unsettledReasons.length)),
      text: text(0, 1000),
    }),
    progress,
  ),
  /** To the bureau, which checks again within 15 days. */
  'report.appeal': write(z.object({ requestId, by: reporterKey, text: text(0, 1000) }), progress),
  /** Takes back the whole report, or one message, while nobody has read it; it stays in the chain. */
  'report.withdraw': write(z.object({ requestId, by: reporterKey, seq: z.nullable(z.int()) }), progress),
}

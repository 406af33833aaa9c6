/** The step that each look at an identity leaves in the case's chain, for the reporter to read. */
import type { TimelineEntry } from '../../../contract/report/report'
import type { Post } from '../../platform/actor'
import type { Context } from '../../platform/handler'
import type { CaseRow } from '../case-queries'
import { appendStep, caseKey } from '../chain'

export type LookKind = Extract<
  TimelineEntry['kind'],
  'identity_asked' | 'identity_approved' | 'identity_refused' | 'identity_opened'
>

export const addLook = (
  { db, now, services }: Context,
  kase: CaseRow,
  post: Post,
  kind: LookKind,
  text: string,
): Promise<CaseRow> =>
  appendStep(
    db,
    caseKey(services, kase),
    kase,
    {
      kind,
      isInternal: false,
      content: {
        by: 'handler',
        actorName: post.name,
        postId: post.postId,
        role: post.role,
        text,
        files: [],
        turnsTo: null,
        reportDigest: null,
      },
    },
    {},
    now,
  )

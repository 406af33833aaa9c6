/** The step in which a reporter opens their name or seals it again. */
import type { Context } from '../../platform/handler'
import type { CaseRow } from '../case-queries'
import { appendStep, caseKey, type ShownName } from '../chain'

type NameChange = { kind: 'name_opened'; name: ShownName } | { kind: 'name_sealed' }

export const addNameStep = (
  { db, now, services }: Context,
  kase: CaseRow,
  change: NameChange,
): Promise<CaseRow> =>
  appendStep(
    db,
    caseKey(services, kase),
    kase,
    {
      kind: change.kind,
      isInternal: false,
      content: {
        by: 'reporter',
        actorName: '',
        postId: null,
        ...(change.kind === 'name_opened' ? { reporter: change.name } : {}),
        text: '',
        files: [],
        turnsTo: null,
        reportDigest: null,
      },
    },
    { is_named: change.kind === 'name_opened' },
    now,
  )

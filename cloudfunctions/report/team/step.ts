/** The steps that a team leaves in a case's chain, in words that the reporter reads: who may read it now, and who no longer. */
import { roleNames } from '../../../contract/people'
import type { Post } from '../../platform/actor'
import type { Context } from '../../platform/handler'
import type { CaseRow } from '../case-queries'
import { addHandlerStep } from '../desk'
import { teacherName } from '../names'
import type { MemberRow } from './queries'

type Member = Pick<MemberRow, 'name' | 'role'>

export const addJoined = (context: Context, kase: CaseRow, post: Post, { role }: Member): Promise<CaseRow> =>
  addHandlerStep(
    context,
    { kase, post },
    {
      kind: 'team_joined',
      isInternal: false,
      text: `${roleNames[role]}。能看到写的内容和附件，看不到举报人的名字。`,
    },
  )

export const addLeft = (context: Context, kase: CaseRow, post: Post, { name }: Member): Promise<CaseRow> =>
  addHandlerStep(
    context,
    { kase, post },
    { kind: 'team_left', isInternal: false, text: `${teacherName(name)}不再参与，之后看不到这件事。` },
  )

/** Notices between a handler and the colleagues whom they ask in. Without content, number or id. */
import type { Context } from '../../platform/handler'
import { notify } from '../../platform/notices'

const SHARED = '/packages/desk/pages/shared/index'
const DESK = '/packages/desk/pages/cases/index'

export const tellInvited = ({ db, now }: Context, userId: string): Promise<void> =>
  notify(
    db,
    {
      userId,
      kind: 'case_new',
      title: '有同事请您一起处理一件事',
      body: '请到工作台看是谁请的，可以接受，也可以不接受。',
      link: SHARED,
      templateKey: null,
    },
    now,
  )

export const tellInviter = ({ db, now }: Context, userId: string, hasAccepted: boolean): Promise<void> =>
  notify(
    db,
    {
      userId,
      kind: 'case_message',
      title: hasAccepted ? '您请的同事来一起处理了' : '您请的同事没有接受',
      body: hasAccepted ? '对方现在能看个案、写备注。' : '请到工作台看，需要的话另请一位。',
      link: DESK,
      templateKey: null,
    },
    now,
  )

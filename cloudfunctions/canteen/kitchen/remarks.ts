/** What families wrote to the canteen: read without names, answered to the family alone. */
import { notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { notify } from '../../platform/notices'
import { requireKeeper, workingName } from '../policy'
import { answerRating, listRemarkRows } from './queries'

const PAGE = 30

const readPlace = (cursor: string | null): { servedOn: string; id: string } | null => {
  if (cursor === null) return null
  const [, servedOn, id] = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (servedOn === undefined || id === undefined) throw refuseField('cursor', '请回到开头重新打开')
  return { servedOn, id }
}

export const listRemarks: Handler<'canteen.listRemarks'> = {
  roles: ['canteen_manager'],
  async run({ actor, db }, { schoolId, cursor, onlyUnanswered }) {
    requireKeeper(actor, schoolId)
    const rows = await listRemarkRows(db, schoolId, onlyUnanswered, readPlace(cursor), PAGE + 1)
    const page = rows.slice(0, PAGE)
    const last = page.at(-1)
    return {
      items: page.map((row) => ({
        ratingId: row.id,
        servedOn: row.served_on,
        meal: row.meal,
        taste: row.taste,
        warmth: row.warmth,
        amount: row.amount,
        cleanliness: row.cleanliness,
        remark: row.remark,
        answer: row.answer,
        answeredBy: row.answered_by_name,
      })),
      nextCursor: last && rows.length > PAGE ? `${last.served_on}_${last.id}` : null,
    }
  },
}

export const answerRemark: Handler<'canteen.answerRemark'> = {
  roles: ['canteen_manager'],
  async run({ actor, db, now }, { schoolId, ratingId, answer }) {
    const person = requireKeeper(actor, schoolId)
    const row = await answerRating(
      db,
      { schoolId, ratingId, words: answer, byName: workingName(person, schoolId) },
      now,
    )
    if (!row) throw notFound()
    await notify(
      db,
      {
        userId: row.rated_by,
        kind: 'menu',
        title: '食堂回复了您的评价',
        body: '您写给食堂的话有了回复，点开查看。',
        link: `/packages/canteen/pages/week/index?day=${row.served_on}`,
        templateKey: null,
      },
      now,
    )
    return { done: true }
  },
}

/** A family's side of visits: which times there are, a seat taken and given back, what was seen. */
import { randomUUID } from 'node:crypto'
import { VISITS_AHEAD, WRITE_WITHIN_DAYS } from '../../../contract/canteen/visits'
import { dayAfter, servedWords } from '../../../contract/canteen/week'
import { dayInChina } from '../../../contract/china-time'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Context, Handler } from '../../platform/handler'
import { notify } from '../../platform/notices'
import { listKeepers } from '../bureau/queries'
import { requireWard } from '../families/child'
import { lockChild } from '../families/queries'
import { presentFamilyVisit, presentRecord } from './present'
import {
  countAhead,
  findOwnSeat,
  findSlot,
  freeSeat,
  listFamilySlots,
  listRecords,
  lockVisitor,
  type SlotRow,
  takeSeat,
  upsertRecord,
} from './queries'

/** A person's own visits stay on the page that long. */
const KEPT_DAYS = 60

/** @throws AppError `record.not_found` */
const getSlot = async ({ db }: Pick<Context, 'db'>, schoolId: number, slotId: string): Promise<SlotRow> => {
  const slot = await findSlot(db, schoolId, slotId)
  if (!slot) throw notFound()
  return slot
}

export const listVisits: Handler<'canteen.listVisits'> = {
  roles: ['guardian'],
  async run({ actor, db, now }, { studentId }) {
    const { person, tie } = requireWard(actor, studentId)
    const from = dayAfter(dayInChina(now), -KEPT_DAYS)
    const slots = await listFamilySlots(db, tie.schoolId, person.userId, from, now)
    const records = await listRecords(
      db,
      tie.schoolId,
      slots.flatMap(({ id, visitor_name }) => (visitor_name === null ? [] : [id])),
    )
    return {
      visits: slots.map((slot) =>
        presentFamilyVisit(
          slot,
          records.find(({ slot_id }) => slot_id === slot.id),
        ),
      ),
    }
  },
}

export const bookVisit: Handler<'canteen.bookVisit'> = {
  roles: ['guardian'],
  async run({ actor, db, now }, { studentId, slotId, visitorName }) {
    const { person, tie } = requireWard(actor, studentId)
    const { schoolId, relation } = tie
    const { userId } = person
    await lockChild(db, studentId)
    await lockVisitor(db, userId)
    const slot = await getSlot({ db }, schoolId, slotId)
    if (await findOwnSeat(db, schoolId, slotId, userId)) return { done: true }
    if (slot.cancelled_at !== null || slot.starts_at <= now) throw new AppError('visit.closed')
    if ((await countAhead(db, studentId, now)) >= VISITS_AHEAD) throw new AppError('visit.enough')
    if (!(await takeSeat(db, { schoolId, slotId, userId, studentId, visitorName, relation }, now)))
      throw new AppError('visit.full')
    return { done: true }
  },
}

export const leaveVisit: Handler<'canteen.leaveVisit'> = {
  roles: ['guardian'],
  async run({ actor, db, now }, { studentId, slotId }) {
    const { person, tie } = requireWard(actor, studentId)
    const slot = await getSlot({ db }, tie.schoolId, slotId)
    if (slot.starts_at <= now) throw new AppError('visit.closed')
    await freeSeat(db, tie.schoolId, slotId, person.userId)
    return { done: true }
  },
}

export const writeVisit: Handler<'canteen.writeVisit'> = {
  roles: ['guardian'],
  async run({ actor, db, now }, { studentId, slotId, marks, words }) {
    const { person, tie } = requireWard(actor, studentId)
    const { schoolId } = tie
    const slot = await getSlot({ db }, schoolId, slotId)
    if (!(await findOwnSeat(db, schoolId, slotId, person.userId))) throw notFound()
    const isOver = dayInChina(now) > dayAfter(slot.served_on, WRITE_WITHIN_DAYS)
    if (slot.cancelled_at !== null || slot.starts_at > now || isOver) throw new AppError('visit.closed')
    if (Object.keys(marks).length === 0 && words === '')
      throw refuseField('words', '请选一项看到的，或写几句话')
    const record = await upsertRecord(
      db,
      { id: randomUUID(), schoolId, slotId, userId: person.userId, marks, words },
      now,
    )
    if (!record) throw new AppError('visit.closed')
    if (record.is_new)
      for (const userId of await listKeepers(db, schoolId))
        await notify(
          db,
          {
            userId,
            kind: 'menu',
            title: '家长写下了看食堂的记录',
            body: `${servedWords(slot.served_on)}到访的家长写了记录，请查看并回复。`,
            link: '/packages/desk/pages/visits/index',
            templateKey: null,
          },
          now,
        )
    return presentRecord(record)
  },
}

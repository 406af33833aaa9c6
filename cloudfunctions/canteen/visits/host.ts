/** The school's side of visits: opens times, calls them off, reads who comes and what they wrote, answers. */
import { randomUUID } from 'node:crypto'
import { visitKindNames } from '../../../contract/canteen/visits'
import { dayAfter, servedWords } from '../../../contract/canteen/week'
import { dayInChina, inChina } from '../../../contract/china-time'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { notify } from '../../platform/notices'
import { hostPosts, requireHost, workingName } from '../policy'
import { requireSpan } from './days'
import { presentHostedVisit, presentRecord } from './present'
import {
  answerRecord,
  cancelSlot,
  findSlot,
  insertSlot,
  listRecords,
  listSchoolRecords,
  listSlots,
  listTakenSeats,
  lockSlots,
} from './queries'

/** How far ahead times may be opened. */
const OPEN_AHEAD_DAYS = 120
const RECORDS = 100
const PAGE = '/packages/canteen/pages/visits/index'

export const listHostedVisits: Handler<'canteen.listHostedVisits'> = {
  roles: [...hostPosts],
  async run({ actor, db }, { schoolId, from, to }) {
    requireHost(actor, schoolId)
    requireSpan(from, to)
    const slots = await listSlots(db, schoolId, from, to)
    const ids = slots.map(({ id }) => id)
    const [seats, records] = [await listTakenSeats(db, schoolId, ids), await listRecords(db, schoolId, ids)]
    return {
      visits: slots.map((slot) =>
        presentHostedVisit(
          slot,
          seats.filter(({ slot_id }) => slot_id === slot.id),
          records.filter(({ slot_id }) => slot_id === slot.id),
        ),
      ),
    }
  },
}

export const openVisits: Handler<'canteen.openVisits'> = {
  roles: [...hostPosts],
  async run({ actor, db, now }, input) {
    const { schoolId, kind, meal, seats, note } = input
    const { userId } = requireHost(actor, schoolId)
    const days = [...new Set(input.days)].sort()
    const last = dayAfter(dayInChina(now), OPEN_AHEAD_DAYS)
    await lockSlots(db, schoolId)
    let opened = 0
    for (const servedOn of days) {
      const startsAt = new Date(`${servedOn}T${input.startsAt}:00+08:00`)
      if (startsAt <= now) throw refuseField('days', `${servedWords(servedOn)}这个时间已经过了，请去掉`)
      if (servedOn > last) throw refuseField('days', `${servedWords(servedOn)}太远了，请选 120 天以内的日子`)
      const slot = { id: randomUUID(), schoolId, kind, servedOn, meal, startsAt, seats, note }
      if (await insertSlot(db, { ...slot, openedBy: userId }, now)) opened += 1
    }
    return { opened }
  },
}

export const cancelVisit: Handler<'canteen.cancelVisit'> = {
  roles: [...hostPosts],
  async run({ actor, db, now }, { schoolId, slotId, reason }) {
    requireHost(actor, schoolId)
    if (!(await findSlot(db, schoolId, slotId))) throw notFound()
    const slot = await cancelSlot(db, schoolId, slotId, reason, now)
    if (!slot) throw new AppError('visit.closed')
    const day = `${servedWords(slot.served_on)} ${inChina(slot.starts_at).format('HH:mm')}`
    for (const { user_id } of await listTakenSeats(db, schoolId, [slotId]))
      await notify(
        db,
        {
          userId: user_id,
          kind: 'menu',
          title: '约好的到访取消了',
          body: `${day}的“${visitKindNames[slot.kind]}”学校取消了，点开看原因，可以另约。`,
          link: PAGE,
          templateKey: null,
        },
        now,
      )
    return { done: true }
  },
}

export const answerVisit: Handler<'canteen.answerVisit'> = {
  roles: [...hostPosts],
  async run({ actor, db, now }, { schoolId, recordId, answer }) {
    const person = requireHost(actor, schoolId)
    const byName = workingName(person, schoolId)
    const record = await answerRecord(db, { schoolId, recordId, words: answer, byName }, now)
    if (!record) throw notFound()
    await notify(
      db,
      {
        userId: record.user_id,
        kind: 'menu',
        title: '学校回复了您看食堂的记录',
        body: '您写下的有了回复，点开查看。',
        link: PAGE,
        templateKey: null,
      },
      now,
    )
    return { done: true }
  },
}

export const listVisitRecords: Handler<'canteen.listVisitRecords'> = {
  roles: ['bureau_officer'],
  async run({ db }, { schoolId }) {
    const rows = await listSchoolRecords(db, schoolId, RECORDS)
    return {
      records: rows.map((row) => ({ ...presentRecord(row), servedOn: row.served_on, kind: row.kind })),
    }
  },
}

/** Phone numbers to ring: national and the bureau's by the bureau, a school's by its admin. */
import { randomUUID } from 'node:crypto'
import type { Hotline } from '../../../contract/account/school'
import { type Actor, holdsRoleAt } from '../../platform/actor'
import { notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import {
  deleteHotline,
  findHotline,
  type HotlineRow,
  listHotlines as listRows,
  upsertHotline,
} from './queries'

const present = (row: HotlineRow): Hotline => ({
  hotlineId: row.id,
  layer: row.layer,
  schoolId: row.school_id,
  name: row.name,
  phone: row.phone,
  person: row.person,
  hours: row.hours,
  hint: row.hint,
})

const mayKeep = (actor: Actor, line: Pick<HotlineRow, 'layer' | 'school_id'>): boolean =>
  line.layer === 'school'
    ? holdsRoleAt(actor, 'school_admin', line.school_id)
    : holdsRoleAt(actor, 'bureau_officer', null)

export const listHotlines: Handler<'account.listHotlines'> = {
  roles: ['anyone'],
  async run({ db }, { schoolIds }) {
    return { hotlines: (await listRows(db, schoolIds)).map(present) }
  },
}

export const saveHotline: Handler<'account.saveHotline'> = {
  roles: ['school_admin', 'bureau_officer'],
  async run({ actor, db, now }, input) {
    if ((input.layer === 'school') !== (input.schoolId !== null))
      throw refuseField('schoolId', '学校的电话要写明学校，其他电话不写学校。')
    const place = { layer: input.layer, school_id: input.schoolId }
    if (!mayKeep(actor, place)) throw notFound()
    if (input.hotlineId !== null) {
      const before = await findHotline(db, input.hotlineId)
      if (before?.layer !== place.layer || before.school_id !== place.school_id) throw notFound()
    }
    const { name, phone, person, hours, hint } = input
    const id = input.hotlineId ?? randomUUID()
    return present(await upsertHotline(db, { id, ...place, name, phone, person, hours, hint }, now))
  },
}

export const removeHotline: Handler<'account.removeHotline'> = {
  roles: ['school_admin', 'bureau_officer'],
  async run({ actor, db }, { hotlineId }) {
    const line = await findHotline(db, hotlineId)
    if (!line || !mayKeep(actor, line)) throw notFound()
    await deleteHotline(db, hotlineId)
    return { done: true }
  },
}

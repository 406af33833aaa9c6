/** What leaves the canteen function about visits and companion meals. */
import type { CompanionMeal, FamilyVisit, HostedVisit, VisitRecord } from '../../../contract/canteen/visits'
import { dayInChina } from '../../../contract/china-time'
import { type Relation, relationNames } from '../../../contract/people'
import type { CompanionRow } from './companion-queries'
import type { FamilySlotRow, RecordRow, SeatRow, SlotRow } from './queries'

export const presentRecord = (row: RecordRow): VisitRecord => ({
  recordId: row.id,
  marks: row.marks,
  words: row.words,
  writtenAt: row.written_at.toISOString(),
  answer: row.answer,
  answeredBy: row.answered_by_name,
})

const slotOf = (row: SlotRow, seatsLeft: number) => ({
  slotId: row.id,
  kind: row.kind,
  servedOn: row.served_on,
  meal: row.meal,
  startsAt: row.starts_at.toISOString(),
  note: row.note,
  seats: row.seats,
  seatsLeft,
  cancelled: row.cancelled_at === null ? null : row.cancel_reason,
})

export const presentFamilyVisit = (row: FamilySlotRow, record: RecordRow | undefined): FamilyVisit => ({
  ...slotOf(row, row.seats_left),
  mine:
    row.visitor_name === null || row.student_id === null || row.booked_at === null
      ? null
      : {
          visitorName: row.visitor_name,
          studentId: row.student_id,
          bookedAt: row.booked_at.toISOString(),
        },
  record: record ? presentRecord(record) : null,
})

/** Visitors in the order they booked; whoever gave up the account since is a record without a name. */
export const presentHostedVisit = (
  slot: SlotRow,
  seats: readonly SeatRow[],
  records: readonly RecordRow[],
): HostedVisit => {
  const nameless = records.filter(({ user_id }) => !seats.some((seat) => seat.user_id === user_id))
  const recordOf = (userId: string) => {
    const found = records.find((record) => record.user_id === userId)
    return found ? presentRecord(found) : null
  }
  return {
    ...slotOf(slot, slot.seats - seats.length),
    visitors: [
      ...seats.map((seat) => ({
        visitorName: seat.visitor_name,
        relation: relationNames[seat.relation as Relation],
        record: recordOf(seat.user_id),
      })),
      ...nameless.map((record) => ({ visitorName: '', relation: '', record: presentRecord(record) })),
    ],
  }
}

export const presentCompanion = (row: CompanionRow): CompanionMeal => ({
  servedOn: row.served_on,
  meal: row.meal,
  leaderName: row.leader_name,
  leaderTitle: row.leader_title,
  remark: row.remark,
  isLate: dayInChina(row.recorded_at) > row.served_on,
})

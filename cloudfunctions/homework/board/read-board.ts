/** A class's board of a day, with the limit it stands under. */
import { calendarOf, isSchoolDay } from '../../../contract/calendar'
import type { Board } from '../../../contract/homework/board'
import { countsAtHome } from '../../../contract/homework/board-words'
import { homeworkLimit } from '../../../contract/homework/limits'
import { className } from '../../../contract/people'
import type { Queryable } from '../../platform/database'
import { listMarkedDays } from '../queries'
import { type ClassRow, readBoardRows } from './queries'

/** @param userId whose own entries are marked */
export const readBoard = async (
  db: Queryable,
  klass: ClassRow,
  day: string,
  userId: string,
): Promise<Board> => {
  const { rows, revision } = await readBoardRows(db, klass.id, day)
  const isOpen = isSchoolDay(day, calendarOf(await listMarkedDays(db, day, day)))
  const limit = homeworkLimit(klass.grade, isOpen)
  return {
    classId: klass.id,
    className: className(klass.grade, klass.number),
    grade: klass.grade,
    day,
    isSchoolDay: isOpen,
    limit: limit && { minutes: limit.minutes, document: limit.document },
    entries: rows.map((row) => ({
      boardId: row.id,
      subject: row.subject,
      tier: row.tier,
      place: row.place,
      minutes: row.minutes,
      reason: row.reason,
      publishedByName: row.published_by_name,
      publishedAt: row.published_at.toISOString(),
      isMine: row.published_by === userId,
    })),
    homeMinutes: rows.filter(countsAtHome).reduce((sum, { minutes }) => sum + minutes, 0),
    revision,
  }
}

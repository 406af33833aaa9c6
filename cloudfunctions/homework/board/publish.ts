/** Publishing on a class's board, and taking back what one published: one at a time for a class and day. */
import { randomUUID } from 'node:crypto'
import { type Board, mostDaysAhead } from '../../../contract/homework/board'
import { countsAtHome } from '../../../contract/homework/board-words'
import { daysBetween, eveningOf } from '../../../contract/homework/evening'
import { subjectNames } from '../../../contract/homework/words'
import type { Person } from '../../platform/actor'
import { isPerson } from '../../platform/actor'
import type { Queryable } from '../../platform/database'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { notify } from '../../platform/notices'
import { requireOwnClass } from './policy'
import {
  type ClassRow,
  findOwnBoard,
  holdBoard,
  insertBoard,
  listGradeHeads,
  withdrawBoardRow,
} from './queries'
import { readBoard } from './read-board'

/** @throws AppError `homework.day_closed` for days that are over or too far ahead */
const requireOpenDay = (day: string, now: Date): void => {
  const ahead = daysBetween(eveningOf(now), day)
  if (ahead < 0 || ahead > mostDaysAhead) throw new AppError('homework.day_closed')
}

export const publishBoard: Handler<'homework.publishBoard'> = {
  roles: ['teacher', 'grade_head'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, input) {
    const { person, klass } = await requireOwnClass(db, actor, input.classId)
    requireOpenDay(input.day, now)
    await holdBoard(db, klass.id, input.day)
    const before = await readBoard(db, klass, input.day, person.userId)
    if (before.revision !== input.seen) throw new AppError('homework.board_moved')
    const isOver = passesLimit(before, input)
    if (isOver && input.reason === '')
      throw refuseField('reason', '加上这一项就超过上限了。减少分钟，或写明理由；年级组长和家长看得到理由。')
    await insertBoard(
      db,
      {
        school_id: klass.school_id,
        id: randomUUID(),
        class_id: klass.id,
        grade: klass.grade,
        day: input.day,
        subject: input.subject,
        tier: input.tier,
        place: input.place,
        minutes: input.minutes,
        reason: isOver ? input.reason : '',
        published_by: person.userId,
        published_by_name: nameAt(person, klass.school_id),
      },
      now,
    )
    const after = await readBoard(db, klass, input.day, person.userId)
    if (isOver) await tellHeads(db, klass, after, `${subjectNames[input.subject]}`, person.userId, now)
    return after
  },
}

const passesLimit = (
  { limit, homeMinutes }: Board,
  entry: Pick<Board['entries'][number], 'tier' | 'place' | 'minutes'>,
): boolean => limit !== null && countsAtHome(entry) && homeMinutes + entry.minutes > limit.minutes

const nameAt = (person: Person, schoolId: number): string =>
  person.posts.find((post) => post.schoolId === schoolId)?.name || person.displayName

const tellHeads = async (
  db: Queryable,
  klass: ClassRow,
  board: Board,
  subject: string,
  userId: string,
  now: Date,
): Promise<void> => {
  for (const head of await listGradeHeads(db, klass.school_id, klass.id))
    if (head !== userId)
      await notify(
        db,
        {
          userId: head,
          kind: 'homework',
          title: `${board.className}的作业超过上限`,
          body: `加上${subject}一共 ${board.homeMinutes} 分钟，上限 ${board.limit?.minutes ?? 0}。老师写了理由，请看一下。`,
          link: '/packages/desk/pages/board/index',
          templateKey: null,
        },
        now,
      )
}

export const withdrawBoard: Handler<'homework.withdrawBoard'> = {
  roles: ['teacher', 'grade_head'],
  hideFrom: 'record.not_found',
  async run({ actor, db, now }, { boardId }) {
    if (!isPerson(actor)) throw notFound()
    const entry = await findOwnBoard(db, boardId, actor.userId)
    if (!entry) throw notFound()
    const { klass } = await requireOwnClass(db, actor, entry.class_id)
    requireOpenDay(entry.day, now)
    await holdBoard(db, klass.id, entry.day)
    await withdrawBoardRow(db, boardId, now)
    return readBoard(db, klass, entry.day, actor.userId)
  },
}

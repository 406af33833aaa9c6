/** Rounds as the office sets them up: planned, published with their commitment, ended. */
import { randomBytes } from 'node:crypto'
import { commitTo } from '../../../contract/course/draw-proof'
import type { Queryable } from '../../platform/database'
import { AppError, notFound, refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { findRound, findTerm, listRounds, type RoundRow } from '../catalogue/queries'
import { requireOffice } from '../policy'
import { serverHashes } from './hashes'
import {
  deleteRound,
  insertRound,
  insertSeed,
  isSealed,
  publish,
  type RoundWrite,
  setEnd,
  updateRound,
} from './queries'
import { sealRound } from './seal'

/** Two rounds of a term at the same time would give two answers to one question. */
const refuseOverlap = async (db: Queryable, roundId: number | null, row: RoundWrite): Promise<void> => {
  for (const other of await listRounds(db, row.schoolId, row.termId, 'all'))
    if (
      other.id !== roundId &&
      new Date(row.opensAt) < other.closes_at &&
      other.opens_at < new Date(row.closesAt)
    )
      throw refuseField('opensAt', `时间和“${other.name}”重叠，请错开`)
}

/** @throws AppError where a published round's rules would change, or its end would move into the past */
const movePublished = async (db: Queryable, round: RoundRow, row: RoundWrite, now: Date): Promise<void> => {
  const isSame =
    round.kind === row.kind &&
    round.name === row.name &&
    round.opens_at.getTime() === new Date(row.opensAt).getTime() &&
    round.most_places === row.mostPlaces &&
    round.most_wishes === row.mostWishes &&
    round.offer_hours === row.offerHours
  if (!isSame || round.closes_at <= now || (await isSealed(db, round.id)))
    throw new AppError('course.round_fixed')
  if (new Date(row.closesAt) <= now)
    throw refuseField('closesAt', '截止要晚于现在；要马上结束，请用“现在截止”')
  await setEnd(db, row.schoolId, round.id, row.closesAt, now)
}

export const saveRound: Handler<'course.saveRound'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, input) {
    requireOffice(actor, input.schoolId)
    if (!(await findTerm(db, input.schoolId, input.termId, 'lock'))) throw notFound()
    if (input.opensAt >= input.closesAt) throw refuseField('closesAt', '截止要晚于开始')
    await refuseOverlap(db, input.roundId, input)
    if (input.roundId === null) return { roundId: await insertRound(db, input, now) }
    const round = await findRound(db, input.schoolId, input.roundId)
    if (!round || round.term_id !== input.termId) throw notFound()
    if (round.published_at) await movePublished(db, round, input, now)
    else await updateRound(db, input.roundId, input, now)
    return { roundId: input.roundId }
  },
}

export const publishRound: Handler<'course.publishRound'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, { schoolId, roundId }) {
    requireOffice(actor, schoolId)
    const round = await findRound(db, schoolId, roundId)
    if (!round) throw notFound()
    await findTerm(db, schoolId, round.term_id, 'lock')
    if (round.published_at) return { done: true }
    if (round.closes_at <= now) throw refuseField('closesAt', '截止时间已经过了，请先改时间')
    if (round.kind !== 'wishes') await publish(db, schoolId, roundId, null, now)
    else {
      const seed = randomBytes(32).toString('hex')
      await insertSeed(db, schoolId, roundId, seed)
      await publish(db, schoolId, roundId, commitTo(serverHashes.sha256, seed), now)
    }
    return { done: true }
  },
}

export const closeRound: Handler<'course.closeRound'> = {
  roles: ['course_office'],
  async run({ actor, db, now }, { schoolId, roundId }) {
    requireOffice(actor, schoolId)
    const round = await findRound(db, schoolId, roundId)
    if (!round?.published_at) throw notFound()
    if (round.opens_at >= now) throw new AppError('course.not_open')
    if (round.closes_at > now) await setEnd(db, schoolId, roundId, now.toISOString(), now)
    if (round.kind === 'wishes') await sealRound(db, round, now)
    return { done: true }
  },
}

export const removeRound: Handler<'course.removeRound'> = {
  roles: ['course_office'],
  async run({ actor, db }, { schoolId, roundId }) {
    requireOffice(actor, schoolId)
    const round = await findRound(db, schoolId, roundId)
    if (!round) throw notFound()
    if (round.published_at) throw new AppError('course.round_fixed')
    await deleteRound(db, schoolId, roundId)
    return { done: true }
  },
}

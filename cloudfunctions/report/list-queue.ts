/** The desk's queue, of one school or of the bureau: tabs, filters, search, counts. */
import * as z from 'zod/mini'
import { bullyingActs, reportKinds } from '../../contract/report/report'
import { actNames, actWordsForChildren, kindNames } from '../../contract/report/words'
import { notFound, refuseField } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import { openContent } from './case-content'
import { runningClocksOf } from './clocks'
import { forHandlers } from './desk'
import { postAtDesk } from './policy'
import { presentQueueItem } from './present'
import {
  countTabs,
  listQueueRows,
  listSealedCandidates,
  type QueueFilter,
  type QueuePlace,
  type QueueSearch,
  type SealedCandidate,
} from './queue-queries'

/** Cases whose sealed words one search opens. */
const OPENED_BY_SEARCH = 500

export const listQueue: Handler<'report.listQueue'> = {
  ...forHandlers,
  async run(context, input) {
    const { actor, db, now } = context
    const post = postAtDesk(actor, input.desk, input.schoolId)
    if (!post) throw notFound()
    const { desk, schoolId, tab, kind, level, limit } = input
    const filter: QueueFilter = { desk, schoolId, tab, kind, level, postId: post.postId, now }
    const text = input.search.replaceAll('\0', '')
    const search = text === '' ? null : await searchFor(context, filter, text)
    const rows = await listQueueRows(db, filter, search, readCursor(input.cursor), limit + 1)
    const page = rows.slice(0, limit)
    const last = rows.length > limit ? page.at(-1) : undefined
    const clocks = await runningClocksOf(db, page, now)
    return {
      items: page.map((row) => presentQueueItem(row, clocks.get(row.id) ?? null)),
      counts: await countTabs(db, filter),
      nextCursor: last ? `${last.last_at.toISOString()}_${last.id}` : null,
    }
  },
}

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const readCursor = (cursor: string | null): QueuePlace | null => {
  if (cursor === null) return null
  const parsed = z.safeParse(cursorShape, cursor.split('_'))
  if (!parsed.success) throw refuseField('cursor', '请从第一页重新开始')
  return { lastAt: new Date(parsed.data[0]), caseId: parsed.data[1] }
}

const searchFor = async (
  { db, services }: Context,
  filter: QueueFilter,
  text: string,
): Promise<QueueSearch> => {
  const wanted = text.toLowerCase()
  const holds = (words: string): boolean => words.toLowerCase().includes(wanted)
  const says = (candidate: SealedCandidate): boolean => {
    const content = openContent(services, candidate)
    if (content === null) return false
    // A name that was sealed again is not found any more.
    const name = candidate.is_named ? (content.reporter?.name ?? '') : ''
    return [content.details, content.place, content.occurredWhen, name].some(holds)
  }
  const candidates = await listSealedCandidates(db, filter, OPENED_BY_SEARCH)
  return {
    text,
    kinds: reportKinds.filter((kind) => holds(kindNames[kind])),
    acts: bullyingActs.filter((act) => holds(actNames[act]) || holds(actWordsForChildren[act])),
    caseIds: candidates.filter(says).map((candidate) => candidate.id),
  }
}

/** For the holder of a receipt: the way from their case, as it stood when a day ended, up to that day's tree. */
import { caseLeaf } from '../../contract/report/daily-root'
import { pathTo } from '../../contract/report/merkle'
import type { OutputOf } from '../../contract/routes'
import { actAs } from '../platform/database'
import type { Context, Handler } from '../platform/handler'
import { sha256 } from './chain'
import { caseOnDay, dayTree } from './day-tree'
import { openAsReporter } from './reporter'
import { type CaseHead, findLeaves, listHeadsOf } from './root-queries'

type Proof = OutputOf<'report.proveInRoots'>['proofs'][number]

export const proveInRoots: Handler<'report.proveInRoots'> = {
  roles: ['anyone'],
  async run(context, input) {
    const kase = await openAsReporter(context, input.by, 'read')
    // Only now: this role sees the leaves of all cases, and answers about the one whose receipt was shown.
    await actAs(context.db, 'anxin_roots')
    const heads = await listHeadsOf(context.db, kase.school_id, kase.id)
    const proofs: Proof[] = []
    for (const day of input.days) proofs.push(proofOf(context, day, await findLeaves(context.db, day), heads))
    return { proofs }
  },
}

/** The leaf is looked for at every length that the chain has had, so that the answer hangs on hashes and on no clock. */
const proofOf = (
  { services }: Context,
  day: string,
  leaves: Buffer | undefined,
  heads: CaseHead[],
): Proof => {
  if (!leaves) return null
  const { tree, places } = dayTree(services, day, leaves)
  for (const head of heads) {
    const stood = caseOnDay(services, day, head)
    const index = places.get(caseLeaf(sha256, stood))
    if (index !== undefined) return { ...stood, index, size: places.size, path: pathTo(tree, index) }
  }
  return null
}

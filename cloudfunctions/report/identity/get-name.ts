/** Who can see the reporter's name, and every time that somebody asked for it or looked. For the reporter. */
import { roleNames } from '../../../contract/people'
import type { ReporterName } from '../../../contract/report/identity'
import type { Handler } from '../../platform/handler'
import { openContent } from '../case-content'
import { listSteps, type StepRow } from '../case-queries'
import { readerKey, readStep } from '../chain'
import { teacherName } from '../names'
import { openAsReporter, reporterKeyIn } from '../reporter'
import { reporterNames } from './names'
import { nameWords, readOwnName } from './reporter-name'
import type { LookKind } from './step'

export const getName: Handler<'report.getName'> = {
  roles: ['anyone'],
  async run(context, input) {
    const { db, services } = context
    const kase = await openAsReporter(context, input.by, 'read')
    const own = await readOwnName(context, kase)
    const key = readerKey(services, kase)
    const steps = (await listSteps(db, kase.school_id, kase.id)).filter(isAboutNames).flatMap((row) => {
      // A step that was touched is named by the chain's check; it does not hide the others here.
      const content = readStep(key, kase.id, row)
      return content ? [{ row, content }] : []
    })
    const names = reporterNames(openContent(services, kase)?.reporter ?? null, steps)
    return {
      state: stateOf(kase, own !== null, reporterKeyIn(context)),
      wasOpen: names.wasOpen,
      shownAs: own && nameWords(own),
      canOpen: own !== null,
      looks: steps.filter(isLook).map(({ row, content }) => ({
        kind: row.kind as LookKind,
        at: row.at.toISOString(),
        who: teacherName(content.actorName),
        role: roleNames[content.role ?? 'handler'],
        words: content.text,
      })),
    }
  },
}

const stateOf = (
  kase: { is_named: boolean; has_identity: boolean; reporter_key: string | null },
  hasName: boolean,
  reader: string | null,
): ReporterName['state'] => {
  if (kase.is_named) return 'open'
  if (hasName) return 'sealed'
  // By receipt the account's name is not read; that it lies there is all that is known.
  return kase.has_identity && kase.reporter_key !== null && kase.reporter_key !== reader ? 'sealed' : 'none'
}

const isAboutNames = ({ kind }: StepRow): boolean => /^(identity|name)_/.test(kind)
const isLook = ({ row }: { row: StepRow }): boolean => row.kind.startsWith('identity_')

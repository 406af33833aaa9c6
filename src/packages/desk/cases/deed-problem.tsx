/** On top of a sheet: why the deed was not done. */
import Notice from '@/components/notice'
import type { CaseDesk } from './use-case'

export type SheetProps = { desk: CaseDesk; onClose: () => void }

export default function DeedProblem({ desk }: { desk: CaseDesk }) {
  if (!desk.problem && !desk.notice) return null
  const { level, guardians, authority } = desk.problem?.fields ?? {}
  const missing = [level, guardians, authority].filter(Boolean)
  return (
    <Notice id="deed-problem" tone="warning">
      {[desk.notice || desk.problem?.message, ...missing].join('\n')}
    </Notice>
  )
}

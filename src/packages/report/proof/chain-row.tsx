/** On the progress page: this phone has checked the records, and where more of it is; or, above all else, what does not fit. */
import { hashWords, rootTroubleWords, troubleWords } from '@contract/report/check-words'
import type { ReporterKey } from '@contract/report/report'
import { Text } from '@tarojs/components'
import { openPage } from '@/api/page-session'
import ListRow from '@/components/list-row'
import Notice from '@/components/notice'
import type { Look } from './use-look'

export type ChainRowProps = {
  by: ReporterKey
  look: Look
  /** What is wrong with a file that this page shows, in words. */
  fileTrouble: string | null
}

const openCheck = (by: ReporterKey) => {
  const way = 'caseId' in by ? `case=${by.caseId}` : `code=${by.receiptCode}`
  return openPage(`/packages/report/pages/check/index?${way}`)
}

const problemOf = ({ look, fileTrouble }: ChainRowProps): string | null => {
  if (look.step !== 'checked') return null
  const { check, roots } = look.looked
  return (check.trouble ? troubleWords(check.trouble) : rootTroubleWords(roots)) ?? fileTrouble
}

/** What does not fit; nothing where all of it does. */
export function ChainTrouble(props: ChainRowProps) {
  const problem = problemOf(props)
  return problem ? (
    <Notice id="chain-broken" tone="danger" action="看详情" onAction={() => openCheck(props.by)}>
      {`${problem}请打区教育局的电话。`}
    </Notice>
  ) : null
}

export default function ChainRow(props: ChainRowProps) {
  const { by, look } = props
  if (problemOf(props)) return null
  const sub =
    look.step === 'checked'
      ? `这台设备刚核对过 ${look.looked.check.counts.all} 条，最后一条是 ${hashWords(look.looked.chain.head)}`
      : look.step === 'checking'
        ? '正在这台设备上核对…'
        : '这次没有核对成，点这里再试'
  return (
    <ListRow
      id="chain"
      bare
      icon="shield-check"
      tone={look.step === 'checked' ? 'ok' : 'safety'}
      title={<Text className="sub strong">{look.step === 'checked' ? '记录前后相连' : '核对记录'}</Text>}
      sub={sub}
      onPress={() => openCheck(by)}
    />
  )
}

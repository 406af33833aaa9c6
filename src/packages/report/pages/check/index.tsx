/** The check of a case by whoever holds its receipt, on their own device, with or without an account. */
import { normaliseReceiptCode } from '@contract/report/receipt-code'
import type { ReporterKey } from '@contract/report/report'
import { useRouter } from '@tarojs/taro'
import { openPage, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import ErrorState from '@/components/error-state'
import Screen from '@/components/screen'
import Skeleton from '@/components/skeleton'
import CodeForm from '../../code-form'
import CheckResult, { CaseGone } from '../../proof/check-result'
import HowItWorks from '../../proof/how-it-works'
import type { Kept, Looked } from '../../proof/look'
import { useCheckFiles } from '../../proof/use-check-files'
import { useLook } from '../../proof/use-look'
import { receiptInText } from '../../receipt-picture'
import '../../report.scss'

/** What a scanned receipt left behind the `#` of the address. */
const scanned = () => (process.env.TARO_ENV === 'h5' ? receiptInText(window.location.hash) : null)

export default function Page() {
  const { params } = useRouter()
  const { scale } = usePageSession()
  const fromHash = scanned()
  const code = params.code ?? fromHash?.code
  const by: ReporterKey | null = code
    ? { receiptCode: normaliseReceiptCode(code) }
    : params.case
      ? { caseId: params.case }
      : null
  if (by === null)
    return (
      <CodeForm scale={scale} to="check">
        <HowItWorks />
      </CodeForm>
    )
  return <Checked by={by} head={params.head ?? fromHash?.head ?? null} />
}

function Checked({ by, head }: { by: ReporterKey; head: string | null }) {
  const { scale } = usePageSession()
  const { look, again } = useLook(by, head)
  const way = 'caseId' in by ? `case=${by.caseId}` : `code=${by.receiptCode}`
  return (
    <Screen
      id="check"
      title="核对记录"
      scale={scale}
      foot={
        <Button
          id="go-progress"
          kind="quiet"
          onPress={() => openPage(`/packages/report/pages/progress/index?${way}`)}
        >
          看处理进度
        </Button>
      }
    >
      {look.step === 'checking' && <Skeleton count={3} />}
      {look.step === 'failed' && (
        <ErrorState
          id="check-failed"
          offline={look.problem.code === 'network.away'}
          title={look.problem.code === 'record.not_found' ? '没有找到这件事' : '这次没有核对成'}
          onRetry={again}
        >
          {look.problem.code === 'record.not_found'
            ? '请对照查询码再输一次。如果您确定没有输错，而这件事以前查得到，请打区教育局的电话。'
            : look.problem.message}
        </ErrorState>
      )}
      {look.step === 'gone' && <CaseGone kept={look.kept} />}
      {look.step === 'checked' && <WithFiles by={by} looked={look.looked} kept={look.kept} />}
      <HowItWorks />
    </Screen>
  )
}

function WithFiles({ by, looked, kept }: { by: ReporterKey; looked: Looked; kept: Kept }) {
  return <CheckResult looked={looked} kept={kept} files={useCheckFiles(by, looked)} />
}

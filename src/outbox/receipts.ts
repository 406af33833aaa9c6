/** Receipts of reports sent from this phone: the code opens the case again, and is shown to nobody else's account. */
import { normaliseReceiptCode } from '@contract/report/receipt-code'
import type { ReporterKey } from '@contract/report/report'
import type { OutputOf } from '@contract/routes'
import Taro from '@tarojs/taro'

export type Receipt = OutputOf<'report.submitReport'> & { isNamed: boolean }

type Kept = Receipt & {
  ownerId: string | null
  /** Its code has stood on the screen. Missing on what was kept before this was asked. */
  isSeen?: boolean
}

const KEY = 'report-receipts'
const MOST = 30

const all = (): Kept[] => (Taro.getStorageSync(KEY) as Kept[] | '') || []

export const keepReceipt = (ownerId: string | null, receipt: Receipt): void => {
  const others = all().filter((one) => one.caseId !== receipt.caseId)
  Taro.setStorageSync(KEY, [{ ...receipt, ownerId, isSeen: false }, ...others].slice(0, MOST))
}

export const findReceipt = (ownerId: string | null, caseId: string): Receipt | null =>
  all().find((one) => one.caseId === caseId && one.ownerId === ownerId) ?? null

/** Filed by the phone itself while nobody looked, without an account: their code is the only key, and nobody has read it yet. */
export const listUnseenReceipts = (): Receipt[] =>
  all().filter(({ ownerId, isSeen }) => ownerId === null && isSeen === false)

export const markReceiptSeen = (caseId: string): void =>
  Taro.setStorageSync(
    KEY,
    all().map((one) => (one.caseId === caseId ? { ...one, isSeen: true } : one)),
  )

/** The hash printed on a receipt of this phone, whoever's it is: a hash opens nothing. */
export const findHead = (by: ReporterKey): string | null =>
  all().find((one) =>
    'caseId' in by ? one.caseId === by.caseId : one.receiptCode === normaliseReceiptCode(by.receiptCode),
  )?.head ?? null

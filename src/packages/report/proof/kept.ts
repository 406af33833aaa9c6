/** What this phone keeps of the cases it has looked at: hashes under hashed names, so that they tell nobody whose or what. */
import { normaliseReceiptCode } from '@contract/report/receipt-code'
import type { ReporterKey } from '@contract/report/report'
import type { HeldRoot } from '@contract/report/root-check'
import { sha256 } from '@contract/report/sha256'
import Taro from '@tarojs/taro'
import { call } from '@/api/call'
import { findHead } from '@/outbox/receipts'
import { type Kept, type KeptCase, type Looked, lookAtCase } from './look'

const CASES = 'checked-cases'
const ROOT = 'seen-root'
/** A family has a few cases; more than this many are the oldest ones' loss. */
const MOST = 40

type Entry = { key: string; kept: KeptCase }

const keyOf = (by: ReporterKey): string =>
  sha256(
    'caseId' in by
      ? `anxin kept case\n${by.caseId}`
      : `anxin kept receipt\n${normaliseReceiptCode(by.receiptCode)}`,
  )

const entries = (): Entry[] => (Taro.getStorageSync(CASES) as Entry[] | '') || []

/** The newest root that this phone has seen, whatever it looked at. */
export const readSeenRoot = (): HeldRoot | null => (Taro.getStorageSync(ROOT) as HeldRoot | '') || null

/** What is known of a case before anybody is asked. */
export const readKept = (by: ReporterKey, scannedHead: string | null): Kept => {
  const key = keyOf(by)
  return {
    case: entries().find((one) => one.key === key)?.kept ?? null,
    root: readSeenRoot(),
    receiptHead: scannedHead ?? findHead(by),
  }
}

const keep = (by: ReporterKey, { chain, keep: found }: Looked): void => {
  if (found === null) return
  const keys = [keyOf(by), keyOf({ caseId: chain.caseId })]
  const others = entries().filter(({ key }) => !keys.includes(key))
  const mine = [...new Set(keys)].map((key): Entry => ({ key, kept: found.case }))
  Taro.setStorageSync(CASES, [...mine, ...others].slice(0, MOST))
  if (found.root) Taro.setStorageSync(ROOT, found.root)
}

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** Looks, compares with what was kept, and keeps what was found where all of it fits. @throws CallError */
export const lookAndKeep = async (by: ReporterKey, kept: Kept): Promise<Looked> => {
  const looked = await lookAtCase({ ask: call, breathe, now: () => new Date() }, by, kept)
  keep(by, looked)
  return looked
}

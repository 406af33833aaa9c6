/** The reporter's own name: read from the seal by the one it belongs to, and by nobody else. */
import type { Context } from '../../platform/handler'
import { type Identity, openName } from '../case-content'
import type { CaseRow } from '../case-queries'
import type { ShownName } from '../chain'
import { reporterKeyIn, wearReporter } from '../reporter'
import { openDataKey, place, unsealJson } from '../seal'
import { findIdentity } from './queries'

/**
 * @param kase opened as its reporter just now
 * @returns null where there is none, or where it lies with an account and the reader came by receipt alone
 */
export const readOwnName = async (context: Context, kase: CaseRow): Promise<ShownName | null> => {
  const { db, services } = context
  const reporterKey = reporterKeyIn(context)
  if (reporterKey !== null && reporterKey === kase.reporter_key)
    await wearReporter(context, { reporterKey, receiptKey: kase.receipt_key })
  const row = await findIdentity(db, kase.school_id, kase.id)
  if (!row) return null
  const key = openDataKey(services, place.identityKey(kase.id), {
    wrapped: row.data_key_wrapped,
    version: row.key_version,
  })
  const shown = openName(unsealJson<Identity>(key, place.identity(kase.id), row.identity_sealed))
  return shown.name === null && shown.contact === null ? null : shown
}

/** 王芳（林小满的妈妈）, 电话 0417-… */
export const nameWords = ({ name, contact }: ShownName): string => [name, contact].filter(Boolean).join('，')

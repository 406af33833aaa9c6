/** What leaves the canteen function about menus and the kitchens behind them. */
import type { Kitchen, MenuVersion } from '../../contract/canteen/canteen'
import type { PhotoRow } from './kitchen/queries'
import type { KitchenRow, VersionRow } from './menus/queries'

export const presentKitchen = (row: KitchenRow): Kitchen => ({
  schoolId: row.id,
  schoolName: row.name,
  stages: row.stages,
  canteenMode: row.canteen_mode,
  supplierName: row.supplier_name,
  supervisionPhone: row.supervision_phone ?? '',
  supervisionMailbox: row.supervision_mailbox ?? '',
  isBoarding: row.is_boarding ?? false,
})

export const presentPhoto = (row: PhotoRow) => ({
  photoId: row.id,
  servedOn: row.served_on,
  meal: row.meal,
  takenAt: row.taken_at.toISOString(),
})

export const presentVersion = (row: VersionRow): MenuVersion => ({
  version: row.version,
  publishedAt: row.published_at.toISOString(),
  publishedBy: row.published_by_name,
  changeNote: row.change_note,
  changes: row.changes,
})

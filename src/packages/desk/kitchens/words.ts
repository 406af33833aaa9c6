/** Words of the bureau's view over kitchens. */
import type { MenuStatus } from '@contract/canteen/bureau'

export const statusNames: Record<MenuStatus, string> = {
  on_time: '按时公布',
  late: '逾期公布',
  missing: '逾期未公布',
  waiting: '还没到时间',
}

/** Brings a published week over as the start of another one. */
import type { WeekMenu } from '@contract/canteen/menu'
import { weekAfter, weekWords } from '@contract/canteen/week'
import { call, newRequestId } from '@/api/call'
import { copiedTo } from './edit-menu'

/** @returns the week's dishes on the days of `weekStartsOn`, or words where there is nothing to copy */
export const copyLastWeek = async (schoolId: number, weekStartsOn: string): Promise<WeekMenu | string> => {
  const last = weekAfter(weekStartsOn, -1)
  const { published } = await call('canteen.getWeek', { schoolId, weekStartsOn: last })
  if (published === null) return `${weekWords(last)}没有公布过食谱`
  return copiedTo(published.menu, weekStartsOn, newRequestId)
}

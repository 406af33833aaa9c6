/** One tap reminds the schools whose menu is not there: their canteen managers, once a day. */
import { weekWords } from '../../../contract/canteen/week'
import { dayInChina } from '../../../contract/china-time'
import type { OutputOf } from '../../../contract/routes'
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { notify } from '../../platform/notices'
import { requireWeek } from '../menus/week'
import { personOf } from '../policy'
import { addReminder, listKeepers, listSchoolWeeks } from './queries'

type Skipped = OutputOf<'canteen.remindSchools'>['skipped'][number]

export const remindSchools: Handler<'canteen.remindSchools'> = {
  roles: ['bureau_officer'],
  async run({ actor, db, now }, { weekStartsOn, schoolIds }) {
    requireWeek(weekStartsOn)
    const { userId } = personOf(actor)
    const rows = await listSchoolWeeks(db, weekStartsOn)
    const reminded: number[] = []
    const skipped: Skipped[] = []
    for (const schoolId of [...new Set(schoolIds)].sort((left, right) => left - right)) {
      const row = rows.find((one) => one.school_id === schoolId)
      if (!row) throw notFound()
      const keepers = await listKeepers(db, schoolId)
      if (row.published_at !== null) skipped.push({ schoolId, why: 'published' })
      else if (keepers.length === 0) skipped.push({ schoolId, why: 'nobody' })
      else if (
        !(await addReminder(
          db,
          { schoolId, weekStartsOn, remindedOn: dayInChina(now), remindedBy: userId },
          now,
        ))
      )
        skipped.push({ schoolId, why: 'today' })
      else {
        reminded.push(schoolId)
        for (const keeper of keepers)
          await notify(
            db,
            {
              userId: keeper,
              kind: 'menu',
              title: '食谱还没有公布',
              body: `教育局提醒：${row.name}${weekWords(weekStartsOn)}的食谱还没有公布，请尽快公布。`,
              link: `/packages/desk/pages/menu/index?week=${weekStartsOn}`,
              templateKey: null,
            },
            now,
          )
      }
    }
    return { reminded, skipped }
  },
}

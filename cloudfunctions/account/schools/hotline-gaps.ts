/** Every school publishes a line with a person and hours: the bureau sees which do not, and reminds their admins. */
import { notFound } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { countAttempt } from '../../platform/limits'
import { notify } from '../../platform/notices'
import { type LineRow, listAdmins, listSchoolLines } from './hotline-gap-queries'

const ONE_DAY_MINUTES = 24 * 60

type Missing = 'phone' | 'person' | 'hours'

const missingOf = (line: LineRow): Missing[] => {
  if (line.phone === null) return ['phone', 'person', 'hours']
  return [
    ...(line.phone.trim() === '' ? (['phone'] as const) : []),
    ...(line.person?.trim() ? [] : (['person'] as const)),
    ...(line.hours?.trim() ? [] : (['hours'] as const)),
  ]
}

/** What a school's best line lacks: one whole line is enough. */
const gapsOf = (lines: readonly LineRow[]) => {
  const bySchool = new Map<number, { schoolId: number; name: string; missing: Missing[] }>()
  for (const line of lines) {
    const missing = missingOf(line)
    const before = bySchool.get(line.school_id)
    if (!before || missing.length < before.missing.length)
      bySchool.set(line.school_id, { schoolId: line.school_id, name: line.school_name, missing })
  }
  return bySchool
}

export const listHotlineGaps: Handler<'account.listHotlineGaps'> = {
  roles: ['bureau_officer'],
  async run({ db }) {
    const bySchool = gapsOf(await listSchoolLines(db))
    return {
      schools: bySchool.size,
      gaps: [...bySchool.values()].filter(({ missing }) => missing.length > 0),
    }
  },
}

export const remindOfHotline: Handler<'account.remindOfHotline'> = {
  roles: ['bureau_officer'],
  async run({ db, now }, { schoolId }) {
    const gap = gapsOf(await listSchoolLines(db)).get(schoolId)
    if (!gap) throw notFound()
    if (gap.missing.length === 0) return { outcome: 'complete' as const }
    const admins = await listAdmins(db, schoolId)
    if (admins.length === 0) return { outcome: 'nobody' as const }
    if ((await countAttempt(db, `hotline-reminder:${schoolId}`, ONE_DAY_MINUTES, now)) > 1)
      return { outcome: 'told_before' as const }
    for (const userId of admins)
      await notify(
        db,
        {
          userId,
          kind: 'system',
          title: '请补全学校的求助电话',
          body: '教育局提醒：学校的求助电话要写明号码、谁来接、什么时候有人，孩子没有网络时也靠它。',
          link: '/packages/desk/pages/school/index',
          templateKey: null,
        },
        now,
      )
    return { outcome: 'told' as const }
  },
}

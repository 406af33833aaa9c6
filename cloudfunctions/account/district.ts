/** The bureau's own settings: schools of the district and its terms. */

import type { districtRoutes, Term } from '../../contract/account/district'
import { dayInChina } from '../../contract/china-time'
import { one, type Queryable } from '../platform/database'
import { notFound, refuseField } from '../platform/errors'
import type { Handlers } from '../platform/handler'

type TermRow = {
  id: number
  name: string
  school_year: number
  starts_on: string
  ends_on: string
  is_current: boolean
}

const presentTerm = (row: TermRow): Term => ({
  termId: row.id,
  name: row.name,
  schoolYear: row.school_year,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  isCurrent: row.is_current,
})

const listTerms = async (db: Queryable, today: string): Promise<TermRow[]> => {
  const found = await db.query<TermRow>(
    `select id, name, school_year, starts_on, ends_on, $1::date between starts_on and ends_on as is_current
     from terms order by starts_on desc`,
    [today],
  )
  return found.rows
}

export const districtHandlers: Pick<Handlers<'account'>, keyof typeof districtRoutes> = {
  'account.addSchool': {
    roles: ['bureau_officer', 'operator'],
    async run({ db }, input) {
      const added = await db.query<{ id: number }>(
        `insert into schools (name, stages, canteen_mode) values ($1, $2, $3) on conflict (name) do nothing returning id`,
        [input.name, input.stages, input.canteenMode],
      )
      const school = added.rows[0]
      if (!school) throw refuseField('name', '已经有一所叫这个名字的学校')
      return {
        schoolId: school.id,
        name: input.name,
        stages: input.stages,
        canteenMode: input.canteenMode,
        supplierName: '',
        address: '',
        phones: [],
      }
    },
  },
  'account.listTerms': {
    roles: ['signed_in'],
    async run({ db, now }) {
      return { terms: (await listTerms(db, dayInChina(now))).map(presentTerm) }
    },
  },
  'account.saveTerm': {
    roles: ['bureau_officer'],
    async run({ db, now }, input) {
      if (input.endsOn <= input.startsOn) throw refuseField('endsOn', '结束日期要晚于开始日期')
      const clash = await db.query<{ name: string }>(
        `select name from terms where daterange(starts_on, ends_on, '[]') && daterange($1, $2, '[]') and id is distinct from $3`,
        [input.startsOn, input.endsOn, input.termId],
      )
      if (clash.rows[0]) throw refuseField('startsOn', `日期和《${clash.rows[0].name}》重叠`)
      const values = [input.name, input.schoolYear, input.startsOn, input.endsOn]
      const saved =
        input.termId === null
          ? await db.query<{ id: number }>(
              `insert into terms (name, school_year, starts_on, ends_on) values ($1, $2, $3, $4)
               on conflict (name) do nothing returning id`,
              values,
            )
          : await db.query<{ id: number }>(
              'update terms set name = $1, school_year = $2, starts_on = $3, ends_on = $4 where id = $5 returning id',
              [...values, input.termId],
            )
      if (saved.rows.length === 0)
        throw input.termId === null ? refuseField('name', '已经有一个叫这个名字的学期') : notFound()
      const { id } = one(saved)
      const row = (await listTerms(db, dayInChina(now))).find((term) => term.id === id)
      if (!row) throw new Error('the term that was saved is not in the list')
      return presentTerm(row)
    },
  },
}

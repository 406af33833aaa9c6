/** Schools as everybody may see them, and as their admin or the bureau sets them down. */
import { stageNames, stageOfGrade } from '../../../contract/people'
import type { OutputOf } from '../../../contract/routes'
import { refuseField } from '../../platform/errors'
import type { Handler } from '../../platform/handler'
import { requireRosters } from '../rosters/policy'
import {
  isNameTaken,
  listOpenGrades,
  listSchools as listSchoolRows,
  requireSchool,
  type SchoolRow,
  updateSchool,
} from './queries'

const present = (row: SchoolRow): OutputOf<'account.getSchool'> => ({
  schoolId: row.id,
  name: row.name,
  stages: row.stages,
  canteenMode: row.canteen_mode,
  supplierName: row.supplier_name,
  address: row.address,
  phones: row.phones,
})

export const listSchools: Handler<'account.listSchools'> = {
  roles: ['anyone'],
  async run({ db }) {
    const rows = await listSchoolRows(db)
    return { schools: rows.map((row) => ({ schoolId: row.id, name: row.name, stages: row.stages })) }
  },
}

export const getSchool: Handler<'account.getSchool'> = {
  roles: ['anyone'],
  async run({ db }, { schoolId }) {
    return present(await requireSchool(db, schoolId))
  },
}

export const saveSchool: Handler<'account.saveSchool'> = {
  roles: ['school_admin', 'bureau_officer', 'operator'],
  async run({ actor, db }, input) {
    requireRosters(actor, input.schoolId)
    await requireSchool(db, input.schoolId)
    if (await isNameTaken(db, input.name, input.schoolId))
      throw refuseField('name', '已经有一所同名的学校，请换一个名称。')
    const stages = [...new Set(input.stages)]
    const orphan = (await listOpenGrades(db, input.schoolId)).find(
      (grade) => !stages.includes(stageOfGrade(grade)),
    )
    if (orphan !== undefined)
      throw refuseField('stages', `还有${stageNames[stageOfGrade(orphan)]}的班级，不能去掉这个学段。`)
    return present(
      await updateSchool(db, {
        id: input.schoolId,
        name: input.name,
        stages,
        canteen_mode: input.canteenMode,
        supplier_name: input.supplierName,
        address: input.address,
        phones: input.phones,
      }),
    )
  },
}

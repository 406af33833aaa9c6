/** Rosters from a spreadsheet to children in classes: whose they are, what they change, and what a kill leaves. */
import { randomUUID } from 'node:crypto'
import { resumeRosterImports } from '../../cloudfunctions/account/rosters'
import { applyImport } from '../../cloudfunctions/account/rosters/applying'
import {
  applyRoster,
  previewRoster,
  rosterHeading,
  sendRoster,
  studentNumber,
  workbook,
} from '../support/roster-file'
import { makeWorld, type TestPerson, type World } from '../support/world'

jest.setTimeout(60_000)

let world: World
let school: number
let admin: TestPerson
let schoolName: string
let serial = 1000

beforeAll(async () => {
  world = await makeWorld()
}, 120_000)
afterAll(() => world.close())
beforeEach(async () => {
  serial += 100
  schoolName = `名册第${serial}小学`
  school = await world.school(schoolName)
  admin = await world.staff('school_admin', school)
})

const pupil = (index: number, name = '林小满', place = ['四年级', '2班'], at = schoolName) => [
  at,
  ...place,
  name,
  studentNumber(serial * 1000 + index),
  '女',
  '10000000001',
]
const take = async (rows: (string | null)[][], who = admin, schoolId: number | null = school) => {
  const preview = await previewRoster(world, who, schoolId, await workbook([rosterHeading, ...rows]))
  if (preview.status !== 'ready')
    throw new Error(`not ready: ${JSON.stringify(preview.problems.slice(0, 3))}`)
  return { preview, applied: await applyRoster(world, who, preview.importId) }
}
const children = (schoolId = school) =>
  world.sql<{ id: number; name: string; grade: number; number: number; left_at: Date | null }>(
    `select s.id, s.name, c.grade, c.number, s.left_at from students s join classes c on c.school_id = s.school_id and c.id = s.class_id
     where s.school_id = $1 order by s.student_number, s.id`,
    [schoolId],
  )
const nothing = { joined: 0, moved: 0, renamed: 0, left: 0, unchanged: 0, newClasses: 0, schools: 1 }

describe('a roster', () => {
  it('shows what it would do before it does anything, then does it, then clears its file and rows', async () => {
    const bytes = await workbook([rosterHeading, pupil(1), pupil(2, '张三', ['五年级', '1班'])])
    const preview = await previewRoster(world, admin, school, bytes)
    expect(preview).toMatchObject({
      status: 'ready',
      rows: 2,
      problemCount: 0,
      summary: { ...nothing, joined: 2, newClasses: 2 },
      startedBy: admin.name,
    })
    expect(preview.recognised).toContainEqual({ column: '监护人手机', heading: '监护人手机' })
    expect(await children()).toEqual([])
    expect([...world.files.files.keys()].filter((key) => key.includes(preview.importId))).toEqual([])
    const applied = await applyRoster(world, admin, preview.importId)
    expect(applied).toMatchObject({ status: 'applied', progress: 1 })
    expect(await children()).toMatchObject([
      { name: '林小满', grade: 4, number: 2, left_at: null },
      { name: '张三', grade: 5, number: 1, left_at: null },
    ])
    expect(await world.sql('select 1 from roster_rows where import_id = $1', [preview.importId])).toEqual([])
    const notices = await world.sql<{ title: string }>('select title from outbox where user_id = $1', [
      admin.userId,
    ])
    expect(notices).toEqual([{ title: '名册已导入' }])
  })

  it('imported again changes nothing and says so', async () => {
    const rows = [pupil(1), pupil(2), pupil(3)]
    await take(rows)
    const before = await world.sql('select * from students where school_id = $1 order by id', [school])
    const { preview } = await take(rows)
    expect(preview.summary).toEqual({ ...nothing, unchanged: 3 })
    expect(await world.sql('select * from students where school_id = $1 order by id', [school])).toEqual(
      before,
    )
  })

  it('sums up who joined, moved, was renamed, left and stayed, and then does exactly that', async () => {
    await take([pupil(1), pupil(2), pupil(3), pupil(4)])
    const { preview } = await take([
      pupil(1),
      pupil(2, '林小满', ['四年级', '3班']),
      pupil(3, '林大满'),
      pupil(5, '新同学'),
    ])
    expect(preview.summary).toEqual({
      joined: 1,
      moved: 1,
      renamed: 1,
      left: 1,
      unchanged: 1,
      newClasses: 1,
      schools: 1,
    })
    const after = await children()
    expect(after.map((child) => [child.name, child.number, child.left_at === null])).toEqual([
      ['林小满', 2, true],
      ['林小满', 3, true],
      ['林大满', 2, true],
      ['林小满', 2, false],
      ['新同学', 2, true],
    ])
  })

  it('brings a child back who had left, with the same guardian', async () => {
    await take([pupil(1), pupil(2)])
    const [first] = await children()
    const mother = await world.guardian({ schoolId: school, studentId: first!.id, classId: 0, name: '' })
    await take([pupil(2)])
    expect((await children())[0]?.left_at).not.toBeNull()
    const { preview } = await take([pupil(1), pupil(2)])
    expect(preview.summary).toEqual({ ...nothing, joined: 1, unchanged: 1 })
    expect(await children()).toMatchObject([{ id: first!.id, left_at: null }, { left_at: null }])
    expect((await world.get(mother, 'account.getMe', {})).children).toMatchObject([{ studentId: first!.id }])
  })

  it('revokes the unused binding codes of a child who left', async () => {
    await take([pupil(1), pupil(2)])
    const [first, second] = await children()
    const classId = (
      await world.sql<{ class_id: number }>('select class_id from students where id = $1', [first!.id])
    )[0]!.class_id
    await world.get(admin, 'account.makeBindingSheet', { schoolId: school, classId, onlyUnbound: false })
    await take([pupil(2)])
    const codes = await world.sql<{ student_id: number; revoked_at: Date | null }>(
      'select student_id, revoked_at from binding_codes where school_id = $1 order by student_id',
      [school],
    )
    expect(codes.map((code) => [code.student_id, code.revoked_at === null])).toEqual([
      [first!.id, false],
      [second!.id, true],
    ])
  })

  it('keeps what an empty cell does not say', async () => {
    await take([pupil(1)])
    await take([[...pupil(1).slice(0, 5), '', '']])
    const [row] = await world.sql<{ gender: string; guardian_phone: string }>(
      'select gender, guardian_phone from students where school_id = $1',
      [school],
    )
    expect(row).toEqual({ gender: 'female', guardian_phone: '10000000001' })
  })
})

describe('whose roster', () => {
  it('is another school’s business alone: its admin finds nothing, at any step', async () => {
    const other = await world.staff('school_admin', await world.school())
    const preview = await previewRoster(world, admin, school, await workbook([rosterHeading, pupil(1)]))
    const { importId } = preview
    const put = { importId, index: 0, base64: 'AAAA' }
    expect(await world.refused(other, 'account.getRosterImport', { importId, problemsFrom: 0 })).toBe(
      'record.not_found',
    )
    expect(await world.refused(other, 'account.putRosterChunk', put)).toBe('record.not_found')
    for (const route of ['readRoster', 'applyRosterImport', 'cancelRosterImport'] as const)
      expect(await world.refused(other, `account.${route}`, { importId })).toBe('record.not_found')
    for (const schoolId of [school, null]) {
      expect(await world.refused(other, 'account.listRosterImports', { schoolId })).toBe('record.not_found')
      const begin = { schoolId, fileName: 'a', sizeBytes: 9 }
      expect(await world.refused(other, 'account.beginRosterImport', begin)).toBe('record.not_found')
    }
    expect(await world.refused(other, 'account.promoteClasses', { schoolId: school, fromYear: 2026 })).toBe(
      'record.not_found',
    )
  })

  it('needs the role and a session', async () => {
    const teacher = await world.staff('teacher', school)
    const begin = { schoolId: school, fileName: 'a', sizeBytes: 9 }
    expect(await world.refused(teacher, 'account.beginRosterImport', begin)).toBe('role.forbidden')
    expect(await world.refused(null, 'account.beginRosterImport', begin)).toBe('session.missing')
    expect(await world.refused(teacher, 'account.previewPromotion', { schoolId: school })).toBe(
      'role.forbidden',
    )
  })

  it('may only hold its own school, unless the bureau sends it', async () => {
    const elsewhere = `另一所${serial}小学`
    await world.school(elsewhere)
    const rows = [rosterHeading, pupil(1), pupil(2, '张三', ['四年级', '1班'], elsewhere)]
    const own = await previewRoster(world, admin, school, await workbook(rows))
    expect(own.problems).toMatchObject([{ row: 3, column: '学校' }])
    const bureau = await world.staff('bureau_officer', null)
    const all = await previewRoster(world, bureau, null, await workbook(rows))
    expect(all).toMatchObject({ status: 'ready', summary: { joined: 2, schools: 2 } })
    const unknown = [rosterHeading, pupil(1, '张三', ['四年级', '1班'], '月亮小学')]
    const refused = await previewRoster(world, bureau, null, await workbook(unknown))
    expect(refused.problems[0]?.problem).toContain('没有叫“月亮小学”的学校')
    expect(
      (await world.get(bureau, 'account.listRosterImports', { schoolId: null })).imports.length,
    ).toBeGreaterThan(1)
    expect((await world.get(admin, 'account.listRosterImports', { schoolId: school })).imports).toHaveLength(
      1,
    )
  })

  it('cannot take a child from a school that is not in the file, and does not tell which school that is', async () => {
    const elsewhere = `原来的${serial}小学`
    const other = await world.school(elsewhere)
    const otherAdmin = await world.staff('school_admin', other)
    await take([pupil(1, '林小满', ['四年级', '1班'], elsewhere)], otherAdmin, other)
    const preview = await previewRoster(world, admin, school, await workbook([rosterHeading, pupil(1)]))
    expect(preview).toMatchObject({ status: 'refused', problems: [{ row: 2, column: '学籍号' }] })
    expect(preview.problems[0]?.problem).toContain('另一所学校')
    expect(JSON.stringify(preview.problems)).not.toContain(elsewhere)
    expect((await children(other))[0]?.left_at).toBeNull()
  })

  it('of two schools moves a child between them with its guardian and consent', async () => {
    const elsewhere = `转出${serial}小学`
    const other = await world.school(elsewhere)
    const bureau = await world.staff('bureau_officer', null)
    const [a, b, c] = [pupil(1), pupil(2), pupil(3, '张三', ['三年级', '1班'], elsewhere)]
    await take([a, b, c], bureau, null)
    const [child] = await children()
    const mother = await world.guardian({ schoolId: school, studentId: child!.id, classId: 0, name: '' })
    await world.sql(
      `insert into consents (id, user_id, school_id, student_id, version, given_at) values ($1, $2, $3, $4, '1', now())`,
      [randomUUID(), mother.userId, school, child!.id],
    )
    const { preview } = await take([pupil(1, '林小满', ['三年级', '1班'], elsewhere), b, c], bureau, null)
    expect(preview.summary).toEqual({ ...nothing, moved: 1, unchanged: 2, schools: 2 })
    expect(await children(other)).toMatchObject([
      { id: child!.id, grade: 3, left_at: null },
      { name: '张三' },
    ])
    expect(await children()).toMatchObject([{ left_at: null }])
    const me = await world.get(mother, 'account.getMe', {})
    expect(me.children).toMatchObject([{ studentId: child!.id, schoolId: other }])
    const consents = await world.sql('select school_id from consents where student_id = $1', [child!.id])
    expect(consents).toEqual([{ school_id: other }])
  })

  it('leaves schools alone that the file does not hold', async () => {
    const elsewhere = `旁边${serial}小学`
    const other = await world.school(elsewhere)
    const bureau = await world.staff('bureau_officer', null)
    await take([pupil(1), pupil(2, '张三', ['三年级', '1班'], elsewhere)], bureau, null)
    await take([pupil(3)], bureau, null)
    expect((await children())[0]?.left_at).not.toBeNull()
    expect((await children(other))[0]?.left_at).toBeNull()
  })
})

describe('applying', () => {
  const ready = async (row = pupil(1)) =>
    (await previewRoster(world, admin, school, await workbook([rosterHeading, row]))).importId
  const setStatus = (importId: string, status: string) =>
    world.sql('update roster_imports set status = $2 where id = $1', [importId, status])

  it('waits while another roster of the same school, or of the district, is being applied', async () => {
    const bureau = await world.staff('bureau_officer', null)
    const [first, second] = [await ready(), await ready()]
    const district = (await previewRoster(world, bureau, null, await workbook([rosterHeading, pupil(1)])))
      .importId
    await setStatus(first, 'applying')
    expect(await world.refused(admin, 'account.applyRosterImport', { importId: second })).toBe('roster.busy')
    expect(await world.refused(bureau, 'account.applyRosterImport', { importId: district })).toBe(
      'roster.busy',
    )
    await setStatus(first, 'cancelled')
    await setStatus(district, 'applying')
    expect(await world.refused(admin, 'account.applyRosterImport', { importId: second })).toBe('roster.busy')
    await setStatus(district, 'cancelled')
    expect((await applyRoster(world, admin, second)).status).toBe('applied')
  })

  it('tapped twice, or asked again with the same request, happens once', async () => {
    const importId = await ready()
    const again = { importId, requestId: randomUUID() }
    const first = await world.get(admin, 'account.applyRosterImport', again)
    expect(await world.get(admin, 'account.applyRosterImport', again)).toEqual(first)
    await world.get(admin, 'account.applyRosterImport', { importId })
    await world.settle()
    expect((await world.get(admin, 'account.applyRosterImport', { importId })).status).toBe('applied')
    expect(await children()).toHaveLength(1)
  })

  it('goes on after a kill: what was applied stays, the rest follows', async () => {
    const elsewhere = `第二所${serial}小学`
    const other = await world.school(elsewhere)
    const bureau = await world.staff('bureau_officer', null)
    const rows = [rosterHeading, pupil(1), pupil(2, '张三', ['三年级', '1班'], elsewhere)]
    const { importId } = await previewRoster(world, bureau, null, await workbook(rows))
    await setStatus(importId, 'applying')
    // The first school is done, then the process dies: the second fails for a moment, and all tries are used up.
    const failing = {
      ...world.services,
      database: {
        ...world.database,
        transaction: <T>(work: Parameters<typeof world.database.transaction<T>>[0]) =>
          world.database.transaction<T>((db) =>
            work({
              query: (sql, params) =>
                params?.[1] === other ? Promise.reject(new Error('killed')) : db.query(sql, params),
            }),
          ),
      },
    }
    await applyImport(failing, importId)
    expect(await children()).toHaveLength(1)
    expect(await children(other)).toHaveLength(0)
    await resumeRosterImports(world.services)
    expect(await children()).toHaveLength(1)
    expect(await children(other)).toHaveLength(1)
    const done = await world.get(bureau, 'account.getRosterImport', { importId, problemsFrom: 0 })
    expect(done.status).toBe('applied')
    expect(await world.sql('select 1 from roster_rows where import_id = $1', [importId])).toEqual([])
  })

  it('goes on reading after a kill, and says so plainly where the file is gone', async () => {
    const bytes = await workbook([rosterHeading, pupil(1)])
    const whole = await sendRoster(world, admin, school, bytes)
    const gone = await sendRoster(world, admin, school, bytes)
    await setStatus(whole, 'reading')
    await setStatus(gone, 'reading')
    await world.files.remove(`rosters/${gone}/`)
    await resumeRosterImports(world.services)
    const look = (importId: string) =>
      world.get(admin, 'account.getRosterImport', { importId, problemsFrom: 0 })
    expect(await look(whole)).toMatchObject({ status: 'ready', rows: 1 })
    expect(await look(gone)).toMatchObject({ status: 'refused', problems: [{ column: '文件' }] })
  })

  it('can be called off before, with everything it left, and not after', async () => {
    const importId = await ready()
    const cancelled = await world.get(admin, 'account.cancelRosterImport', { importId })
    await world.settle()
    expect(cancelled.status).toBe('cancelled')
    expect(await world.sql('select 1 from roster_rows where import_id = $1', [importId])).toEqual([])
    expect(await world.refused(admin, 'account.applyRosterImport', { importId })).toBe('roster.not_ready')
    const receiving = await sendRoster(world, admin, school, await workbook([rosterHeading, pupil(1)]))
    await world.get(admin, 'account.cancelRosterImport', { importId: receiving })
    await world.settle()
    expect([...world.files.files.keys()].filter((key) => key.includes(receiving))).toEqual([])
    const done = await ready()
    await applyRoster(world, admin, done)
    expect(await world.refused(admin, 'account.cancelRosterImport', { importId: done })).toBe(
      'record.changed',
    )
  })

  it('stops where a child has meanwhile been taken in by a school outside the file', async () => {
    const importId = await ready()
    const other = await world.school(`抢先${serial}小学`)
    await world.sql("insert into students (school_id, name, student_number) values ($1, '林小满', $2)", [
      other,
      pupil(1)[4],
    ])
    expect(await world.refused(admin, 'account.applyRosterImport', { importId })).toBe('record.changed')
  })
})

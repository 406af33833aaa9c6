/** What a roster file may look like, and what is said of one that cannot be taken. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import writeExcelFile from 'write-excel-file/node'
import { findWorkerFile, openRosterFile } from '../../cloudfunctions/account/rosters/open-roster-file'
import type { RosterPart } from '../../cloudfunctions/account/rosters/read-roster-file'
import { bookOf, zipOf } from '../support/odd-workbooks'
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
const children = (schoolId = school) =>
  world.sql<{ id: number; name: string; grade: number; number: number; left_at: Date | null }>(
    `select s.id, s.name, c.grade, c.number, s.left_at from students s join classes c on c.school_id = s.school_id and c.id = s.class_id
     where s.school_id = $1 order by s.student_number, s.id`,
    [schoolId],
  )

describe('a file', () => {
  it('with problems is refused whole, each problem named by row and column, and no child is touched', async () => {
    const preview = await previewRoster(
      world,
      admin,
      school,
      await workbook([rosterHeading, pupil(1), [...pupil(2).slice(0, 4), 'G12'], pupil(3, ''), pupil(1)]),
    )
    expect(preview).toMatchObject({ status: 'refused', rows: 4, problemCount: 3 })
    expect(preview.problems.map((problem) => [problem.row, problem.column])).toEqual([
      [3, '学籍号'],
      [4, '姓名'],
      [5, '学籍号'],
    ])
    expect(await world.refused(admin, 'account.applyRosterImport', { importId: preview.importId })).toBe(
      'roster.not_ready',
    )
    expect(await children()).toEqual([])
  })

  it('counts all of six hundred problems, keeps five hundred, and pages them by a hundred', async () => {
    const rows = Array.from({ length: 600 }, (_, index) => [...pupil(index).slice(0, 4), 'G1'])
    const preview = await previewRoster(world, admin, school, await workbook([rosterHeading, ...rows]))
    expect(preview).toMatchObject({ problemCount: 600, rows: 600 })
    expect(preview.problems).toHaveLength(100)
    const page = await world.get(admin, 'account.getRosterImport', {
      importId: preview.importId,
      problemsFrom: 450,
    })
    expect(page.problems.map((problem) => problem.row)).toEqual(Array.from({ length: 50 }, (_, i) => 452 + i))
  })

  it('may have titles, blank rows, merged cells, full-width digits and other words for its columns', async () => {
    const text = (value: string, more = {}) => ({ value, type: String, ...more })
    const heads = ['学生姓名', '全国学籍号', '班别', '所在年级', '家长电话'].map((head) => text(head))
    const numbers = [1, 2, 3].map((index) => studentNumber(serial * 1000 + index))
    const bytes = await writeExcelFile([
      [text('2026 年秋季学生名册', { columnSpan: 5 }), null, null, null, null],
      heads,
      [
        text('张　三'),
        text(numbers[0]!),
        text('（２）班', { rowSpan: 3 }),
        text('三年级', { rowSpan: 3 }),
        null,
      ],
      [text('李 四'), text(` ${numbers[1]!.toLowerCase()} `), null, null, text('１００００００００００')],
      [text('王五'), text(numbers[2]!), null, null, null],
      [null, null, null, null, null],
    ]).toBuffer()
    const preview = await previewRoster(world, admin, school, bytes)
    expect(preview.problems).toEqual([])
    await applyRoster(world, admin, preview.importId)
    expect(await children()).toMatchObject(
      ['张三', '李四', '王五'].map((name) => ({ name, grade: 3, number: 2 })),
    )
  })

  it('may be text in UTF-8 or as an old Excel writes it', async () => {
    const line = `姓名,班级,学籍号\r\n"林,小满",四年级2班,X\r\n林小满,四年级2班,${studentNumber(serial * 1000)}\r\n`
    const preview = await previewRoster(world, admin, school, Buffer.from(`\uFEFF${line}`))
    expect(preview.problems.map((problem) => [problem.row, problem.column])).toEqual([
      [2, '姓名'],
      [2, '学籍号'],
    ])
    // 姓名,班级,学籍号 in GB18030.
    const gbk = Buffer.from('d0d5c3fb2cb0e0bcb62cd1a7bcaebac50a', 'hex')
    const refused = await previewRoster(world, admin, school, gbk)
    expect(refused.recognised.map((found) => found.heading)).toEqual(['班级', '姓名', '学籍号'])
  })

  it('that is a PDF, an old .xls or anything else in disguise is told at once to be unreadable', async () => {
    for (const head of [
      '%PDF-1.7 names',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0',
      '\x89PNG\r\n\x1a\n\0\0',
      '<html>',
    ]) {
      const importId = await sendRoster(world, admin, school, Buffer.from(head, 'latin1'))
      expect(await world.refused(admin, 'account.readRoster', { importId })).toBe('roster.unreadable')
    }
  })

  it('that is a zip but no workbook, cut off, or lies about its size is refused with a sentence', async () => {
    const real = await workbook([rosterHeading, pupil(1)])
    const lying = Buffer.from(real)
    const directory = lying.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    lying.writeUInt32LE(lying.readUInt32LE(directory + 24) + 1, directory + 24)
    for (const bytes of [
      real.subarray(0, real.length - 40),
      real.subarray(0, 300),
      lying,
      zipOf([['a.txt', 'x']]),
    ]) {
      const preview = await previewRoster(world, admin, school, Buffer.from(bytes))
      expect(preview).toMatchObject({
        status: 'refused',
        problemCount: 1,
        problems: [{ row: null, problem: expect.stringContaining('另存为 .xlsx') }],
      })
    }
  })

  it('that unpacks into gigabytes is refused without being unpacked', async () => {
    const parts = Array.from({ length: 8 }, (_, index): [string, Buffer] => [
      `xl/${index}.xml`,
      Buffer.alloc(30_000_000),
    ])
    const bomb = zipOf(parts)
    const before = process.memoryUsage().rss
    const preview = await previewRoster(world, admin, school, bomb)
    expect(preview.status).toBe('refused')
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000)
  }, 60_000)

  it('with one far-off cell is refused instead of filling the memory', async () => {
    const sheet = '<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'
    const rows =
      '<worksheet><sheetData><row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData></worksheet>'
    const merged = `<worksheet><sheetData/><mergeCells>${'<mergeCell ref="A1:CV90000"/>'.repeat(50)}</mergeCells></worksheet>`
    for (const [xml, says] of [
      [sheet, '列'],
      [rows, '10 万行'],
      [merged, '另存为'],
    ] as const) {
      const preview = await previewRoster(world, admin, school, bookOf(xml))
      expect(preview.problems[0]?.problem).toContain(says)
    }
  })

  it('whose formula was never worked out, or whose cell points nowhere, is told by row', async () => {
    const head = ['姓名', '班级', '学籍号'].map(
      (word) => `<c t="inlineStr" r="$"><is><t>${word}</t></is></c>`,
    )
    const sheetWith = (cell: string) =>
      `<worksheet><sheetData><row r="1">${head.map((cell, at) => cell.replace('$', `${'ABC'[at]}1`)).join('')}</row><row r="2">${cell}<c r="B2" t="inlineStr"><is><t>四年级1班</t></is></c></row></sheetData></worksheet>`
    const formula = await previewRoster(
      world,
      admin,
      school,
      bookOf(sheetWith('<c r="A2" t="str"><f>C2</f></c>')),
    )
    expect(formula.problems).toContainEqual({
      row: 2,
      column: '姓名',
      problem: expect.stringContaining('没有填姓名'),
    })
    const astray = await previewRoster(
      world,
      admin,
      school,
      bookOf(sheetWith('<c r="A2" t="s"><v>9</v></c>')),
    )
    expect(astray.problems).toEqual([{ row: 2, column: '表格', problem: expect.stringContaining('第 1 列') }])
  })

  it('of no pupils is refused', async () => {
    const preview = await previewRoster(world, admin, school, await workbook([rosterHeading]))
    expect(preview).toMatchObject({ status: 'refused', rows: 0, problemCount: 1 })
  })

  it('is not read before all its pieces are there; a piece may be sent twice and in any order', async () => {
    const bytes = await workbook([rosterHeading, pupil(1)])
    const { importId } = await world.get(admin, 'account.beginRosterImport', {
      schoolId: school,
      fileName: 'a.xlsx',
      sizeBytes: bytes.length,
    })
    const half = Math.floor(bytes.length / 2)
    const put = (index: number, part: Buffer) =>
      world.ask(admin, 'account.putRosterChunk', { importId, index, base64: part.toString('base64') })
    expect(await world.refused(admin, 'account.readRoster', { importId })).toBe('file.incomplete')
    // The file is small: one piece is all it may have, so a second place is refused.
    expect(await put(1, bytes.subarray(half))).toMatchObject({
      ok: false,
      error: { code: 'input.too_large' },
    })
    await put(0, bytes.subarray(0, half))
    expect(await world.refused(admin, 'account.readRoster', { importId })).toBe('file.incomplete')
    const whole = await sendRoster(world, admin, school, bytes)
    await world.get(admin, 'account.putRosterChunk', {
      importId: whole,
      index: 0,
      base64: bytes.toString('base64'),
    })
    await world.get(admin, 'account.readRoster', { importId: whole })
    await world.settle()
    const read = await world.get(admin, 'account.getRosterImport', { importId: whole, problemsFrom: 0 })
    expect(read.status).toBe('ready')
    const late = { importId: whole, index: 0, base64: bytes.toString('base64') }
    expect(await world.refused(admin, 'account.putRosterChunk', late)).toBe('record.changed')
  })

  it('that is too large, or a piece that is no base64 or ten megabytes, is refused', async () => {
    const begin = { schoolId: school, fileName: 'a.xlsx' }
    expect(await world.refused(admin, 'account.beginRosterImport', { ...begin, sizeBytes: 30_000_000 })).toBe(
      'input.invalid',
    )
    const { importId } = await world.get(admin, 'account.beginRosterImport', { ...begin, sizeBytes: 100 })
    const put = (base64: string) =>
      world.refused(admin, 'account.putRosterChunk', { importId, index: 0, base64 })
    expect(await put('not base64')).toBe('input.invalid')
    expect(await put('')).toBe('input.invalid')
    expect(await put('A'.repeat(10_000_000))).toBe('input.too_large')
    expect(await put('A'.repeat(400))).toBe('input.too_large')
    expect(
      await world.refused(admin, 'account.putRosterChunk', { importId, index: -1, base64: 'AAAA' }),
    ).toBe('input.invalid')
  })

  it('is read in a thread of its own just as well, bundled and minified as a cloud function is', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'worker-'))
    await build({
      entryPoints: ['cloudfunctions/account/rosters/read-workbook.worker.ts'],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      minify: true,
      keepNames: true,
      outfile: path.join(folder, 'read-workbook.worker.js'),
    })
    process.env.ANXIN_WORKER_DIR = folder
    try {
      const rows = Array.from({ length: 20_000 }, (_, index) => pupil(index))
      const bytes = await workbook([rosterHeading, ...rows, pupil(0)])
      expect(bytes.length).toBeGreaterThan(400_000)
      expect(findWorkerFile()).toContain(folder)
      const kinds: string[] = []
      let end: RosterPart | undefined
      const schools = [{ schoolId: school, name: schoolName, stages: ['primary' as const] }]
      for await (const part of openRosterFile(
        bytes,
        { schoolYear: 2026, schools, onlySchoolId: school },
        5_000,
      )) {
        kinds.push(part.kind)
        end = part
      }
      expect(kinds).toEqual(['recognised', 'rows', 'rows', 'rows', 'rows', 'end'])
      expect(end).toMatchObject({ rows: 20_001, problemCount: 1, problems: [{ row: 20_002 }] })
      expect((await previewRoster(world, admin, school, Buffer.from('PK\x03\x04 not a zip'))).status).toBe(
        'refused',
      )
    } finally {
      delete process.env.ANXIN_WORKER_DIR
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

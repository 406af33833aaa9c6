/** Hostile and broken menu files: each is answered with a sentence, soon, and without taking the machine's memory. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { programDictionary } from '@contract/canteen/dictionary'
import type { ReadMenu } from '@contract/canteen/import/read-sheet'
import { weekMenu } from '@contract/canteen/menu'
import writeExcelFile from 'write-excel-file/node'
import { FILE_LIMIT_BYTES, readMenuFile } from '../../cloudfunctions/canteen/import/read-menu-file'
import { bookOf, zipOf } from '../support/odd-workbooks'

jest.setTimeout(60_000)

const SECONDS = 5
const MEGABYTES = 300
const real = readFileSync(path.join(__dirname, '../support/published-menus/带量食谱-甲校.xlsx'))

/** Reads the file, watching the clock and the process's memory. */
const read = async (bytes: Buffer): Promise<ReadMenu> => {
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const started = performance.now()
  try {
    return await readMenuFile(bytes, '2026-11-23', programDictionary())
  } finally {
    clearInterval(watch)
    most = Math.max(most, process.memoryUsage().rss)
    expect(performance.now() - started).toBeLessThan(SECONDS * 1000)
    expect((most - before) / 1024 / 1024).toBeLessThan(MEGABYTES)
  }
}
const sentenceOf = async (bytes: Buffer): Promise<string> => {
  const answer = await read(bytes)
  return answer.kind === 'refused' ? answer.sentence : `read ${answer.preview.menu.days.length} days`
}
const UNREADABLE = /^这个文件打不开，或不是表格。/

const HEAD =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>日期</t></is></c><c r="B1" t="inlineStr"><is><t>品名</t></is></c>' +
  '<c r="C1" t="inlineStr"><is><t>克重</t></is></c></row>'
const sheet = (rows: string, after = ''): Buffer =>
  bookOf(`<worksheet><sheetData>${HEAD}${rows}</sheetData>${after}</worksheet>`)
const text = (place: string, value: string): string =>
  `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
const MONDAY = `<row r="2">${text('A2', '周一')}${text('B2', '米饭')}<c r="C2"><v>80</v></c></row>`

/** A zip whose one part says a size that it does not have. */
const lyingZip = (declared: number, content: Buffer): Buffer => {
  const packed = deflateRawSync(content)
  const honest = zipOf([['xl/workbook.xml', content]])
  const bytes = Buffer.from(honest)
  // Both the part's header and the directory carry the size.
  bytes.writeUInt32LE(declared, 22)
  bytes.writeUInt32LE(declared, 30 + 'xl/workbook.xml'.length + packed.length + 24)
  return bytes
}

describe('a hostile file', () => {
  it('of ten thousand rows is refused with what to do', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => [
      { value: index === 0 ? '日期' : '周一' },
      { value: index === 0 ? '品名' : `菜${index}` },
    ])
    const bytes = await writeExcelFile(rows).toBuffer()
    expect(await sentenceOf(bytes)).toBe(
      '这份表格超过 1500 行。请只留这一周的食谱，删去下方的空白行，再上传。',
    )
  })

  it('with one far cell, or far too many columns, is refused before it is built', async () => {
    expect(await sentenceOf(sheet(`<row r="1048576">${text('A1048576', '周一')}</row>`))).toMatch(
      /超过 1500 行/,
    )
    expect(await sentenceOf(sheet(`<row r="2">${text('XFD2', '周一')}</row>`))).toMatch(/超过 60 列/)
  })

  it.each([
    ['the whole sheet merged', '<mergeCell ref="A1:XFD1048576"/>'],
    ['cells merged backwards', '<mergeCell ref="E9:A2"/>'],
    [
      'cells merged onto each other',
      '<mergeCell ref="A1:C9"/><mergeCell ref="B2:D7"/><mergeCell ref="A2:A2"/>',
    ],
    [
      'cells merged that are not there',
      '<mergeCell ref="Q700:Z900"/><mergeCell ref="A0:B0"/><mergeCell ref="::"/>',
    ],
    ['fifty thousand merges', '<mergeCell ref="A2:B3"/>'.repeat(50_000)],
  ])('with %s is read or refused, in a sentence', async (_, merges) => {
    const answer = await read(sheet(MONDAY, `<mergeCells>${merges}</mergeCells>`))
    if (answer.kind === 'refused') expect(answer.sentence).toMatch(/。$/)
    else expect(weekMenu.safeParse(answer.preview.menu).success).toBe(true)
  })

  it('with formulas gives their last values as plain text, and names a cell that has none', async () => {
    const valued = sheet(
      `<row r="2">${text('A2', '周一')}<c r="B2" t="str"><f>HYPERLINK("http://x.example","米饭")</f><v>米饭</v></c><c r="C2"><f>40*2</f><v>80</v></c></row>`,
    )
    const answer = await read(valued)
    expect(answer).toMatchObject({
      kind: 'read',
      preview: { menu: { days: [{ meals: [{ dishes: [{ name: '米饭' }] }] }] } },
    })
    const errors = sheet(`<row r="2">${text('A2', '周一')}<c r="B2" t="e"><v>#REF!</v></c></row>`)
    expect(await sentenceOf(errors)).toMatch(/。$|^read/)
    const command = sheet(
      `<row r="2">${text('A2', '周一')}${text('B2', "=cmd|'/c calc'!A1")}<c r="C2"><v>1</v></c></row>`,
    )
    expect(await sentenceOf(command)).toMatch(/。$|^read 1 days/)
  })

  it('that is a zip bomb is refused by what it says and by what it is', async () => {
    const zeros = Buffer.alloc(64 * 1024 * 1024)
    expect(await sentenceOf(zipOf([['xl/workbook.xml', zeros]]))).toMatch(UNREADABLE)
    expect(await sentenceOf(lyingZip(100, zeros))).toMatch(UNREADABLE)
    expect(await sentenceOf(lyingZip(0xffff_ffff, Buffer.from('<workbook/>')))).toMatch(UNREADABLE)
    const many = Array.from({ length: 3_000 }, (_, index): [string, string] => [`xl/${index}.xml`, '<a/>'])
    expect(await sentenceOf(zipOf(many))).toMatch(UNREADABLE)
  })

  it('that is an XML bomb expands nothing', async () => {
    const entities = `<!DOCTYPE x [<!ENTITY a "${'周一'.repeat(50)}">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]>`
    const bomb = bookOf(
      `${entities}<worksheet><sheetData>${HEAD}<row r="2">${text('A2', '&j;')}</row></sheetData></worksheet>`,
    )
    expect(await sentenceOf(bomb)).toMatch(/。$/)
    expect(await sentenceOf(bookOf(`<worksheet>${'<row>'.repeat(100_000)}</worksheet>`))).toMatch(/。$/)
  })

  it.each([
    ['a renamed PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')],
    [
      'an old .xls, or one locked with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4_096)]),
    ],
    ['a picture', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(2_000)])],
    ['a zip of something else', zipOf([['word/document.xml', '<document/>']])],
    ['half a workbook', real.subarray(0, real.length / 2)],
    ['a page of HTML', Buffer.from('<html><table><tr><td>周一</td></tr></table></html>')],
  ])('that is %s is told so', async (_, bytes) => {
    expect(await sentenceOf(bytes)).toMatch(UNREADABLE)
  })

  it('that is empty, or text without a menu, is told what is missing', async () => {
    expect(await sentenceOf(Buffer.alloc(0))).toMatch(/。$/)
    expect(await sentenceOf(Buffer.from('你好,世界\n一,二'))).toMatch(/^没有找到表头/)
    expect(await sentenceOf(Buffer.alloc(FILE_LIMIT_BYTES + 1, 'a'))).toMatch(/^文件超过 2 MB/)
    expect(await sentenceOf(Buffer.alloc(FILE_LIMIT_BYTES - 1, 'a,b\n'))).toMatch(/超过 1500 行/)
  })

  it('with a cell of three million signs keeps only what a menu can hold', async () => {
    const answer = await read(
      sheet(
        `<row r="2">${text('A2', '周一')}${text('B2', '菜'.repeat(3_000_000))}<c r="C2"><v>80</v></c></row>`,
      ),
    )
    expect(answer.kind === 'refused' || weekMenu.safeParse(answer.preview.menu).success).toBe(true)
  })
})

it('takes a menu saved as CSV, in the encodings of Excel and WPS', async () => {
  const csv = '日期,类别,品名,主配料,克重\n周一,主食,米饭,大米,80\n'
  // The same text as WPS writes it, in GB18030.
  const gb =
    'c8d5c6da2cc0e0b1f02cc6b7c3fb2cd6f7c5e4c1cf2cbfcbd6d80ad6dcd2bb2cd6f7cab32cc3d7b7b92cb4f3c3d72c38300a'
  for (const bytes of [Buffer.from(csv), Buffer.from(`\ufeff${csv}`), Buffer.from(gb, 'hex')])
    expect(await sentenceOf(bytes)).toBe('read 1 days')
})

it('answers a published file with any bytes spoilt by a menu or a sentence', async () => {
  let seed = 7
  const chance = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  for (let round = 0; round < 150; round += 1) {
    const bytes = Buffer.from(real)
    for (let spoilt = 0; spoilt <= chance(8); spoilt += 1) bytes[chance(bytes.length)] = chance(256)
    const answer = await readMenuFile(bytes, '2026-11-23', programDictionary())
    if (answer.kind === 'refused') expect(answer.sentence).toMatch(/。$/)
    else expect(weekMenu.safeParse(answer.preview.menu).success).toBe(true)
  }
})

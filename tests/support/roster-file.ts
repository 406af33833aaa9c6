/** Roster files for tests and measurements: real .xlsx bytes, uploaded through the front door. */
import writeExcelFile from 'write-excel-file/node'
import type { RosterImport } from '../../contract/account/school'
import type { TestPerson, World } from './world'

export const rosterHeading = ['学校', '年级', '班级', '姓名', '学籍号', '性别', '监护人手机']

/** A made-up 学籍号 that no other serial has. */
export const studentNumber = (serial: number): string =>
  `G${String(990_000_000_000_000_000n + BigInt(serial))}`

/** An .xlsx with one sheet of text cells. */
export const workbook = async (rows: readonly (readonly (string | number | null)[])[]): Promise<Buffer> =>
  writeExcelFile(
    rows.map((row) =>
      row.map((value) =>
        value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String },
      ),
    ),
  ).toBuffer()

/** Sends a file in pieces as a client does. @returns the import's id */
export const sendRoster = async (
  world: World,
  who: TestPerson,
  schoolId: number | null,
  bytes: Buffer,
  fileName = '名册.xlsx',
): Promise<string> => {
  const { importId, chunkBytes } = await world.get(who, 'account.beginRosterImport', {
    schoolId,
    fileName,
    sizeBytes: bytes.length,
  })
  for (let index = 0; index * chunkBytes < bytes.length; index += 1)
    await world.get(who, 'account.putRosterChunk', {
      importId,
      index,
      base64: bytes.subarray(index * chunkBytes, (index + 1) * chunkBytes).toString('base64'),
    })
  return importId
}

/** Sends a file and waits for its preview. */
export const previewRoster = async (
  world: World,
  who: TestPerson,
  schoolId: number | null,
  bytes: Buffer,
): Promise<RosterImport> => {
  const importId = await sendRoster(world, who, schoolId, bytes)
  await world.get(who, 'account.readRoster', { importId })
  await world.settle()
  return world.get(who, 'account.getRosterImport', { importId, problemsFrom: 0 })
}

/** Applies a previewed import and waits for its end. */
export const applyRoster = async (world: World, who: TestPerson, importId: string): Promise<RosterImport> => {
  await world.get(who, 'account.applyRosterImport', { importId })
  await world.settle()
  return world.get(who, 'account.getRosterImport', { importId, problemsFrom: 0 })
}

/** A thief takes database, its folder, files and log, everything but the master key: not one marker word of all that was put in. */
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import writeExcelFile from 'write-excel-file/node'
import { type Database, embeddedParsers, wrapEmbedded } from '../../cloudfunctions/platform/database'
import { openLog } from '../../cloudfunctions/platform/log'
import { reportKinds } from '../../contract/report/report'
import type { InputOf, OutputOf, RouteName } from '../../contract/routes'
import { EVIDENCE_STEM, freeTexts, holds, layersOf, Marks, NAME_STEM, STEM } from '../support/marks'
import { jpegSaying, pngSaying, webpSaying } from '../support/pictures'
import {
  aacSaying,
  MP4_SOUND,
  mp3Saying,
  oggSaying,
  phoneMp4Saying,
  wavSaying,
  webmSaying,
} from '../support/recordings'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import { embeddedTemplate, openTestStore, storeKind } from '../support/store'
import { tablesOf } from '../support/tables'
import type { TestPerson } from '../support/world'

jest.setTimeout(60_000)

/** A name that an operator put into a table in the clear: what the search must find, or it proves nothing. */
const CONTROL = '明放着的校名'
/** Where the names of children and guardians stand by right: the school's rosters and their own accounts. */
const rosterTables = ['guardianships', 'students', 'users']

const masterKey = randomBytes(32)
const marks = new Marks()
const lines: string[] = []
let lite: PGlite | undefined
let database: Database
let world: ReportWorld
let custodian: TestPerson
let officer: TestPerson
/** Evidence as a reader with the key gets it. */
const clean: Buffer[] = []
/** All that readers with the key were shown. */
const shown: string[] = []

const feed = async <N extends RouteName>(
  who: TestPerson | null,
  name: N,
  input: Partial<InputOf<N>>,
): Promise<OutputOf<N>> => {
  const answer = await world.get(who, name, marks.fill(name, input))
  shown.push(JSON.stringify(answer))
  return answer
}

const evidence = [
  jpegSaying(EVIDENCE_STEM),
  pngSaying(EVIDENCE_STEM),
  webpSaying(EVIDENCE_STEM),
  mp3Saying(EVIDENCE_STEM),
  aacSaying(EVIDENCE_STEM),
  wavSaying(EVIDENCE_STEM),
  oggSaying(EVIDENCE_STEM),
  webmSaying(EVIDENCE_STEM),
  phoneMp4Saying(EVIDENCE_STEM),
]

const family = async (serial: number): Promise<{ reporter: TestPerson; studentId: number }> => {
  const child = await world.student(world.schoolId, world.child.classId, `${NAME_STEM}孩${serial}`)
  const reporter = await world.guardian(child, 'mother', `${NAME_STEM}母${serial}`)
  return { reporter, studentId: child.studentId }
}

const file = (reporter: TestPerson | null, change: Partial<InputOf<'report.submitReport'>>) =>
  feed(reporter, 'report.submitReport', { ...world.submission(), ...change })

const told = async (caseId: string, what: 'guardians' | 'authority', isTold: boolean): Promise<void> => {
  const events = await world.eventsOf(caseId)
  await feed(world.zhou, 'report.recordTold', { caseId, events, what, isTold })
}

const close = async (caseId: string, who = world.zhou): Promise<void> => {
  await feed(who, 'report.closeCase', { caseId, events: await world.eventsOf(caseId), uploadIds: [] })
}

/** The long way: from the report with nine files to the bureau's review. */
const longCase = async (): Promise<void> => {
  const { reporter, studentId } = await family(1)
  const uploadIds: string[] = []
  for (const bytes of evidence) uploadIds.push((await world.upload(reporter, bytes)).fileId)
  const { caseId } = await file(reporter, { studentId, uploadIds })
  for (const fileId of uploadIds) clean.push(await world.download(reporter, caseId, fileId))
  const by = { caseId }
  const { events } = await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
  await world.get(world.zhou, 'report.setLevel', { caseId, events, level: 'severe' })
  const at = async () => ({ caseId, events: await world.eventsOf(caseId) })
  await feed(world.zhou, 'report.listQueue', {
    schoolId: world.schoolId,
    tab: 'all',
    kind: null,
    level: null,
    cursor: null,
  })
  await feed(world.zhou, 'report.changeState', { ...(await at()), to: 'investigating' })
  await feed(world.zhou, 'report.replyToReporter', { caseId, isQuestion: true, uploadIds: [] })
  await feed(reporter, 'report.writeToSchool', { by, uploadIds: [] })
  const said = await feed(reporter, 'report.writeToSchool', { by, uploadIds: [] })
  await world.get(reporter, 'report.withdraw', { by, seq: said.timeline.at(-1)?.seq ?? null })
  await feed(world.wu, 'report.writeNote', { caseId, uploadIds: [] })
  await feed(world.zhou, 'report.pauseClocks', { ...(await at()), until: '2026-11-20' })
  await world.get(world.zhou, 'report.resumeClocks', await at())
  for (const approve of [false, true]) {
    world.clock.now = new Date(world.clock.now.getTime() + 60_000)
    const { request } = await feed(world.zhou, 'report.askIdentity', { caseId })
    const identityRequestId = request?.identityRequestId ?? ''
    await feed(custodian, 'report.decideIdentity', { identityRequestId, approve })
  }
  expect((await feed(world.zhou, 'report.openIdentity', { caseId })).name).toContain(NAME_STEM)
  await world.get(reporter, 'report.openName', { by })
  expect((await world.get(world.zhou, 'report.getCase', { caseId })).reporterName).toContain(NAME_STEM)
  await world.get(reporter, 'report.sealName', { by })
  for (const isTold of [false, true]) {
    await told(caseId, 'guardians', isTold)
    await told(caseId, 'authority', isTold)
  }
  for (const round of [1, 2]) {
    await close(caseId)
    if (round === 1) await feed(reporter, 'report.answerOutcome', { by, isSettled: false, reasons: [] })
  }
  await feed(reporter, 'report.appeal', { by })
  shown.push(JSON.stringify(await world.get(world.zhou, 'report.getCase', { caseId })))
  shown.push(JSON.stringify(await world.get(reporter, 'report.getProgress', { by })))
}

/** Every kind, named and not, one without an account; two that end at the bureau. */
const otherCases = async (): Promise<void> => {
  for (const [index, kind] of reportKinds.entries()) {
    const { reporter, studentId } = await family(index + 10)
    const filed = await file(reporter, { kind, acts: [], studentId, isNamed: index % 2 === 0 })
    const { caseId } = filed
    if (kind === 'danger') {
      await feed(reporter, 'report.sayConflict', { by: { caseId } })
      await world.get(officer, 'report.takeCase', { caseId, events: await world.eventsOf(caseId) })
      await feed(officer, 'report.replyToReporter', { caseId, isQuestion: false, uploadIds: [] })
      await feed(officer, 'report.writeNote', { caseId, uploadIds: [] })
    }
    if (kind === 'fees') {
      const { events } = await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
      await feed(world.zhou, 'report.standAside', { caseId, events, postId: null })
    }
    shown.push(JSON.stringify(await world.get(reporter, 'report.getProgress', { by: { caseId } })))
  }
  const nobodys = await file(null, { isNamed: true })
  const by = { receiptCode: nobodys.receiptCode }
  shown.push(JSON.stringify(await world.get(null, 'report.getProgress', { by })))
  // Refused, too, words leave no trace.
  const refused = marks.fill('report.writeNote', { caseId: randomUUID(), uploadIds: [] })
  expect(await world.refused(world.outsider, 'report.writeNote', refused)).toBe('record.not_found')
}

const openStore = async (): Promise<Database> => {
  if (storeKind === 'server') return openTestStore()
  lite = await PGlite.create({ loadDataDir: await embeddedTemplate(), parsers: embeddedParsers })
  return wrapEmbedded(lite)
}

/** The bytes on disk: PGlite's whole folder, or the database's own part of a server's, where that is on this machine. */
const folderOfStore = async (): Promise<Buffer | undefined> => {
  if (lite) {
    await lite.exec('checkpoint')
    return Buffer.from(await (await lite.dumpDataDir('none')).arrayBuffer())
  }
  const { rows } = await database.transaction(async (db) => {
    await db.query('checkpoint')
    return db.query<{ folder: string }>(
      `select current_setting('data_directory') || '/base/' || oid as folder from pg_database
       where datname = current_database()`,
    )
  })
  const folder = rows[0]?.folder ?? ''
  if (!existsSync(folder)) return undefined
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(path.join(folder, name))))
}

/** Every pile that the thief carries away, as searchable layers. */
const piles = new Map<string, Buffer[]>()
beforeAll(async () => {
  database = await openStore()
  const log = openLog({ write: (line: string) => void lines.push(line) })
  world = await makeReportWorld({ database, log, masterKeys: new Map([[1, masterKey]]) })
  await world.school(CONTROL)
  custodian = await world.staff('custodian', null, '冯琳')
  officer = await world.staff('bureau_officer', null, '郭宁')
  await longCase()
  await otherCases()
  await world.settle()
  for (const name of await tablesOf(world)) {
    const rows = await world.sql<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`)
    piles.set(`table ${name}`, await layersOf(rows.map(({ row }) => row).join('\n')))
  }
  for (const [key, bytes] of world.files.files)
    piles.set(`file ${key}`, [Buffer.from(key), ...(await layersOf(bytes))])
  piles.set('log', await layersOf(lines.join('')))
  const folder = await folderOfStore()
  if (folder) piles.set('folder of the store', await layersOf(folder))
})
afterAll(async () => {
  await world.close()
  await database.close()
})

const pilesWith = (word: string | Buffer): string[] =>
  [...piles].filter(([, layers]) => holds(layers, word)).map(([name]) => name)

it('gave a marker word to every free text of every report route; a new one is fed, or this fails', () => {
  const missing = freeTexts('report').filter((path) => !marks.given.has(path))
  expect(missing).toEqual([])
  expect(marks.all().length).toBeGreaterThan(50)
})

it('put the words where those with the key do read them', () => {
  const all = shown.join('\n')
  expect(marks.all().filter((mark) => all.includes(mark)).length).toBeGreaterThan(50)
  expect(clean.some((bytes) => bytes.includes(MP4_SOUND))).toBe(true)
})

/** A chance beginning of a packed stream right behind the end of one. */
const misleading = Buffer.from([0x1f, 0x8b, 8, 0, 0x78, 0x9c])
const named = Buffer.concat([
  Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]),
  Buffer.from('a name\0'),
  gzipSync(`${STEM}001`).subarray(10),
])
const word = `${STEM}001`
const big = Buffer.concat([randomBytes(5 * 1024 * 1024), Buffer.from(word), randomBytes(999)])

it.each<[string, Buffer]>([
  ['as it is', Buffer.from(word)],
  ['as JavaScript holds it', Buffer.from(word, 'utf16le')],
  ['as Java holds it', Buffer.from(word, 'utf16le').swap16()],
  ['in base64', Buffer.from(Buffer.from(`${word}后面`).toString('base64'))],
  ['in base64, one byte later', Buffer.from(Buffer.from(`x${word}后面`).toString('base64'))],
  ['in base64, two bytes later', Buffer.from(Buffer.from(`xx${word}后面`).toString('base64'))],
  ['in base64 for addresses', Buffer.from(Buffer.from(`x${word}后面`).toString('base64url'))],
  ['in hex', Buffer.from(Buffer.from(word).toString('hex'))],
  ['in an address', Buffer.from(encodeURIComponent(word))],
  [
    'escaped in JSON',
    Buffer.from([...word].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')),
  ],
  ['in gzip', gzipSync(word)],
  ['in gzip with a name', named],
  ['in zlib', deflateSync(word)],
  ['in base64 within gzip', gzipSync(Buffer.from(word).toString('base64'))],
  ['in gzip within gzip', gzipSync(Buffer.concat([randomBytes(99), gzipSync(word), randomBytes(99)]))],
  ['in gzip of megabytes', gzipSync(big)],
])('finds a word that stands in a pile %s', async (_how, planted) => {
  for (const before of [0, 1, 4_000]) {
    const pile = Buffer.concat([randomBytes(before), planted, misleading, randomBytes(4_000)])
    expect(holds(await layersOf(pile), STEM)).toBe(true)
  }
  expect(holds(await layersOf(JSON.stringify({ column: `\\x${planted.toString('hex')}` })), STEM)).toBe(true)
})

it('finds a word in an Excel file, and one that an operator put into a table in the clear', async () => {
  const sheet = await writeExcelFile([[{ value: word }]]).toBuffer()
  expect(holds(await layersOf(Buffer.concat([randomBytes(50), sheet])), STEM)).toBe(true)
  expect(pilesWith(CONTROL)).toContain('table schools')
  if (piles.has('folder of the store')) expect(pilesWith(CONTROL)).toContain('folder of the store')
  expect(holds(await layersOf(randomBytes(100_000)), STEM)).toBe(false)
})

it('finds none of the words written, said, noted, asked or answered, in any table, file, log or byte of the store', () => {
  expect(piles.size).toBeGreaterThan(30)
  expect(pilesWith(STEM)).toEqual([])
})

/** The 32 bytes of a file that are least like each other, and so stand nowhere else by chance. */
const tellingPart = (bytes: Buffer): Buffer => {
  const parts = Array.from({ length: bytes.length - 32 }, (_, at) => bytes.subarray(at, at + 32))
  const kinds = parts.map((part) => new Set(part).size)
  return parts[kinds.indexOf(Math.max(...kinds))]!
}

it('finds nothing that cameras and recorders hung on evidence, and nothing of the evidence itself', () => {
  expect(pilesWith(EVIDENCE_STEM)).toEqual([])
  expect(pilesWith(MP4_SOUND)).toEqual([])
  expect(clean).toHaveLength(evidence.length)
  for (const bytes of clean) expect(pilesWith(tellingPart(bytes))).toEqual([])
})

it('finds names of children and guardians in their rosters and accounts alone, and the key nowhere', () => {
  const found = pilesWith(NAME_STEM).filter((pile) => pile !== 'folder of the store')
  expect(found.sort()).toEqual(rosterTables.map((table) => `table ${table}`))
  expect(pilesWith(masterKey)).toEqual([])
})

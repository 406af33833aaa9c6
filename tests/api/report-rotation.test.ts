/** Master keys are changed while children write: nothing is unreadable at any moment, and the old key guards nothing afterwards. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { openDiskFiles } from '../../cloudfunctions/platform/files/disk'
import { countKeyUse, rewrapAll, wrappedTables } from '../../cloudfunctions/report/rewrap'
import type { Envelope } from '../../contract/errors'
import type { InputOf, OutputOf, RouteName } from '../../contract/routes'
import { addKeyToFile, keyFileOf, parseMasterKeys, readKeyFile } from '../../gateway/master-keys'
import { readRotation } from '../../gateway/rotation'
import { describeKeys, describeRunning } from '../../scripts/commands/check-keys'
import { kill, makeStore, type Running, start } from '../support/killable-server'
import { jpegSaying } from '../support/pictures'
import { makeReportWorld } from '../support/report-world'
import { storeKind } from '../support/store'
import { makeWorld } from '../support/world'

jest.setTimeout(180_000)

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const keyText = (version: number, fill: number): string =>
  `${version}:${Buffer.alloc(32, fill).toString('base64')}`

describe('the list of what is wrapped', () => {
  it('names every table of the catalogue that holds a wrapped key, with columns that tell its rows apart', async () => {
    const world = await makeWorld()
    const found = await world.sql<{ name: string }>(
      `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attname in ('data_key_wrapped', 'key_version')
       group by 1 having count(*) = 2 order by 1`,
    )
    expect(found.map(({ name }) => name)).toEqual(wrappedTables.map(({ table }) => table).sort())
    const others = await world.sql<{ name: string }>(
      `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') and a.attname ~ 'wrapped' and a.attname <> 'data_key_wrapped'`,
    )
    expect(others).toEqual([])
    await world.close()
  })
})

describe('a rotation', () => {
  it('wraps every key anew, changes no content, and leaves what was sealed readable by the new key alone', async () => {
    const world = await makeReportWorld()
    const custodian = await world.staff('custodian', null)
    const { fileId } = await world.upload(world.mother, jpegSaying('MARK'))
    const begun = await world.get(world.mother, 'report.beginUpload', { sizeBytes: 10 })
    const filed = await world.file(world.mother, { uploadIds: [fileId], contact: '0417-0000321' })
    const { caseId } = filed
    await world.get(world.zhou, 'report.takeCase', { caseId, events: 1 })
    const reason = '需要当面核实，联系不上孩子。'
    const { request } = await world.get(world.zhou, 'report.askIdentity', { caseId, reason })
    const contents = () =>
      world.sql<{ row: string }>(
        `select encode(content_sealed, 'hex') as row from cases union all
         select encode(identity_sealed, 'hex') from case_identities union all
         select encode(reason_sealed, 'hex') from identity_requests`,
      )
    const before = await contents()
    const keys = world.services.masterKeys as Map<number, Buffer>
    keys.set(2, Buffer.alloc(32, 9))
    expect(describeKeys(keys, await countKeyUse(world.services)).join('\n')).toMatch(/第 1 版：正在保护/)
    const steps: number[] = []
    expect(await rewrapAll(world.services, 2, ({ left }) => steps.push(left), 2)).toBe(6)
    expect(steps[0]).toBe(6)
    expect(steps.at(-1)).toBe(0)
    expect([...(await countKeyUse(world.services)).keys()]).toEqual([2])
    expect(await contents()).toEqual(before)

    // Version 1 still finds receipts; it opens nothing any more, which another key in its place shows.
    const said = describeKeys(keys, await countKeyUse(world.services))
    expect(said[0]).toBe('第 1 版：没有保护任何内容。不能删，查询码和“我的求助”一直靠它查找。')
    const decision = { identityRequestId: request!.identityRequestId, approve: true, answer: '' }
    await world.get(custodian, 'report.decideIdentity', decision)
    const opened = await world.get(world.zhou, 'report.openIdentity', { caseId })
    expect(opened.contact).toBe('0417-0000321')
    const by = { receiptCode: filed.receiptCode }
    expect((await world.get(null, 'report.getProgress', { by })).brokenStep).toBeNull()
    expect((await world.download(world.mother, caseId, fileId)).length).toBeGreaterThan(100)
    const piece = { uploadId: begun.uploadId, index: 0, base64: Buffer.alloc(10).toString('base64') }
    await world.get(world.mother, 'report.putChunk', piece)
    keys.set(1, Buffer.alloc(32, 1))
    expect((await world.get(world.zhou, 'report.getCase', { caseId })).details).toMatch(/外号/)
    await world.close()
  })

  it('keeps to the older key while the operator says so, and then has nothing to wrap', async () => {
    const masterKeys = parseMasterKeys(`${keyText(1, 7)},${keyText(2, 9)}`)
    const world = await makeReportWorld({ masterKeys, wrapVersion: 1 })
    await world.file(world.mother)
    expect([...(await countKeyUse(world.services)).keys()]).toEqual([1])
    expect(describeKeys(masterKeys, await countKeyUse(world.services))[1]).toMatch(/最新的一版/)
    await world.close()
  })

  it('says which key may be taken away, and which is missing', async () => {
    const keys = parseMasterKeys([keyText(1, 1), keyText(2, 2), keyText(3, 3)].join(','))
    const use = new Map([
      [3, { cases: 4 }],
      [5, { cases: 1 }],
    ])
    expect(describeKeys(keys, use).map((line) => line.slice(0, 24))).toEqual([
      '第 1 版：没有保护任何内容。不能删，查询码和“',
      '第 2 版：没有保护任何内容。可以删，但删了就打',
      '第 3 版：正在保护：个案 4。最新的一版，新内',
      '第 5 版：缺了，它保护的打不开：个案 1。请找',
    ])
  })

  it('says so without numbers while a server holds the store, and that nothing may go while it is at work', () => {
    const keys = parseMasterKeys([keyText(1, 1), keyText(2, 2)].join(','))
    const done = { version: 2, done: 9, left: 0, isDone: true }
    expect(describeRunning(keys, done).slice(1)).toEqual([
      '第 1 版：没有保护任何内容。不能删，查询码和“我的求助”一直靠它查找。',
      '第 2 版：正在保护全部内容。最新的一版，新内容用它。',
    ])
    for (const state of [{ ...done, left: 3, isDone: false }, { ...done, version: 1 }, undefined])
      expect(describeRunning(keys, state).at(-1)).toMatch(/正在换成第 2 版.*先别删/)
  })

  it('adds one key where two commands come at once, so that neither writes over the other’s', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'report-keys-'))
    const { keysBesideStore } = await import('../../gateway/master-keys')
    const first = keysBesideStore(folder, true)
    expect(await Promise.all([1, 2, 3].map(() => addKeyToFile(folder, 1)))).toEqual([2, 2, 2])
    const kept = readKeyFile(keyFileOf(folder))
    expect([...kept.keys()]).toEqual([1, 2])
    expect(kept.get(1)).toEqual(first.get(1))
    await rm(folder, { recursive: true, force: true })
  })
})

const KILLS = 3

type Rotation = { child: ChildProcess; lefts: AsyncIterator<string>; ended: Promise<number | null> }

const beginRotation = (place: string, masterKeys: string, pace: string[] = []): Rotation => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.resolve('tests/support/rotate-process.ts'), place, ...pace],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '', REPORT_MASTER_KEYS: masterKeys },
    },
  )
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, lefts: createInterface(child.stdout!)[Symbol.asyncIterator](), ended }
}

/**
 * Kills a rotation that is a process of its own again and again, then lets one come to its end. The process waits after each
 * batch until it may go on, so that it is killed at work on any machine: within a batch, or between two.
 *
 * @returns how many keys were still under the old master key when each was killed
 */
const rotateUnderFire = async (place: string, masterKeys: string): Promise<number[]> => {
  const lefts: number[] = []
  while (lefts.length < KILLS) {
    const rotation = beginRotation(place, masterKeys, ['steps'])
    for (let batches = randomInt(1, 3); batches > 0; batches -= 1) {
      const { value = '' } = await rotation.lefts.next()
      if (batches === 1) lefts.push(Number(value.replace('left ', '')))
      rotation.child.stdin!.write('.')
    }
    await pause(randomInt(0, 12))
    rotation.child.kill('SIGKILL')
    expect(await rotation.ended).toBeNull()
  }
  const last = beginRotation(place, masterKeys)
  expect(await last.ended).toBe(0)
  return lefts
}

describe('a rotation that is killed again and again while reports, messages and pictures arrive', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'report-rotation-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('leaves everything readable, then and afterwards, and nothing under the old key', async () => {
    const store = await makeStore(folder)
    const files = path.join(folder, 'files')
    const keysFolder = path.join(folder, 'beside')
    mkdirSync(keysFolder)
    const arranging = await makeWorld({ database: await store.open() })
    const schoolId = await arranging.school('育才小学')
    await arranging.staff('handler', schoolId)
    await arranging.services.database.close()

    const isEmbedded = storeKind === 'embedded'
    const old = keyText(1, 7)
    const both = `${old},${keyText(2, 9)}`
    const begin = (masterKeys: string): Promise<Running> =>
      start(store.place, files, isEmbedded ? { keysFolder } : { masterKeys })
    let running = await begin(old)
    let restarting: Promise<unknown> = Promise.resolve()
    const restart = async (masterKeys: string) => {
      restarting = (async () => {
        await kill(running)
        running = await begin(masterKeys)
      })()
      await restarting
    }

    const failures: string[] = []
    const once = async <N extends RouteName>(who: string, name: N, input: InputOf<N>) => {
      const response = await fetch(`http://127.0.0.1:${running.port}/`, {
        method: 'POST',
        headers: { 'x-test-openid': who },
        body: JSON.stringify({ action: name.split('.')[1], input }),
        signal: AbortSignal.timeout(20_000),
      })
      return (await response.json()) as Envelope<OutputOf<N>>
    }
    /** Sent until answered, as the phone does. An answer that says the server failed is a key that did not open. */
    const until = async <N extends RouteName>(who: string, name: N, input: InputOf<N>) => {
      for (;;) {
        const envelope = await once(who, name, input).catch(() => undefined)
        if (envelope?.ok) return envelope.data
        if (envelope && !/^server\.(busy|away)$/.test(envelope.error.code)) {
          failures.push(`${name}: ${envelope.error.code}`)
          throw new Error(envelope.error.code)
        }
        await pause(30)
        await restarting
      }
    }
    type Kept = {
      caseId: string
      receiptCode: string
      details: string
      said: string[]
      fileId: string | null
    }
    const kept: Kept[] = []
    const picture = jpegSaying('MARK')
    const report = async (serial: number): Promise<void> => {
      const who = `openid-${serial}`
      const requestId = randomUUID()
      let fileId: string | null = null
      if (serial % 3 === 0) {
        const begun = await until(who, 'report.beginUpload', { requestId, sizeBytes: picture.length })
        fileId = begun.uploadId
        const base64 = picture.toString('base64')
        await until(who, 'report.putChunk', { requestId, uploadId: fileId, index: 0, base64 })
        await until(who, 'report.finishUpload', { requestId: randomUUID(), uploadId: fileId })
      }
      const details = `第 ${serial} 个孩子写的话。`
      const receipt = await until(who, 'report.submitReport', {
        requestId: randomUUID(),
        schoolId,
        about: 'me',
        studentId: null,
        kind: 'bullying',
        acts: ['exclusion'],
        details,
        place: '操场',
        occurredWhen: '今天',
        grade: 4,
        isNamed: false,
        contact: '0417-0000321',
        uploadIds: fileId === null ? [] : [fileId],
      } as InputOf<'report.submitReport'>)
      kept.push({ caseId: receipt.caseId, receiptCode: receipt.receiptCode, details, said: [], fileId })
      // Somebody else's case, old or new, is written to and read again.
      const other = kept[randomInt(kept.length)]!
      const by = { receiptCode: other.receiptCode }
      const text = `补充 ${serial}`
      await until(who, 'report.writeToSchool', { requestId: randomUUID(), by, text, uploadIds: [] })
      other.said.push(text)
      const progress = await until(who, 'report.getProgress', { by })
      if (progress.details !== other.details || progress.brokenStep !== null) failures.push('changed')
    }
    let next = 1
    let isOver = false
    const writers = Array.from({ length: 4 }, async () => {
      while (!isOver || next < 60) await report(next++)
    })
    const writing = Promise.all(writers)
    while (kept.length < 40) await pause(20)

    if (isEmbedded) {
      expect(await addKeyToFile(keysFolder, 1)).toBe(2)
      for (let kills = 0; kills < KILLS; kills += 1) {
        await pause(randomInt(20, 400))
        await restart(old)
      }
      while (!readRotation(keysFolder)?.isDone) await pause(50)
    } else {
      await restart(both)
      const lefts = await rotateUnderFire(store.place, both)
      expect(Math.min(...lefts)).toBeGreaterThan(0)
    }
    await pause(300)
    isOver = true
    await writing
    await kill(running)
    expect(failures).toEqual([])

    const database = await store.open()
    const masterKeys = isEmbedded ? readKeyFile(keyFileOf(keysFolder)) : parseMasterKeys(both)
    // Killed between two batches, the last one may have left some: one more run, as at the next start.
    await rewrapAll({ database, masterKeys }, 2)
    expect([...(await countKeyUse({ database, masterKeys })).keys()]).toEqual([2])
    const lookupOnly = new Map(masterKeys)
    const world = await makeWorld({
      database,
      masterKeys: lookupOnly,
      files: openDiskFiles(files),
      now: () => new Date(),
    })
    expect(kept.length).toBeGreaterThanOrEqual(59)
    for (const [at, one] of kept.entries()) {
      const { receiptCode, caseId, fileId } = one
      const address = `203.0.113.${at % 250}`
      const progress = await world.get(null, 'report.getProgress', { by: { receiptCode } }, { address })
      expect(progress).toMatchObject({ caseId, details: one.details, brokenStep: null })
      expect(
        progress.timeline
          .map(({ text }) => text)
          .filter(Boolean)
          .sort(),
      ).toEqual(one.said.sort())
      if (fileId === null) continue
      const file = await world.get(null, 'report.readFile', { caseId, fileId, receiptCode, part: 0 })
      expect(Buffer.from(file.base64, 'base64').length).toBeGreaterThan(100)
    }
    await database.close()
    await store.drop()
  })
})

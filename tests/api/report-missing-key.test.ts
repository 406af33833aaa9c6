/** A server without a master key that something is sealed under: people hear that nothing is lost, the operator hears which key. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openLog } from '../../cloudfunctions/platform/log'
import { readMigrations } from '../../cloudfunctions/platform/migrate'
import { countKeyUse } from '../../cloudfunctions/report/rewrap'
import { createGateway } from '../../gateway/server'
import { openServices } from '../../gateway/services'
import { readSettings } from '../../gateway/settings'
import { describeKeys } from '../../scripts/commands/check-keys'
import { jpegSaying } from '../support/pictures'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import { migrationsFolder } from '../support/store'

const first = Buffer.alloc(32, 7)
const second = Buffer.alloc(32, 9)

describe('a server without a key', () => {
  const masterKeys = new Map([
    [1, first],
    [2, second],
  ])
  const lines: string[] = []
  let world: ReportWorld
  let caseId: string
  let fileId: string
  let webDir: string
  beforeAll(async () => {
    webDir = mkdtempSync(path.join(tmpdir(), 'report-key-'))
    const log = openLog({ write: (line: string) => void lines.push(line) })
    world = await makeReportWorld({ masterKeys, log })
    fileId = (await world.upload(world.mother, jpegSaying('MARK'))).fileId
    caseId = (await world.file(world.mother, { uploadIds: [fileId] })).caseId
    masterKeys.delete(2)
  }, 60_000)
  afterAll(async () => {
    await world.close()
    rmSync(webDir, { recursive: true, force: true })
  })

  it('says to reporter and handler that nothing is lost, and names the key in the log alone', async () => {
    lines.length = 0
    const answers = [
      await world.ask(world.mother, 'report.getProgress', { by: { caseId } }),
      await world.ask(world.zhou, 'report.getCase', { caseId }),
      await world.ask(world.mother, 'report.readFile', { caseId, fileId, receiptCode: null, part: 0 }),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'server.key_missing' } })
      if (!answer.ok) expect(answer.error.message).toMatch(/内容没有丢/)
      expect(JSON.stringify(answer)).not.toMatch(/MASTER_KEY/)
    }
    const faults = lines.filter((line) => line.includes('"fault"'))
    expect(faults).toHaveLength(3)
    for (const line of faults)
      expect(line).toMatch(/"fault":"MissingMasterKey","code":"MASTER_KEY_2_MISSING"/)
  })

  it('still takes new reports, sealed under a key that it has', async () => {
    const filed = await world.fileFresh()
    const progress = await world.get(filed.reporter, 'report.getProgress', { by: { caseId: filed.caseId } })
    expect(progress.details).toMatch(/外号/)
  })

  it('is named at /readyz and by keys:check, until the key is back', async () => {
    const use = await countKeyUse(world.services)
    expect(describeKeys(masterKeys, use).at(-1)).toBe(
      '第 2 版：缺了，它保护的打不开：上传 1、证据 1、个案 1、身份 1。请找回来。',
    )
    const app = await createGateway({
      functions: [],
      services: world.services,
      migrations: readMigrations(migrationsFolder),
      settings: { webDir, trustProxy: false, trustsWxOpenid: false, metricsToken: undefined },
      keyVersionsInUse: [...use.keys()],
    })
    const ask = async () => {
      const { statusCode, body } = await app.inject('/readyz')
      return { statusCode, body: JSON.parse(body) as unknown }
    }
    expect(await ask()).toEqual({ statusCode: 200, body: { ready: true, missingMasterKeys: [2] } })
    masterKeys.set(2, second)
    expect(await ask()).toEqual({ statusCode: 200, body: { ready: true } })
    expect((await world.get(world.zhou, 'report.getCase', { caseId })).details).toMatch(/外号/)
    await app.close()
  })
})

it('refuses to start without the first key, by which receipts are found', async () => {
  const environment = {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    REPORT_MASTER_KEYS: `2:${second.toString('base64')}`,
  }
  await expect(openServices(readSettings(environment))).rejects.toThrow(/缺第 1 版.*查询码/)
})

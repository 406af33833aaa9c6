/** A database that is away: said honestly, nothing acknowledged is lost, nothing half done is seen. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openServer } from '../../cloudfunctions/platform/database'
import { migrate, readMigrations } from '../../cloudfunctions/platform/migrate'
import { hostFunction } from '../../cloudfunctions/platform/pipeline'
import { reportFunction } from '../../cloudfunctions/report/index'
import type { Envelope } from '../../contract/errors'
import type { InputOf, OutputOf } from '../../contract/routes'
import { createGateway } from '../../gateway/server'
import { startPostgres } from '../support/postgres-server'
import { makeReportWorld, type ReportWorld } from '../support/report-world'
import { migrationsFolder, storeKind } from '../support/store'

jest.setTimeout(120_000)

/** Cases of which a step is there by halves. */
const halfCases = (world: ReportWorld): Promise<unknown[]> =>
  world.sql(
    `select c.id from cases c where c.events <> (select count(*) from case_events e where e.case_id = c.id)
       or c.events <> (select count(*) from case_event_contents k where k.case_id = c.id)`,
  )

const onServer = storeKind === 'server' ? describe : describe.skip

onServer('a database server that hangs, connections open', () => {
  it('is said to be away within a bound, shown at /readyz, and needs no restart of ours; no step is lost or done twice', async () => {
    const server = await startPostgres(true)
    const patient = openServer({ connectionString: server.url })
    const migrations = readMigrations(migrationsFolder)
    await migrate(patient, migrations)
    const world = await makeReportWorld({ database: patient })
    const database = openServer({ connectionString: server.url, maxConnections: 3, answerTimeoutMs: 1_500 })
    const services = { ...world.services, database }
    const webDir = mkdtempSync(path.join(tmpdir(), 'report-hang-'))
    const app = await createGateway({
      functions: [hostFunction(reportFunction, services)],
      services,
      migrations,
      settings: { webDir, trustProxy: false, trustsWxOpenid: true, metricsToken: undefined },
    })
    const isReady = async () => (await app.inject({ url: '/readyz' })).statusCode === 200
    const send = async (input: InputOf<'report.submitReport'>) => {
      const headers = { 'x-wx-openid': `openid-${input.requestId}` }
      const payload = { action: 'submitReport', input }
      const answer = await app.inject({ method: 'POST', url: '/call/report', headers, payload })
      return answer.json<Envelope<OutputOf<'report.submitReport'>>>()
    }
    const inputs = Array.from({ length: 9 }, (_, serial) => ({
      ...world.submission({ about: 'me', details: `第 ${serial} 件事，写得清楚。` }),
      requestId: randomUUID(),
    }))
    const until = async (input: InputOf<'report.submitReport'>) => {
      for (;;) {
        const answer = await send(input)
        if (answer.ok) return answer.data
        expect(answer.error.code).toMatch(/^server\.(away|busy)$/)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
    const before = await Promise.all(inputs.slice(0, 3).map(until))
    expect(await isReady()).toBe(true)

    const inFlight = inputs.slice(3, 6).map(send)
    const thaw = await server.freeze()
    const meanwhile = inputs.slice(6).map(send)
    // Three hold connections that hang, the others wait for one: all hear it before a request's own bound, which says "busy".
    const codes = (await Promise.all([...inFlight, ...meanwhile])).map((one) => one.ok || one.error.code)
    const [isReadyNow, isAlive] = [
      await isReady(),
      (await app.inject({ url: '/healthz' })).statusCode === 200,
    ]
    thaw()
    expect(codes.slice(3)).toEqual(Array(3).fill('server.away'))
    expect(codes.filter((code) => code !== true && code !== 'server.away')).toEqual([])
    expect([isReadyNow, isAlive]).toEqual([false, true])

    const after = await Promise.all(inputs.map(until))
    expect(await isReady()).toBe(true)
    expect(after.slice(0, 3).map(({ receiptCode }) => receiptCode)).toEqual(
      before.map(({ receiptCode }) => receiptCode),
    )
    const rows = await world.sql<{ id: string }>('select id from cases')
    expect(rows.map(({ id }) => id).sort()).toEqual(after.map(({ caseId }) => caseId).sort())
    expect(await halfCases(world)).toEqual([])
    await app.close()
    await world.close()
    await Promise.all([database.close(), patient.close()])
    await server.stop()
    rmSync(webDir, { recursive: true })
  })
})

onServer('a database server that is killed and comes back', () => {
  it('loses no acknowledged step, shows no half of another, is said to be away meanwhile, and needs no restart of ours', async () => {
    const server = await startPostgres(true)
    const database = openServer({ connectionString: server.url, maxConnections: 6 })
    await migrate(database, readMigrations(migrationsFolder))
    const world = await makeReportWorld({ database })
    const acknowledged: { receiptCode: string; texts: string[] }[] = []
    const failed: string[] = []
    let isOver = false
    const writing = Promise.all(
      Array.from({ length: 4 }, async (_, worker) => {
        for (let serial = 0; !isOver; serial++) {
          const reporter = await world.person().catch(() => undefined)
          if (!reporter) continue
          const input = world.submission({ requestId: randomUUID(), details: `第 ${worker}-${serial} 件事` })
          for (let tries = 0; tries < 400; tries++) {
            const answer = await world.ask(reporter, 'report.submitReport', input)
            if (answer.ok) {
              const { receiptCode, caseId } = answer.data
              const note = { by: { caseId }, text: `补充 ${worker}-${serial}`, uploadIds: [] }
              const wrote = await world.ask(reporter, 'report.writeToSchool', note)
              acknowledged.push({ receiptCode, texts: wrote.ok ? [note.text] : [] })
              if (!wrote.ok) failed.push(wrote.error.code)
              break
            }
            failed.push(answer.error.code)
            await new Promise((resolve) => setTimeout(resolve, 50))
          }
        }
      }),
    )
    for (let round = 0; round < 2; round++) {
      const target = acknowledged.length + 12
      while (acknowledged.length < target) await new Promise((resolve) => setTimeout(resolve, 10))
      await server.crash()
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(await world.refused(world.zhou, 'report.getCase', { caseId: randomUUID() })).toBe('server.away')
      await server.restart()
    }
    const target = acknowledged.length + 8
    while (acknowledged.length < target) await new Promise((resolve) => setTimeout(resolve, 10))
    isOver = true
    await writing
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.filter((code) => code !== 'server.away')).toEqual([])
    for (const [at, { receiptCode, texts }] of acknowledged.entries()) {
      const by = { receiptCode }
      const progress = await world.get(
        null,
        'report.getProgress',
        { by },
        { address: `198.51.100.${at % 250}` },
      )
      expect(progress.brokenStep).toBeNull()
      expect(progress.timeline.map(({ text }) => text)).toEqual(expect.arrayContaining(texts))
    }
    expect(await halfCases(world)).toEqual([])
    await world.close()
    await database.close()
    await server.stop()
  })
})

/** The demo district: worth looking at, and the same however often it is put in place. */

import { seedDemo } from '../../cloudfunctions/database/seeds/demo'
import { demoId } from '../../cloudfunctions/database/seeds/demo-base'
import { demoBindingCode } from '../../cloudfunctions/database/seeds/demo-families'
import { demoPeople } from '../../cloudfunctions/database/seeds/demo-people'
import { receiptCodeOf } from '../../cloudfunctions/report/seal'
import { makeWorld, type TestPerson, type World } from '../support/world'

const demoPerson = (key: string): TestPerson => ({ userId: '', openid: `demo-${key}`, name: key })

describe('the demo district', () => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld({ isDemo: true })
    await seedDemo(world.services)
  }, 120_000)
  afterAll(() => world.close())

  const counts = () =>
    world.sql<{
      schools: number
      students: number
      users: number
      posts: number
      cases: number
      events: number
    }>(
      `select (select count(*) from schools) as schools, (select count(*) from students) as students,
              (select count(*) from users) as users, (select count(*) from posts) as posts,
              (select count(*) from cases) as cases, (select count(*) from case_events) as events`,
    )

  it('changes nothing when it is put in place again', async () => {
    const before = await counts()
    await seedDemo(world.services)
    expect(await counts()).toEqual(before)
  }, 60_000)

  it('has the five kinds of school, and a person for every role', async () => {
    const { schools } = await world.get(null, 'account.listSchools', {})
    expect(schools.map((school) => school.stages.join('+')).sort()).toEqual([
      'junior',
      'primary',
      'primary',
      'primary',
      'primary+junior',
    ])
    const { people } = await world.get(null, 'account.listDemoPeople', {})
    expect(people).toHaveLength(demoPeople.length)
    for (const person of demoPeople) {
      const me = await world.get(demoPerson(person.key), 'account.getMe', {})
      expect(me.posts).toHaveLength(person.posts.length)
    }
  })

  it('shows the school’s handler a case in every state', async () => {
    const admin = demoPerson('admin')
    const me = await world.get(admin, 'account.getMe', {})
    const schoolId = me.posts[0]?.schoolId ?? 0
    const queue = await world.get(admin, 'report.listQueue', {
      schoolId,
      tab: 'all',
      kind: null,
      level: null,
      search: '',
      cursor: null,
      limit: 50,
    })
    expect([...new Set(queue.items.map((item) => item.state))].sort()).toEqual([
      'accepted',
      'asking',
      'closed',
      'filed',
      'investigating',
      'reviewing',
      'waiting_reporter',
    ])
    expect(queue.counts.late).toBeGreaterThan(0)
    expect(queue.counts.mine).toBeGreaterThan(0)
  })

  it('has numbers of two halves, and every closed case behind them with a whole chain and a receipt that opens it', async () => {
    const answer = await world.get(demoPerson('bureau'), 'report.getStatistics', {
      schoolId: null,
      period: null,
    })
    expect(answer.periods).toHaveLength(2)
    expect(answer.rows.filter(({ scope, total }) => scope === 'school' && total !== null)).toHaveLength(5)
    expect(answer.rows[0]?.tables.kind?.filter((cell) => typeof cell === 'number').length).toBeGreaterThan(3)
    const old = await world.sql<{ id: string; receipt_key: string }>(
      `select c.id, c.receipt_key from cases c join schools s on s.id = c.school_id
       where s.name = '示例第一小学' and c.filed_at < '2026-08-01' and not c.is_hidden_from_school order by c.id limit 25`,
    )
    expect(old).toHaveLength(25)
    for (const { id } of old) {
      const view = await world.get(demoPerson('handler'), 'report.getCase', { caseId: id })
      expect([view.brokenStep, view.state]).toEqual([null, 'closed'])
      expect(view.timeline.length).toBeGreaterThan(3)
      expect(view.timeline.map(({ at }) => at)).toEqual(view.timeline.map(({ at }) => at).sort())
    }
    const code = receiptCodeOf(world.services, demoId('history 0'))
    const progress = await world.get(null, 'report.getProgress', { by: { receiptCode: code } })
    expect([progress.brokenStep, progress.newCount]).toEqual([null, 0])
    const [late] = await world.sql<{ closed: Date }>('select max(closed_at) as closed from cases')
    expect(late!.closed.getTime()).toBeLessThan(world.clock.now.getTime())
  }, 60_000)

  it('lets a new guardian bind the child of the code that is printed in the demo', async () => {
    const preview = await world.get(demoPerson('new-guardian'), 'account.previewBinding', {
      code: demoBindingCode,
    })
    expect(preview.schoolName).toBe('示例第一小学')
    expect(preview.needsConfirmation).toBe(false)
  })
})

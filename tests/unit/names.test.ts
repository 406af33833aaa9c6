/** Who is written about: nobody handles a case about themselves, and thanking a teacher accuses nobody. */
import { isNamedIn, teacherName } from '../../cloudfunctions/report/names'
import { findNamed, routeAround, type Watcher } from '../../cloudfunctions/report/routing'

const watcher = (userId: string, name: string, role: Watcher['role'] = 'handler'): Watcher => ({
  postId: `post ${userId}`,
  userId,
  name,
  role,
})

describe('a name in a report', () => {
  it.each([
    ['周敏', '是周敏不让我说的'],
    ['周敏', '周老师打了我'],
    ['周敏', '那天周主任也在'],
    ['孙建国', '孙校长收了他家的烟'],
    ['欧阳静', '欧阳老师骂人'],
    ['孙校长', '是孙校长'],
    ['周敏', '上周周老师打我'],
  ])('of %s is noticed in %s', (name, text) => {
    expect(isNamedIn(name, text)).toBe(true)
  })

  it.each([
    ['周敏', '上周老师没有来'],
    ['周敏', '每周老师都点名'],
    ['周敏', '吴老师打了我'],
    ['向明', '我向老师报告了'],
    ['老师', '老师打了我'],
    ['敏', '敏敏打了我'],
    ['欧阳静', '欧老师骂人'],
  ])('of %s is not read into %s', (name, text) => {
    expect(isNamedIn(name, text)).toBe(false)
  })

  it.each([
    '周老师您好，他今天又来了',
    '谢谢周老师',
    '周老师，他又来了',
    '好的。周老师，我知道了',
    '麻烦周老师了',
  ])('is a greeting where the one who handles the case is spoken to: %s', (text) => {
    expect(isNamedIn('周敏', text, true)).toBe(false)
  })

  it.each(['周老师你为什么打我', '就是周老师打的', '谢谢周老师，可是周老师昨天骂了我'])(
    'is no greeting where something is said about them: %s',
    (text) => {
      expect(isNamedIn('周敏', text, true)).toBe(true)
    },
  )

  it('is kept from the reporter but for the surname', () => {
    expect([teacherName('周敏'), teacherName('欧阳静'), teacherName('老师')]).toEqual([
      '周老师',
      '欧阳老师',
      '老师',
    ])
  })
})

describe('where a case goes', () => {
  const zhou = watcher('zhou', '周敏')
  const wu = watcher('wu', '吴刚')
  const head = watcher('sun', '孙建国', 'school_head')
  const everybody = [zhou, wu, head]

  it('stays with the school while a handler is left whom it does not name', () => {
    const named = findNamed(['周敏打人'], everybody)
    expect(routeAround(named, everybody, [])).toEqual({ goesToBureau: false, excluded: [zhou] })
  })

  it('is the bureau where the head is named, or nobody is left', () => {
    expect(routeAround([head], everybody, []).goesToBureau).toBe(true)
    expect(routeAround([zhou, wu], everybody, []).goesToBureau).toBe(true)
    expect(routeAround([wu], everybody, ['zhou']).goesToBureau).toBe(true)
  })

  it('is the bureau where the handler who is named also heads the school', () => {
    const both = [watcher('sun', '孙建国'), head, wu]
    expect(routeAround([both[0]!], both, []).goesToBureau).toBe(true)
  })

  it('changes nothing where nobody new is named', () => {
    expect(routeAround([], everybody, [])).toEqual({ goesToBureau: false, excluded: [] })
    expect(routeAround([zhou], everybody, ['zhou']).excluded).toEqual([])
  })
})

/** A parent compares what the bureau published with what the server says now, however it was copied. */
import { createHash } from 'node:crypto'
import type { Sha256 } from '../../contract/report/chain'
import { dayRoot, type PublishedDay, rootStart } from '../../contract/report/daily-root'
import { broughtRoots, compareRoots } from '../../contract/report/root-compare'
import { type RootMonth, rootTroubles } from '../../contract/report/root-month'
import { rootTroubleSentences } from '../../contract/report/root-words'

const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex')

/** Days of November, newest first, each following from the one before. */
const published = (count: number): PublishedDay[] => {
  const days: PublishedDay[] = []
  for (let date = 1; date <= count; date++) {
    const day = `2026-11-${String(date).padStart(2, '0')}`
    const previous = days.at(-1)?.root ?? rootStart
    const tree = sha256(`tree ${date}`)
    days.push({ day, tree, previous, root: dayRoot(sha256, { day, tree, previous }) })
  }
  return days.reverse()
}
const days = published(9)
const rootOf = (day: string): string => days.find((one) => one.day === day)!.root

describe('roots brought from elsewhere', () => {
  it.each([
    ['as the bureau copies them', `2026-11-03 ${rootOf('2026-11-03')}`],
    ['as a website may write them', `2026年11月3日：${rootOf('2026-11-03').toUpperCase()}。`],
    ['without a zero', `2026/11/3\t${rootOf('2026-11-03')}`],
  ])('are understood %s', (_how, text) => {
    expect(broughtRoots(text)).toEqual([{ day: '2026-11-03', root: rootOf('2026-11-03') }])
  })

  it('are not made out of what is too short, too long, or something else', () => {
    const root = rootOf('2026-11-03')
    expect(broughtRoots(`${root.slice(1)}\n${root}0\n总根 09dc…b5c6\n`)).toEqual([])
  })

  it('are the same, differ, or stand nowhere, day by day', () => {
    const text = [
      `2026-11-03 ${rootOf('2026-11-03')}`,
      `2026-11-04 ${rootOf('2026-11-05')}`,
      `2026-10-31 ${rootOf('2026-11-05')}`,
      rootOf('2026-11-07'),
      sha256('made up'),
    ].join('\r\n')
    expect(compareRoots(broughtRoots(text), days).map(({ day, verdict }) => [day, verdict])).toEqual([
      ['2026-11-03', 'same'],
      ['2026-11-04', 'differs'],
      ['2026-10-31', 'no_such_day'],
      ['2026-11-07', 'same'],
      [null, 'nowhere'],
    ])
  })
})

describe('a month of roots', () => {
  const month = (change: (day: RootMonth['days'][number]) => RootMonth['days'][number]): RootMonth => ({
    month: '2026-11',
    months: ['2026-11'],
    days: days
      .filter(({ day }) => day > '2026-11-02')
      .map(({ day, ...one }) =>
        change({ day, sealed: { ...one, madeAt: `${day}T16:20:00Z`, atLeast: 20, isFewer: false } }),
      ),
    before: { day: '2026-11-02', root: rootOf('2026-11-02') },
  })
  const on = (day: string, sealed: object | null) =>
    month((one) =>
      one.day === day ? { day, sealed: sealed && one.sealed && { ...one.sealed, ...sealed } } : one,
    )

  it('is whole where every day goes on from the one before, the last of the month before included', () => {
    expect(
      rootTroubles(
        sha256,
        month((one) => one),
      ),
    ).toEqual([])
    const other = { ...month((one) => one), before: { day: '2026-11-02', root: sha256('other') } }
    expect(rootTroubles(sha256, other)).toEqual([{ day: '2026-11-03', what: 'unlinked' }])
  })

  it('names each day that is missing, rewritten, without its tree, or smaller than the day before', () => {
    expect(rootTroubles(sha256, on('2026-11-05', null))).toEqual([{ day: '2026-11-05', what: 'missing' }])
    expect(rootTroubles(sha256, on('2026-11-05', { tree: sha256('other') }))).toEqual([
      { day: '2026-11-05', what: 'unlinked' },
    ])
    expect(rootTroubles(sha256, on('2026-11-05', { root: sha256('other') }))).toEqual([
      { day: '2026-11-05', what: 'unlinked' },
      { day: '2026-11-06', what: 'unlinked' },
    ])
    expect(rootTroubles(sha256, on('2026-11-05', { atLeast: null }))).toEqual([
      { day: '2026-11-05', what: 'treeless' },
    ])
    expect(rootTroubles(sha256, on('2026-11-05', { isFewer: true }))).toEqual([
      { day: '2026-11-05', what: 'fewer' },
    ])
  })

  it('says so in one sentence for each kind, with all its days', () => {
    expect(
      rootTroubleSentences([
        { day: '2026-11-03', what: 'missing' },
        { day: '2026-11-04', what: 'missing' },
        { day: '2026-11-09', what: 'fewer' },
      ]),
    ).toEqual(['缺少 11月3日、11月4日 的总根。', '11月9日 包含的事情比前一天少，可能有整件事被删掉。'])
  })
})

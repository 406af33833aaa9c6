/** What the page says of published numbers follows from what is shown, whatever is behind the rest. */
import fc from 'fast-check'
import { isPublishable, monthIndex, nextPeriod, periodOf, spanOf } from '../../contract/report/periods'
import { placeGroupOf } from '../../contract/report/places'
import {
  type Answer,
  reachedBy,
  reachedIn,
  satisfiedOfAnswered,
  sentenceOf,
} from '../../src/packages/desk/statistics/reading'

const answers = (...counts: (number | null)[]): Answer[] =>
  counts.map((count, index) => ({ key: String(index), name: `第${index}项`, count }))

describe('a median of bands', () => {
  it('is the band in which half of all cases is reached', () => {
    expect(reachedIn(answers(10, 30, 20), 60, 0.5)).toBe('第1项')
    expect(reachedIn(answers(10, 30, 20), 60, 0.9)).toBe('第2项')
  })

  it('is told in spite of hidden bands where they cannot change it, and otherwise not', () => {
    expect(reachedIn(answers(40, null, null), 60, 0.5)).toBe('第0项')
    expect(reachedIn(answers(null, 40, null), 60, 0.5)).toBe('第1项')
    expect(reachedIn(answers(null, 15, null), 60, 0.5)).toBeNull()
  })

  it('says nothing that would be wrong for any numbers behind the hidden ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { minLength: 2, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        fc.constantFrom(0.5, 0.9),
        (truth, hides, share) => {
          const total = truth.reduce((sum, count) => sum + count, 0)
          fc.pre(total > 0)
          const said = reachedIn(
            answers(...truth.map((count, index) => (hides[index] ? null : count))),
            total,
            share,
          )
          if (said !== null) expect(said).toBe(reachedIn(answers(...truth), total, share))
        },
      ),
    )
  })
})

describe('what can still be said beside hidden numbers', () => {
  const hiding = (truth: readonly number[], hides: readonly boolean[]): Answer[] =>
    answers(...truth.map((count, index) => (hides[index] ? null : count)))
  const five = { minLength: 5, maxLength: 5 }

  it('is a time within which half is sure to be reached, where the band itself is left open', () => {
    const looks = (...counts: (number | null)[]): Answer[] =>
      ['2 小时内', '2–8 小时', '8–24 小时', '1–3 天', '3 天以上'].map((name, index) => ({
        key: String(index),
        name,
        count: counts[index] ?? null,
      }))
    expect(reachedBy(looks(null, 15, null, 30, 40), 100, 0.1)).toBe('8 小时内')
    expect(reachedBy(looks(null, null, 20, 20, 40), 100, 0.2)).toBe('8 小时内')
    expect(reachedBy(looks(null, 20, 20, null, null), 100, 0.9)).toBeNull()
  })

  it('never says a time that any numbers behind the hidden ones would make wrong', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), five), fc.array(fc.boolean(), five), (truth, hides) => {
        const total = truth.reduce((sum, count) => sum + count, 0)
        fc.pre(total > 0)
        const said = reachedBy(hiding(truth, hides), total, 0.5)
        if (said === null) return
        const index = Number(/\d+/.exec(said)?.[0])
        expect(truth.slice(0, index + 1).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(
          total * 0.5,
        )
      }),
    )
  })

  it('never makes more of those who answered satisfied than they are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), five), fc.array(fc.boolean(), five), (truth, hides) => {
        const total = truth.reduce((sum, count) => sum + count, 0)
        const said = satisfiedOfAnswered(hiding(truth, hides), total)
        if (said === null) return
        const [first = 0, later = 0, , review = 0] = truth
        const share = first + later + review === 0 ? 1 : (first + later) / (first + later + review)
        if (said.isLeast) expect(said.share).toBeLessThanOrEqual(share)
        else expect(said.share).toBe(share)
      }),
    )
  })
})

describe('the sentence above a chart', () => {
  it('never calls a number the largest where a larger one may be hidden', () => {
    expect(sentenceOf('kind', answers(40, 20), 60)).toBe('第0项最多，40 件，占 67%')
    expect(sentenceOf('kind', answers(null, 20, null), 60)).toBe('能显示的里面第1项最多，20 件，占 33%')
    expect(sentenceOf('kind', answers(null, null), 12)).toBe('每一项都太少，不显示')
  })

  it('tells satisfaction only from what is shown', () => {
    expect(sentenceOf('outcome', answers(60, 20, 10, 10, 10), 110)).toBe(
      '73% 的个案举报人回复满意，占回答了的 89%',
    )
    expect(sentenceOf('outcome', answers(60, null, null, 10, 10), 110)).toBe(
      '至少 55% 的个案举报人回复满意，占回答了的至少 85%',
    )
    expect(sentenceOf('outcome', answers(null, null, 20, 10, 10), 60)).toBe('回复满意的件数不能显示')
  })
})

describe('a period', () => {
  it('holds every moment exactly once', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2032-01-01'), noInvalidDate: true }),
        (moment) => {
          const key = periodOf(moment)
          const { from, until } = spanOf(key)
          expect(from <= moment && moment < until).toBe(true)
          expect(spanOf(nextPeriod(key)).from).toEqual(until)
          expect(monthIndex(moment)).toBeGreaterThanOrEqual(0)
          expect(monthIndex(moment)).toBeLessThan(6)
        },
      ),
    )
  })

  it('is not published before thirty days after its end, on China’s clock', () => {
    expect(isPublishable('2025-2', new Date('2026-08-30T15:59:59Z'))).toBe(false)
    expect(isPublishable('2025-2', new Date('2026-08-30T16:00:00Z'))).toBe(true)
  })
})

describe('the place of a report', () => {
  it('is one of a closed list, told by the words that the form offers', () => {
    const offered = ['教室', '走廊', '操场', '厕所', '食堂', '宿舍', '校门口', '上学放学路上', '网上']
    expect(offered.map(placeGroupOf)).toEqual([
      'classroom',
      'corridor',
      'playground',
      'toilet',
      'canteen',
      'dormitory',
      'gate',
      'way',
      'online',
    ])
    expect(placeGroupOf('')).toBe('unsaid')
    expect(placeGroupOf('王小明家')).toBe('elsewhere')
    expect(placeGroupOf('教学楼二楼东侧楼梯')).toBe('corridor')
  })
})

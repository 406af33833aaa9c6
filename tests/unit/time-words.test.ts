/** Moments in words are China's, whatever clock the machine that says them keeps. */
import { dayInChina, daysFromNow } from '../../contract/china-time'
import { dayWords, momentWords, shortMomentWords, spanWords } from '../../contract/time-words'

const now = new Date('2026-11-17T16:30:00Z') // 18 November, 00:30 in China

describe('moments in words', () => {
  it('count the day by China’s midnight, not by the server’s', () => {
    expect(dayInChina(now)).toBe('2026-11-18')
    expect(dayInChina('2026-11-17T15:59:59Z')).toBe('2026-11-17')
    expect(momentWords('2026-11-17T15:59:00Z', now)).toBe('昨天 23:59')
    expect(momentWords('2026-11-17T16:00:00Z', now)).toBe('今天 00:00')
    expect(momentWords('2026-11-18T16:00:00Z', now)).toBe('明天 00:00')
    expect(daysFromNow('2026-11-20T00:00:00Z', now)).toBe(2)
  })

  it('name the year only where it is another', () => {
    expect(dayWords('2026-01-05T04:00:00Z', now)).toBe('1月5日')
    expect(dayWords('2025-12-31T15:59:00Z', now)).toBe('2025年12月31日')
    expect(dayWords('2025-12-31T16:00:00Z', now)).toBe('1月1日')
  })

  it('are short in a list: the clock today, yesterday with its clock, otherwise the day', () => {
    expect(shortMomentWords('2026-11-17T16:10:00Z', now)).toBe('00:10')
    expect(shortMomentWords('2026-11-17T02:00:00Z', now)).toBe('昨天 10:00')
    expect(shortMomentWords('2026-11-10T02:00:00Z', now)).toBe('11月10日')
  })

  it('say a span the way people do', () => {
    expect(spanWords(40 * 60_000)).toBe('40 分钟')
    expect(spanWords(36 * 3_600_000)).toBe('1 天半')
    expect(spanWords(100 * 3_600_000)).toBe('4 天')
  })
})

/** The receipt code: what a child copies by hand must open the case, and nothing else may. */
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import {
  formatReceiptCode,
  isReceiptCode,
  makeReceiptCode,
  normaliseReceiptCode,
  receiptAlphabet,
} from '../../contract/report/receipt-code'

describe('a receipt code', () => {
  it('has twelve signs of which none looks like another', () => {
    for (let round = 0; round < 200; round++)
      expect(makeReceiptCode(randomBytes(64))).toMatch(/^[2-9A-HJKMNP-TV-Z]{12}$/)
    for (const sign of '01OILU') expect(receiptAlphabet).not.toContain(sign)
    expect(new Set(receiptAlphabet).size).toBe(30)
  })

  it('is the same however a person types it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (bytes) => {
        fc.pre(bytes.filter((byte) => byte < 240).length >= 12)
        const code = makeReceiptCode(bytes)
        for (const typed of [
          formatReceiptCode(code),
          formatReceiptCode(code).replaceAll(' ', '-'),
          ` ${code.toLowerCase()} `,
        ]) {
          expect(isReceiptCode(typed)).toBe(true)
          expect(normaliseReceiptCode(typed)).toBe(code)
        }
      }),
    )
  })

  it('uses every sign about equally often, so that none can be guessed better', () => {
    const counts = new Map<string, number>()
    for (let round = 0; round < 2_000; round++)
      for (const sign of makeReceiptCode(randomBytes(64))) counts.set(sign, (counts.get(sign) ?? 0) + 1)
    expect(counts.size).toBe(30)
    for (const count of counts.values()) {
      expect(count).toBeGreaterThan(600)
      expect(count).toBeLessThan(1_000)
    }
  })

  it('refuses a code of another shape before any case is looked for', () => {
    for (const wrong of ['', 'K7M4', 'K7M429XQ8RT0', 'K7M429XQ8RTNN', '查询码', 'K7M4 29XQ 8RT'])
      expect(isReceiptCode(wrong)).toBe(false)
  })

  it('would rather fail than come out short', () => {
    expect(() => makeReceiptCode(new Uint8Array(64).fill(255))).toThrow()
  })
})

/** The phone's SHA-256 says what everybody else's says. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { hashing, sha256, utf8 } from '../../contract/report/sha256'

const expected = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

describe('SHA-256 on the phone', () => {
  it('answers the published examples', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    )
    const million = hashing()
    for (let i = 0; i < 1_000; i += 1) million.add(utf8('a'.repeat(1_000)))
    expect(million.hex()).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0')
  })

  it('agrees at every length around its blocks', () => {
    for (let length = 0; length < 300; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + length) % 256)
      const hash = hashing()
      hash.add(bytes)
      expect(hash.hex()).toBe(expected(bytes))
    }
  })

  it('agrees on any text, and spells it as UTF-8 as everybody does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(expected(text))
        expect([...utf8(text)]).toEqual([...Buffer.from(text, 'utf8')])
      }),
      { numRuns: 500 },
    )
    for (const text of ['课间几个同学一直叫他外号', '😀👨‍👩‍👧', '\ud800', 'a\udfffb', '\ud800\ud800\udc00'])
      expect(sha256(text)).toBe(expected(text))
  })

  it('agrees however the bytes are cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 }), (pieces) => {
        const hash = hashing()
        for (const piece of pieces) hash.add(piece)
        expect(hash.hex()).toBe(expected(Buffer.concat(pieces)))
      }),
      { numRuns: 300 },
    )
  })
})

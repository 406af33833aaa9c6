/** The hash chain: whatever is removed, added, moved or rewritten shows. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import {
  type ChainLink,
  canonicalContent,
  chainStart,
  firstBrokenLink,
  type Sha256,
  stepHash,
} from '../../contract/report/chain'

const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex')
const chain = (length: number): ChainLink[] => {
  const links: ChainLink[] = []
  for (let seq = 1; seq <= length; seq++) {
    const step = {
      caseId: '3f0a2b5c-8a6e-4c1e-9d57-1f2f6f0f7a11',
      seq,
      kind: seq === 1 ? 'filed' : 'school_message',
      at: new Date(1_790_000_000_000 + seq * 1_000).toISOString(),
      isInternal: seq % 3 === 0,
      digest: sha256(`content ${seq}`),
    }
    const previousHash = links.at(-1)?.hash ?? chainStart
    links.push({ ...step, previousHash, hash: stepHash(sha256, previousHash, step) })
  }
  return links
}
const headOf = (links: ChainLink[]): string => links.at(-1)?.hash ?? chainStart

describe('the chain of a case', () => {
  it('holds when nothing was touched', () => {
    for (const length of [0, 1, 2, 9]) {
      const links = chain(length)
      expect(firstBrokenLink(sha256, links, headOf(links))).toBeNull()
    }
  })

  it('shows a step that was taken out, put in, moved, or cut off at the end', () => {
    const links = chain(6)
    const head = headOf(links)
    expect(firstBrokenLink(sha256, links.toSpliced(3, 1), head)).toBe(4)
    expect(firstBrokenLink(sha256, links.toSpliced(2, 0, links[2]!), head)).toBe(4)
    expect(firstBrokenLink(sha256, [links[1]!, links[0]!, ...links.slice(2)], head)).toBe(1)
    expect(firstBrokenLink(sha256, links.slice(0, 5), head)).toBe(6)
    expect(firstBrokenLink(sha256, chain(7), head)).toBe(8)
  })

  it('shows any field of any step that was rewritten', () => {
    const links = chain(5)
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.constantFrom(
          'caseId',
          'seq',
          'kind',
          'at',
          'isInternal',
          'digest',
          'previousHash',
          'hash' as const,
        ),
        (index, field) => {
          const link = links[index]!
          const value = link[field as keyof ChainLink]
          const other =
            typeof value === 'boolean' ? !value : typeof value === 'number' ? value + 1 : `${value}x`
          const touched = links.with(index, { ...link, [field]: other } as ChainLink)
          expect(firstBrokenLink(sha256, touched, headOf(links))).toBe(index + 1)
        },
      ),
    )
  })

  it('reads the same content alike, whatever the order it was written in', () => {
    expect(canonicalContent({ b: 1, a: { d: [2, { f: 3, e: '好' }], c: undefined } })).toBe(
      canonicalContent({ a: { d: [2, { e: '好', f: 3 }] }, b: 1 }),
    )
    expect(canonicalContent({ a: '1' })).not.toBe(canonicalContent({ a: 1 }))
  })
})

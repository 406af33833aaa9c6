/** A file is measured by the step that brought it, and by nothing else. */
import type { ChainCheck } from '../../contract/report/check'
import { checkFile, type FileVerdict, findLostFile, namedFiles } from '../../contract/report/file-check'

const digest = (sign: string): string => sign.repeat(64)
const voice = { id: 'voice', sha256: digest('a'), mime: 'audio/mp4', sizeBytes: 12 }
const picture = { id: 'picture', sha256: digest('b'), mime: 'image/png', sizeBytes: 34 }
const before = { id: 'before' }
const later = '2026-12-02T00:00:00.000Z'
const earlier = '2026-11-20T00:00:00.000Z'

const open = (files: { id: string; sha256?: string; mime?: string; sizeBytes?: number }[], at = later) => ({
  kind: 'reporter_message',
  at,
  content: { by: 'reporter', actor: '', text: '', files, turnsTo: null, reportDigest: null },
})
const check = (trouble: ChainCheck['trouble'] = null): ChainCheck => ({
  steps: [
    { seq: 1, hash: digest('1'), open: open([voice]) },
    { seq: 2, hash: digest('2'), open: null },
    { seq: 3, hash: digest('3'), open: open([picture]) },
    { seq: 4, hash: digest('4'), open: open([before], earlier) },
    { seq: 5, hash: digest('5'), open: { kind: 'reporter_message', at: earlier, content: null } },
    { seq: 6, hash: digest('6'), open: { kind: 'reporter_message', at: later, content: null } },
  ],
  report: null,
  counts: { all: 6, contents: 5, internal: 1, old: 0 },
  held: { receipt: false, phone: false },
  trouble,
})
const here = (sign: string) => ({ state: 'here', sha256: digest(sign) }) as const

describe('a file that a phone has opened', () => {
  const cases: [string, { fileId: string; seq: number }, Parameters<typeof checkFile>[2], FileVerdict][] = [
    ['fits with the bytes of its step', { fileId: 'voice', seq: 1 }, here('a'), 'fits'],
    ['does not fit with the bytes of another file', { fileId: 'voice', seq: 1 }, here('b'), 'differs'],
    ['is told to be unreadable', { fileId: 'voice', seq: 1 }, { state: 'unreadable' }, 'unreadable'],
    ['is told to be gone', { fileId: 'picture', seq: 3 }, { state: 'gone' }, 'gone'],
    ['is not named where no step brought it', { fileId: 'extra', seq: 1 }, here('a'), 'not_named'],
    ['is not named by another step than its own', { fileId: 'voice', seq: 3 }, here('a'), 'not_named'],
    ['is not named by a step of the office', { fileId: 'voice', seq: 2 }, here('a'), 'not_named'],
    ['of before files had digests is never called checked', { fileId: 'before', seq: 4 }, here('a'), 'older'],
    ['of a step of before contents could be read neither', { fileId: 'x', seq: 5 }, here('a'), 'older'],
    ['of a later step that hides its content is no old one', { fileId: 'x', seq: 6 }, here('a'), 'not_named'],
    ['has no step at all', { fileId: 'voice', seq: 9 }, here('a'), 'not_named'],
  ]
  it.each(cases)('%s', (_name, shown, received, verdict) => {
    expect(checkFile(check(), shown, received)).toBe(verdict)
  })

  it('is measured by no step from which on the chain does not fit', () => {
    const broken = check({ what: 'step_changed', step: 3 })
    expect(checkFile(broken, { fileId: 'voice', seq: 1 }, here('a'))).toBe('fits')
    expect(checkFile(broken, { fileId: 'picture', seq: 3 }, here('b'))).toBe('no_measure')
    expect(namedFiles(broken).map(({ fileId }) => fileId)).toEqual(['voice'])
  })

  it('is missed where its step is shown without it', () => {
    const shown = [
      { seq: 1, fileIds: ['voice'] },
      { seq: 3, fileIds: ['picture'] },
    ]
    expect(findLostFile(check(), shown)).toBeNull()
    expect(findLostFile(check(), [{ seq: 1, fileIds: [] }])).toMatchObject({ fileId: 'voice', kind: 'voice' })
    // What was taken back is not shown, and not missed.
    expect(findLostFile(check(), [{ seq: 3, fileIds: ['picture'] }])).toBeNull()
  })
})

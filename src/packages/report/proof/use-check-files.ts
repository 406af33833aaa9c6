/** The files that a checked chain names, measured on the check's page: as they are opened, or all of them one after another. */
import { type FileVerdict, type NamedFile, namedFiles } from '@contract/report/file-check'
import type { FileKind, ReporterKey } from '@contract/report/report'
import { useRef, useState } from 'react'
import type { Looked } from './look'
import { type FileMarks, useFileMarks } from './use-file-marks'

/** A file whose step says what it is. */
export type KnownFile = NamedFile & { kind: FileKind }

export type CheckFiles = {
  marks: FileMarks
  known: readonly KnownFile[]
  /** How many of them came out as what; those of `waiting` were not opened yet. */
  counts: Record<'all' | 'fits' | 'waiting', number>
  waitingBytes: number
  /** Files of steps from before bytes were recorded. */
  older: number
  /** The first about which somebody must be asked, in words. */
  trouble: string | null
  /** Which of those that were waiting is being fetched, from 1; null where none is. */
  at: { number: number; of: number } | null
  checkAll: () => Promise<void>
}

const isKnown = (file: NamedFile): file is KnownFile => file.kind !== null && file.sha256 !== null

export const useCheckFiles = (by: ReporterKey, looked: Looked): CheckFiles => {
  const receiptCode = 'receiptCode' in by ? by.receiptCode : null
  const marks = useFileMarks({ caseId: looked.chain.caseId, receiptCode }, looked)
  const [at, setAt] = useState<CheckFiles['at']>(null)
  const isBusy = useRef(false)

  const named = namedFiles(looked.check)
  const known = named.filter(isKnown)
  const count = (verdict: FileVerdict | undefined) =>
    known.filter((file) => marks.verdictOf(file) === verdict).length
  const waiting = known.filter((file) => marks.verdictOf(file) === undefined)

  const checkAll = async () => {
    if (isBusy.current) return
    isBusy.current = true
    for (const [index, { fileId }] of waiting.entries()) {
      setAt({ number: index + 1, of: waiting.length })
      // What does not come is left waiting, or is marked for what it is.
      await marks.open(fileId).catch(() => {})
    }
    isBusy.current = false
    setAt(null)
  }
  return {
    marks,
    known,
    counts: { all: known.length, fits: count('fits'), waiting: waiting.length },
    waitingBytes: waiting.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0),
    older: named.length - known.length,
    trouble: marks.troubleOf(known),
    at,
    checkAll,
  }
}

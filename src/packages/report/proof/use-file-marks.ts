/** Files of a case as this phone receives them: each one's bytes measured against the step that brought it. */
import { fileMarkWords, fileTroubleWords, rootTroubleWords } from '@contract/report/check-words'
import { checkFile, type FileVerdict, isFileTrouble, type ReceivedFile } from '@contract/report/file-check'
import type { FileKind } from '@contract/report/report'
import { useEffect, useState } from 'react'
import { holdCaseFiles, showCaseFile } from '@/api/case-file'
import { asProblem } from '@/api/use-load'
import type { MarkOfFile } from '@/components/file-mark'
import type { Looked } from './look'

export type ShownFile = { fileId: string; seq: number; kind: FileKind | null }

export type FileMarks = {
  /** Where it can be shown from. @throws CallError */
  open: (fileId: string) => Promise<string>
  /** Undefined until both the file and the chain are here. */
  verdictOf: (file: Pick<ShownFile, 'fileId' | 'seq'>) => FileVerdict | undefined
  markOf: (file: Pick<ShownFile, 'fileId' | 'seq'>) => MarkOfFile | undefined
  /** The first of these about which somebody must be asked, in words. */
  troubleOf: (files: readonly ShownFile[]) => string | null
}

const tones = (verdict: FileVerdict): MarkOfFile['tone'] => {
  if (verdict === 'fits') return 'ok'
  return isFileTrouble(verdict) ? 'danger' : 'plain'
}

/** What an answer that is no file says of it; null where only the network is to blame. */
const missing = (reason: unknown): ReceivedFile | null => {
  const { code } = asProblem(reason)
  if (code === 'file.unreadable') return { state: 'unreadable' }
  return code === 'record.not_found' ? { state: 'gone' } : null
}

/** @param looked null while the chain is not checked */
export const useFileMarks = (
  key: { caseId: string; receiptCode: string | null },
  looked: Looked | null,
): FileMarks => {
  const [received, setReceived] = useState<Record<string, ReceivedFile>>({})
  useEffect(holdCaseFiles, [])

  const put = (fileId: string, file: ReceivedFile) => setReceived((before) => ({ ...before, [fileId]: file }))
  const open = async (fileId: string): Promise<string> => {
    try {
      const { src, sha256 } = await showCaseFile({ ...key, fileId })
      put(fileId, { state: 'here', sha256 })
      return src
    } catch (reason) {
      const file = missing(reason)
      if (file) put(fileId, file)
      throw reason
    }
  }
  const verdictOf: FileMarks['verdictOf'] = (shown) => {
    const file = received[shown.fileId]
    if (!file || looked === null) return undefined
    return rootTroubleWords(looked.roots) === null ? checkFile(looked.check, shown, file) : 'no_measure'
  }
  const markOf: FileMarks['markOf'] = (shown) => {
    const verdict = verdictOf(shown)
    return verdict && { tone: tones(verdict), words: fileMarkWords[verdict] }
  }
  const troubleOf: FileMarks['troubleOf'] = (files) => {
    for (const file of files) {
      const verdict = verdictOf(file)
      if (verdict && isFileTrouble(verdict)) return fileTroubleWords(file, verdict)
    }
    return null
  }
  return { open, verdictOf, markOf, troubleOf }
}

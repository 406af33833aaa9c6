/** The check of a file that a phone has just received: its bytes against the step that brought it, in a chain that the phone has checked. */
import type { ChainCheck } from './check'
import { openSince } from './proof'
import type { FileKind } from './report'

export const fileKindOf = (mime: string): FileKind =>
  mime.startsWith('audio/') ? 'voice' : mime.startsWith('video/') ? 'video' : 'picture'

/** A file as the step that brought it says it was. */
export type NamedFile = {
  fileId: string
  /** The step, from 1. */
  seq: number
  /** SHA-256 of its bytes; null in steps of before files had one. */
  sha256: string | null
  kind: FileKind | null
  sizeBytes: number | null
}

/** What came when a phone asked for a file. */
export type ReceivedFile =
  | { state: 'here'; sha256: string }
  /** The server says that its row or bytes were touched. */
  | { state: 'unreadable' }
  /** The server knows no such file. */
  | { state: 'gone' }

export type FileVerdict =
  | 'fits'
  /** Other bytes than those that the step brought. */
  | 'differs'
  | 'unreadable'
  | 'gone'
  /** No step that fits brought this file, or not the one it is shown with. */
  | 'not_named'
  /** Its step is of before bytes were recorded: nothing to compare with. */
  | 'older'
  /** The chain itself does not fit from its step on, so that nothing can be measured by it. */
  | 'no_measure'

/** True where somebody must be asked what happened to the file. */
export const isFileTrouble = (verdict: FileVerdict): boolean => verdict !== 'fits' && verdict !== 'older'

const stepsThatFit = ({ steps, trouble }: ChainCheck) =>
  steps.filter(({ seq }) => trouble === null || seq < trouble.step)

/** Every file that steps brought which fit; what was taken back since is among them. */
export const namedFiles = (check: ChainCheck): NamedFile[] =>
  stepsThatFit(check).flatMap(({ seq, open }) =>
    (open?.content?.files ?? []).map(({ id, sha256, mime, sizeBytes }) => ({
      fileId: id,
      seq,
      sha256: sha256 ?? null,
      kind: mime === undefined ? null : fileKindOf(mime),
      sizeBytes: sizeBytes ?? null,
    })),
  )

/**
 * @param shown the file, and the step that it is shown with
 * @param received what came when it was asked for
 */
export const checkFile = (
  check: ChainCheck,
  shown: { fileId: string; seq: number },
  received: ReceivedFile,
): FileVerdict => {
  const { trouble } = check
  if (trouble !== null && shown.seq >= trouble.step) return 'no_measure'
  const named = namedFiles(check).find((one) => one.fileId === shown.fileId && one.seq === shown.seq)
  if (!named) return hidesItsFiles(check, shown.seq) ? 'older' : 'not_named'
  if (received.state !== 'here') return received.state
  if (named.sha256 === null) return 'older'
  return named.sha256 === received.sha256 ? 'fits' : 'differs'
}

/** A step of before contents could be given to a phone: it cannot tell which files it brought. */
const hidesItsFiles = ({ steps }: ChainCheck, seq: number): boolean => {
  const open = steps.find((step) => step.seq === seq)?.open
  return open?.content === null && open.at < openSince
}

/**
 * The first file that a step brought and that is not shown with it, although the step's words are.
 *
 * @param shown the steps as a page shows them, without those that were taken back
 */
export const findLostFile = (
  check: ChainCheck,
  shown: readonly { seq: number; fileIds: readonly string[] }[],
): NamedFile | null =>
  namedFiles(check).find(({ fileId, seq }) =>
    shown.some((step) => step.seq === seq && !step.fileIds.includes(fileId)),
  ) ?? null

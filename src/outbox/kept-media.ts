/** A picture, voice or film of a report while it lies on the phone. */
import type { FileKind } from '@contract/report/report'

export type KeptMedia = {
  mediaId: string
  kind: FileKind
  sizeBytes: number
  /** Of a voice or a film, where it is known. */
  durationSeconds: number | null
}

/** What a recorder tells and can be told, on the phone and in the browser alike. */
import type { KeptMedia } from './kept-media'

/** `refused`: the person or the phone does not let us hear; `missing`: there is nothing to hear with; `failed`: anything else. */
export type RecorderProblem = 'refused' | 'missing' | 'failed'

export type RecorderEvents = {
  /** From now on it is heard. @param mediaId under which it is kept while it grows */
  onStart: (mediaId: string) => void
  /** How loud it is now, 0–1. */
  onLevel: (level: number) => void
  /** A call or another app took the microphone; what was said is kept. */
  onInterrupted: () => void
  onStop: (kept: KeptMedia) => void
  onProblem: (problem: RecorderProblem) => void
}

export type Recorder = { resume: () => void; stop: () => void; cancel: () => void }

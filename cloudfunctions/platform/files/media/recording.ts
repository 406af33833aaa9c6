/** A voice or a film as it is kept. */
export type Recording = {
  mime: 'audio/mpeg' | 'audio/aac' | 'audio/wav' | 'audio/ogg' | `${'audio' | 'video'}/${'mp4' | 'webm'}`
  bytes: Buffer
  /** Null where the file does not tell. */
  durationSeconds: number | null
}

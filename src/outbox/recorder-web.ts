/** The browser's recorder: MediaRecorder, its level from an analyser, each second kept in IndexedDB while it grows. */
import { newRequestId } from '@/api/call'
import type { KeptMedia } from './kept-media'
import { keep, remove, sizeOf } from './media-store-web'
import type { Recorder, RecorderEvents } from './recorder-events'

/** What every desk can play comes first. */
const codings = ['audio/mp4;codecs=mp4a.40.2', 'audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']
const BITS_A_SECOND = 32_000
const PIECE_MS = 1_000
const LEVEL_MS = 120
const LONGEST_MS = 300_000
/** A voice is quiet next to the largest sample; this makes its bar move. */
const GAIN = 4

const problemOf = (reason: unknown): 'refused' | 'missing' | 'failed' => {
  const name = reason instanceof Error ? reason.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotFoundError' ? 'missing' : 'failed'
}

/** Tells how loud it is until told to stop. */
const watchLevel = (stream: MediaStream, onLevel: (level: number) => void): (() => void) => {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = 512
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length
    onLevel(Math.min(1, Math.sqrt(power) * GAIN))
  }, LEVEL_MS)
  return () => {
    clearInterval(timer)
    void context.close()
  }
}

const listen = async (): Promise<MediaStream> => {
  // Without https a browser has no microphone to offer.
  if (!navigator.mediaDevices || typeof MediaRecorder === 'undefined')
    throw Object.assign(new Error('no microphone'), { name: 'NotFoundError' })
  return navigator.mediaDevices.getUserMedia({ audio: true })
}

export const recordInBrowser = async (events: RecorderEvents): Promise<Recorder | null> => {
  let stream: MediaStream
  try {
    stream = await listen()
  } catch (reason) {
    events.onProblem(problemOf(reason))
    return null
  }
  const mediaId = newRequestId()
  const mimeType = codings.find((one) => MediaRecorder.isTypeSupported(one)) ?? ''
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_A_SECOND })
  const stopWatching = watchLevel(stream, events.onLevel)
  const pieces: Blob[] = []
  const whole = () => new Blob(pieces, { type: recorder.mimeType })
  let keeping: Promise<void> = Promise.resolve()
  let isCancelled = false
  let heardMs = 0
  let since = 0
  const pauseClock = () => {
    if (since > 0) heardMs += Date.now() - since
    since = 0
  }
  const limit = setInterval(() => {
    if (heardMs + (since > 0 ? Date.now() - since : 0) >= LONGEST_MS && recorder.state !== 'inactive')
      recorder.stop()
  }, PIECE_MS)

  recorder.onstart = () => {
    since = Date.now()
    events.onStart(mediaId)
  }
  recorder.ondataavailable = ({ data }) => {
    if (data.size === 0 || isCancelled) return
    pieces.push(data)
    const now = whole()
    keeping = keeping.then(() => keep(mediaId, now))
  }
  recorder.onpause = () => {
    pauseClock()
    events.onInterrupted()
  }
  recorder.onresume = () => {
    since = Date.now()
  }
  recorder.onerror = () => events.onProblem('failed')
  recorder.onstop = () => {
    pauseClock()
    clearInterval(limit)
    stopWatching()
    for (const track of stream.getTracks()) track.stop()
    void keeping.then(() => {
      if (isCancelled) return remove(mediaId)
      if (pieces.length === 0) return events.onProblem('failed')
      events.onStop({ ...growing(mediaId), sizeBytes: whole().size, durationSeconds: inSeconds(heardMs) })
    })
  }
  // The microphone was taken away: by a call, or because it was pulled out.
  for (const track of stream.getTracks()) {
    track.onmute = () => recorder.state === 'recording' && recorder.pause()
    track.onended = () => recorder.state !== 'inactive' && recorder.stop()
  }
  recorder.start(PIECE_MS)
  const end = () => {
    if (recorder.state !== 'inactive') recorder.stop()
  }
  return {
    resume: () => recorder.state === 'paused' && recorder.resume(),
    stop: end,
    cancel: () => {
      isCancelled = true
      end()
    },
  }
}

const inSeconds = (milliseconds: number): number => Math.max(1, Math.round(milliseconds / 1000))

const growing = (mediaId: string): KeptMedia => ({
  mediaId,
  kind: 'voice',
  sizeBytes: 0,
  durationSeconds: null,
})

/** Bytes of a recording that was not ended; the browser wrote them piece by piece. */
export const recoverInBrowser = (mediaId: string): Promise<number> => sizeOf(mediaId)

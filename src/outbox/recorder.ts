/** Records a voice and keeps it on the phone while it grows, so that a call or a killed app costs the last second and not the rest. */
import Taro from '@tarojs/taro'
import { newRequestId } from '@/api/call'
import type { KeptMedia } from './kept-media'
import { loudnessOf } from './loudness'
import { phonePath, sizeOnPhone } from './media-store'
import type { Recorder, RecorderEvents } from './recorder-events'
import { recordInBrowser, recoverInBrowser } from './recorder-web'

export const longestVoiceSeconds = 300

const isWechat = process.env.TARO_ENV === 'weapp'
/** A voice in good quality: a minute is 360 KB. */
const voice: Taro.RecorderManager.StartOption = {
  duration: longestVoiceSeconds * 1000,
  sampleRate: 16_000,
  numberOfChannels: 1,
  encodeBitRate: 48_000,
  format: 'mp3',
  frameSize: 2,
}

/** WeChat has one recorder and keeps its listeners for ever: they ask who is recording now. */
type Session = { mediaId: string; events: RecorderEvents; isCancelled: boolean }
let session: Session | null = null
let manager: Taro.RecorderManager | null = null

const pathOf = (mediaId: string): string => phonePath(mediaId, 'voice')
const files = () => Taro.getFileSystemManager()

/** Each frame of an MP3 stands on its own, so that what was appended so far is always a whole recording. */
const keepFrames = (mediaId: string, frames: ArrayBuffer): void => {
  try {
    files().appendFileSync(pathOf(mediaId), frames)
  } catch {
    // A full phone: what the recorder itself keeps is copied at the end.
  }
}

/** The recorder's own file where it is there, else what was kept of it frame by frame. */
const finish = (mediaId: string, tempFilePath: string, milliseconds: number): KeptMedia => {
  try {
    files().copyFileSync(tempFilePath, pathOf(mediaId))
  } catch {
    // The frames are there.
  }
  return {
    mediaId,
    kind: 'voice',
    sizeBytes: sizeOnPhone(pathOf(mediaId)),
    durationSeconds: milliseconds > 0 ? Math.max(1, Math.round(milliseconds / 1000)) : null,
  }
}

const openManager = (): Taro.RecorderManager => {
  if (manager) return manager
  const opened = Taro.getRecorderManager()
  opened.onStart(() => session?.events.onStart(session.mediaId))
  opened.onFrameRecorded(({ frameBuffer }) => {
    if (!session || session.isCancelled) return
    keepFrames(session.mediaId, frameBuffer)
    session.events.onLevel(loudnessOf(frameBuffer))
  })
  opened.onInterruptionBegin(() => session?.events.onInterrupted())
  opened.onPause(() => session?.events.onInterrupted())
  opened.onStop(({ tempFilePath, duration }) => {
    const ended = session
    session = null
    if (!ended) return
    if (ended.isCancelled) return files().unlink({ filePath: pathOf(ended.mediaId), fail: () => {} })
    try {
      ended.events.onStop(finish(ended.mediaId, tempFilePath, duration))
    } catch {
      ended.events.onProblem('failed')
    }
  })
  opened.onError(({ errMsg }) => {
    const ended = session
    session = null
    ended?.events.onProblem(/auth|deny|permission|privacy/i.test(errMsg) ? 'refused' : 'failed')
  })
  manager = opened
  return opened
}

const recordOnPhone = async (events: RecorderEvents): Promise<Recorder | null> => {
  const isAllowed = await Taro.authorize({ scope: 'scope.record' }).then(
    () => true,
    () => false,
  )
  if (!isAllowed) {
    events.onProblem('refused')
    return null
  }
  const own: Session = { mediaId: newRequestId(), events, isCancelled: false }
  const recorder = openManager()
  session = own
  try {
    files().writeFileSync(pathOf(own.mediaId), '', 'utf8')
  } catch {
    // A full phone: the recorder's own file may still fit.
  }
  recorder.start(voice)
  return {
    resume: () => recorder.resume(),
    stop: () => recorder.stop(),
    cancel: () => {
      own.isCancelled = true
      recorder.stop()
    },
  }
}

/** @returns null where it could not begin; `onProblem` has said why */
export const startRecorder = (events: RecorderEvents): Promise<Recorder | null> => {
  const watched: RecorderEvents = {
    ...events,
    onStart: (mediaId) => {
      live.add(mediaId)
      events.onStart(mediaId)
    },
    onStop: (kept) => {
      live.delete(kept.mediaId)
      events.onStop(kept)
    },
  }
  return isWechat ? recordOnPhone(watched) : recordInBrowser(watched)
}

const live = new Set<string>()

/** True while this app records it: it is nobody's to recover. */
export const isBeingRecorded = (mediaId: string): boolean => live.has(mediaId)

/** What there is of a voice whose recording the app did not live to end. @returns null where nothing was heard */
export const recoverRecording = async (growing: KeptMedia): Promise<KeptMedia | null> => {
  const sizeBytes = isWechat ? await sizeOf(growing.mediaId) : await recoverInBrowser(growing.mediaId)
  return sizeBytes > 0 ? { ...growing, sizeBytes } : null
}

const sizeOf = async (mediaId: string): Promise<number> => {
  try {
    return sizeOnPhone(pathOf(mediaId))
  } catch {
    return 0
  }
}

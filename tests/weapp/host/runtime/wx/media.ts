/** Camera, album, recorder and player: answered by a mock, else by something small and harmless. */
import { guarded } from '../journal'
import { storeCanvas } from './canvas'
import type { ApiTable, DirectTable, Options, Run } from './convention'
import { displayUrl, getStored, storeTemporary } from './files'
import { askMock, mocked } from './network'
import { afterConsent } from './privacy'

const SAMPLE_WIDTH = 64
const SAMPLE_HEIGHT = 48
let sampleCount = 0

function samplePhoto(): string {
  const canvas = document.createElement('canvas')
  canvas.width = SAMPLE_WIDTH
  canvas.height = SAMPLE_HEIGHT
  const context = canvas.getContext('2d')
  if (context) {
    context.fillStyle = `hsl(${(sampleCount++ * 67) % 360} 60% 55%)` // each photo is another one
    context.fillRect(0, 0, SAMPLE_WIDTH, SAMPLE_HEIGHT)
  }
  return storeCanvas(canvas)
}

interface Chosen {
  path: string
  name: string
}

/** A mock may answer `{ files }`: bytes, or `{ name, data }`; the host keeps them as temporary files. */
function keepFiles(files: unknown[]): Chosen[] {
  return files.map((file) => {
    const named =
      file instanceof ArrayBuffer
        ? { name: 'photo.png', data: file }
        : (file as { name: string; data: ArrayBuffer })
    const extension = named.name.split('.').pop() ?? 'bin'
    return { name: named.name, path: storeTemporary(new Uint8Array(named.data), extension) }
  })
}

const choosing = (name: string, present: (chosen: Chosen[]) => object, hasSample: boolean): Run =>
  afterConsent(async (options) => {
    const answer = await askMock(name, options)
    const files = (answer?.value as { files?: unknown[] } | undefined)?.files
    if (answer && !files) return answer.value
    if (files) return present(keepFiles(files))
    if (!hasSample) throw new Error(`no mock for wx.${name} in this test`)
    return present([{ name: 'sample.png', path: samplePhoto() }])
  })

const sizeOf = (path: string) => getStored(path).length

const asMedia = (chosen: Chosen[]) => ({
  type: 'image',
  failedCount: 0,
  tempFiles: chosen.map(({ path, name }) => ({
    tempFilePath: path,
    size: sizeOf(path),
    fileType: /\.(mp4|mov)$/.test(name) ? 'video' : 'image',
    width: SAMPLE_WIDTH,
    height: SAMPLE_HEIGHT,
    duration: 0,
    thumbTempFilePath: '',
  })),
})

const asImages = (chosen: Chosen[]) => ({
  tempFilePaths: chosen.map(({ path }) => path),
  tempFiles: chosen.map(({ path }) => ({ path, size: sizeOf(path) })),
})

const asMessageFiles = (chosen: Chosen[]) => ({
  tempFiles: chosen.map(({ path, name }) => ({ path, name, size: sizeOf(path), type: 'file', time: 0 })),
})

async function imageInfo({ src }: Options): Promise<object> {
  const image = new Image()
  image.src = displayUrl(String(src))
  try {
    await image.decode()
  } catch {
    throw new Error('image not found')
  }
  return { width: image.naturalWidth, height: image.naturalHeight, path: src, orientation: 'up', type: 'png' }
}

/** `onX` registers, `emit` calls; for managers and contexts that talk by events. */
function emitterOf(events: string[]) {
  const listeners = new Map<string, ((detail: object) => void)[]>(events.map((event) => [event, []]))
  const members = Object.fromEntries(
    events.flatMap((event) => [
      [`on${event}`, (listener: (detail: object) => void) => void listeners.get(event)?.push(listener)],
      [`off${event}`, () => void listeners.set(event, [])],
    ]),
  )
  const emit = (event: string, detail: object = {}) =>
    setTimeout(() => {
      for (const listener of listeners.get(event) ?? []) guarded(`on${event}`, () => listener(detail))
    })
  return { members, emit }
}

const FRAME_MS = 100
/** Parts in which a recording is heard, one after another. */
const FRAMES = 20

/**
 * Hears what the test's `recorder` mock answers, `{ data, durationMs }`, piece by piece as a microphone would; a throw is a refusal.
 * The page's `phonecall` event interrupts it, as a ringing phone does.
 */
function createRecorder() {
  const events = [
    'Start',
    'Stop',
    'Pause',
    'Resume',
    'Error',
    'FrameRecorded',
    'InterruptionBegin',
    'InterruptionEnd',
  ]
  const { members, emit } = emitterOf(events)
  let sound = { data: new TextEncoder().encode('sound').buffer as ArrayBuffer, durationMs: 1000 }
  let heard = 0
  let timer: ReturnType<typeof setInterval> | undefined
  const halt = () => {
    clearInterval(timer)
    timer = undefined
  }
  const hear = () => {
    halt()
    timer = setInterval(() => {
      if (heard >= FRAMES) return
      const size = Math.ceil(sound.data.byteLength / FRAMES)
      const frameBuffer = sound.data.slice(heard * size, (heard + 1) * size)
      heard += 1
      emit('FrameRecorded', { frameBuffer, isLastFrame: heard === FRAMES })
    }, FRAME_MS)
  }
  window.addEventListener('phonecall', () => {
    if (timer === undefined) return
    halt()
    emit('InterruptionBegin')
  })
  const begin = async (options: object) => {
    try {
      const answer = (await askMock('recorder', options))?.value as Partial<typeof sound> | undefined
      sound = { ...sound, ...answer }
    } catch (problem) {
      return emit('Error', { errMsg: `operateRecorder:fail ${(problem as Error).message}` })
    }
    heard = 0
    emit('Start')
    hear()
  }
  return {
    ...members,
    start: (options: object) => void begin(options),
    pause: () => {
      halt()
      emit('Pause')
    },
    resume: () => {
      hear()
      emit('Resume')
    },
    stop: () => {
      halt()
      const bytes = new Uint8Array(sound.data)
      emit('Stop', {
        tempFilePath: storeTemporary(bytes, 'mp3'),
        duration: sound.durationMs,
        fileSize: bytes.length,
      })
    },
  }
}

function createInnerAudioContext() {
  const events = [
    'Canplay',
    'Play',
    'Pause',
    'Stop',
    'Ended',
    'TimeUpdate',
    'Error',
    'Waiting',
    'Seeking',
    'Seeked',
  ]
  const { members, emit } = emitterOf(events)
  return {
    ...members,
    src: '',
    duration: 1,
    currentTime: 0,
    paused: true,
    play: () => {
      emit('Play')
      emit('TimeUpdate')
    },
    pause: () => emit('Pause'),
    stop: () => emit('Stop'),
    seek: () => emit('Seeked'),
    destroy() {},
  }
}

let recorder: ReturnType<typeof createRecorder> | undefined

export const mediaDirect: DirectTable = {
  getRecorderManager: () => {
    recorder ??= createRecorder()
    return recorder
  },
  createInnerAudioContext,
}

export const mediaApis: ApiTable = {
  chooseMedia: choosing('chooseMedia', asMedia, true),
  chooseImage: choosing('chooseImage', asImages, true),
  chooseMessageFile: choosing('chooseMessageFile', asMessageFiles, false),
  compressImage: ({ src }) => ({ tempFilePath: src }),
  getImageInfo: imageInfo,
  previewImage: mocked('previewImage', () => undefined),
  previewMedia: mocked('previewMedia', () => undefined),
  openDocument: mocked('openDocument', ({ filePath }) => void getStored(filePath)),
  saveImageToPhotosAlbum: afterConsent(
    mocked('saveImageToPhotosAlbum', ({ filePath }) => void getStored(filePath)),
  ),
}

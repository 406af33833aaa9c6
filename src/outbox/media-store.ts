/** Pictures, voices and films of a report on the phone: chosen, made smaller, kept until sent, read in pieces. */

import { type FileKind, maxFileBytes } from '@contract/report/report'
import Taro from '@tarojs/taro'
import { newRequestId } from '@/api/call'
import type { KeptMedia } from './kept-media'
import * as web from './media-store-web'

const isWechat = process.env.TARO_ENV === 'weapp'
/** Pictures above this are made smaller. */
const LARGE = 300 * 1024
const LONGEST_FILM_SECONDS = 60

/** WeChat's players go by the end of a name. */
const endings: Record<FileKind, string> = { picture: 'jpg', voice: 'mp3', video: 'mp4' }
export const phonePath = (mediaId: string, kind: FileKind): string =>
  `${Taro.env.USER_DATA_PATH}/report-${mediaId}.${endings[kind]}`

export const sizeOnPhone = (filePath: string): number =>
  (Taro.getFileSystemManager().statSync(filePath) as Taro.Stats).size

/** What came of choosing: what was kept, and how many were too large to send. */
export type Chosen = { kept: KeptMedia[]; tooLarge: number }

/**
 * Asks for pictures and short films and keeps them on the phone.
 *
 * @param most how many more may be taken
 * @returns none where the person changed their mind
 */
export const chooseMedia = async (most: number): Promise<Chosen> => {
  if (!isWechat) return web.choose(most)
  const chosen = await Taro.chooseMedia({
    count: most,
    mediaType: ['mix'],
    sourceType: ['album', 'camera'],
    sizeType: ['compressed'],
    maxDuration: LONGEST_FILM_SECONDS,
  }).catch(() => null)
  const kept: KeptMedia[] = []
  let tooLarge = 0
  for (const file of chosen?.tempFiles ?? []) {
    const one = file.fileType === 'video' ? await keepFilm(file) : await keepPicture(file)
    if (one.sizeBytes <= maxFileBytes) kept.push(one)
    else {
      tooLarge += 1
      void removeMedia(one)
    }
  }
  return { kept, tooLarge }
}

type ChosenFile = Pick<Taro.chooseMedia.ChooseMedia, 'tempFilePath' | 'size' | 'duration'>

const copyToPhone = (from: string, kind: FileKind, durationSeconds: number | null): KeptMedia => {
  const mediaId = newRequestId()
  const filePath = phonePath(mediaId, kind)
  Taro.getFileSystemManager().copyFileSync(from, filePath)
  return { mediaId, kind, sizeBytes: sizeOnPhone(filePath), durationSeconds }
}

const keepPicture = async ({ tempFilePath, size }: ChosenFile): Promise<KeptMedia> => {
  const smaller =
    size > LARGE
      ? await Taro.compressImage({ src: tempFilePath, quality: 75 }).then(
          (answer) => answer.tempFilePath,
          () => tempFilePath,
        )
      : tempFilePath
  return copyToPhone(smaller, 'picture', null)
}

const keepFilm = async ({ tempFilePath, size, duration }: ChosenFile): Promise<KeptMedia> => {
  const smaller =
    size > maxFileBytes
      ? await Taro.compressVideo({
          src: tempFilePath,
          quality: 'medium',
          bitrate: 0,
          fps: 0,
          resolution: 0,
        }).then(
          (answer) => answer.tempFilePath,
          () => tempFilePath,
        )
      : tempFilePath
  return copyToPhone(smaller, 'video', duration > 0 ? Math.ceil(duration) : null)
}

/** One piece as base64. @throws where the file is no longer on the phone */
export const readPiece = ({ mediaId, kind }: KeptMedia, start: number, length: number): Promise<string> => {
  if (!isWechat) return web.readPiece(mediaId, start, length)
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath: phonePath(mediaId, kind),
      encoding: 'base64',
      position: start,
      length,
      success: ({ data }) => resolve(String(data)),
      fail: (problem) => reject(new Error(problem.errMsg)),
    })
  })
}

/** Where it can be shown or played from; null where it is no longer there. */
export const showMedia = async ({ mediaId, kind }: KeptMedia): Promise<string | null> =>
  isWechat ? phonePath(mediaId, kind) : web.show(mediaId)

export const removeMedia = async ({ mediaId, kind }: KeptMedia): Promise<void> => {
  if (!isWechat) return web.remove(mediaId)
  Taro.getFileSystemManager().unlink({ filePath: phonePath(mediaId, kind), fail: () => {} })
}

/** Pictures of a report on the phone: chosen, made smaller, kept until sent, read in pieces. */
import Taro from '@tarojs/taro'
import { newRequestId } from '@/api/call'
import type { KeptPicture } from './picture-store-web'
import * as web from './picture-store-web'

const isWechat = process.env.TARO_ENV === 'weapp'
/** Pictures above this are made smaller. */
const LARGE = 300 * 1024

const pathOf = (pictureId: string) => `${Taro.env.USER_DATA_PATH}/report-${pictureId}.jpg`

/**
 * Asks for pictures and keeps them on the phone.
 *
 * @param most how many more may be taken
 * @returns none where the person changed their mind
 */
export const choosePictures = async (most: number): Promise<KeptPicture[]> => {
  if (!isWechat) return web.choose(most)
  const chosen = await Taro.chooseMedia({
    count: most,
    mediaType: ['image'],
    sourceType: ['album', 'camera'],
    sizeType: ['compressed'],
  }).catch(() => null)
  const kept: KeptPicture[] = []
  for (const file of chosen?.tempFiles ?? []) kept.push(await keepOnPhone(file.tempFilePath, file.size))
  return kept
}

const keepOnPhone = async (tempFilePath: string, size: number): Promise<KeptPicture> => {
  const smaller =
    size > LARGE
      ? await Taro.compressImage({ src: tempFilePath, quality: 75 }).then(
          (answer) => answer.tempFilePath,
          () => tempFilePath,
        )
      : tempFilePath
  const pictureId = newRequestId()
  const files = Taro.getFileSystemManager()
  files.copyFileSync(smaller, pathOf(pictureId))
  const stat = files.statSync(pathOf(pictureId)) as Taro.Stats
  return { pictureId, sizeBytes: stat.size }
}

/** One piece as base64. @throws where the picture is no longer on the phone */
export const readPiece = (pictureId: string, start: number, length: number): Promise<string> => {
  if (!isWechat) return web.readPiece(pictureId, start, length)
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath: pathOf(pictureId),
      encoding: 'base64',
      position: start,
      length,
      success: ({ data }) => resolve(String(data)),
      fail: (problem) => reject(new Error(problem.errMsg)),
    })
  })
}

/** Where it can be shown from; null where it is no longer there. */
export const showPicture = async (pictureId: string): Promise<string | null> =>
  isWechat ? pathOf(pictureId) : web.show(pictureId)

export const removePicture = async (pictureId: string): Promise<void> => {
  if (!isWechat) return web.remove(pictureId)
  Taro.getFileSystemManager().unlink({ filePath: pathOf(pictureId), fail: () => {} })
}

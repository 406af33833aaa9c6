/** Takes or chooses one picture and reads it in pieces. */
import Taro from '@tarojs/taro'
import type { ChosenFile } from './choose-file'

/** @returns null where the person changed their mind */
export const choosePicture = async (): Promise<ChosenFile | null> => {
  const chosen = await Taro.chooseImage({ count: 1, sizeType: ['compressed'] }).catch(() => null)
  const file = chosen?.tempFiles[0]
  if (!file) return null
  if (process.env.TARO_ENV === 'h5') {
    const bytes = new Uint8Array(await (await fetch(file.path)).arrayBuffer())
    return {
      name: '照片',
      sizeBytes: bytes.length,
      read: async (start, length) => Taro.arrayBufferToBase64(bytes.slice(start, start + length).buffer),
    }
  }
  return {
    name: '照片',
    sizeBytes: file.size,
    read: (start, length) =>
      new Promise((resolve, reject) => {
        Taro.getFileSystemManager().readFile({
          filePath: file.path,
          encoding: 'base64',
          position: start,
          length,
          success: ({ data }) => resolve(String(data)),
          fail: (problem) => reject(new Error(problem.errMsg)),
        })
      }),
  }
}

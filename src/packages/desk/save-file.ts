/** Hands a file over that the server made: a download in the browser, a file sent to a chat in WeChat. */
import Taro from '@tarojs/taro'

/** @returns false where it could not be handed over */
export const saveFile = async (fileName: string, base64: string): Promise<boolean> => {
  try {
    if (process.env.TARO_ENV === 'h5') {
      const bytes = new Uint8Array(Taro.base64ToArrayBuffer(base64))
      const address = URL.createObjectURL(new Blob([bytes as BlobPart]))
      const link = document.createElement('a')
      link.href = address
      link.download = fileName
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), 10_000)
      return true
    }
    const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`
    Taro.getFileSystemManager().writeFileSync(filePath, base64, 'base64')
    await Taro.shareFileMessage({ filePath, fileName })
    return true
  } catch {
    return false
  }
}

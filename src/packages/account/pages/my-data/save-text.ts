/** Hands a text over as a file: a download in the browser, a file sent to a chat in WeChat. */
import Taro from '@tarojs/taro'

/** @returns false where it could not be handed over */
export const saveText = async (fileName: string, text: string): Promise<boolean> => {
  try {
    if (process.env.TARO_ENV === 'h5') {
      const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
      const link = document.createElement('a')
      link.href = address
      link.download = fileName
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), 10_000)
      return true
    }
    const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`
    Taro.getFileSystemManager().writeFileSync(filePath, text, 'utf8')
    await Taro.shareFileMessage({ filePath, fileName })
    return true
  } catch {
    return false
  }
}

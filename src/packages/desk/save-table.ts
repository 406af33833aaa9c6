/** Hands over an Excel file that came as base64: a download in the browser, opened with its menu in WeChat. */
import Taro from '@tarojs/taro'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** @returns false where it could not be handed over */
export const saveTable = async (fileName: string, base64: string): Promise<boolean> => {
  try {
    if (process.env.TARO_ENV === 'h5') {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      const address = URL.createObjectURL(new Blob([bytes], { type: XLSX }))
      const link = document.createElement('a')
      link.href = address
      link.download = fileName
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), 10_000)
      return true
    }
    const filePath = `${Taro.env.USER_DATA_PATH}/statistics.xlsx`
    Taro.getFileSystemManager().writeFileSync(filePath, base64, 'base64')
    await Taro.openDocument({ filePath, fileType: 'xlsx', showMenu: true })
    return true
  } catch {
    return false
  }
}

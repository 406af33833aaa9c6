/** Chooses one table file and reads it in pieces: an input in browsers, a chat's file in WeChat. */
import Taro from '@tarojs/taro'

export type ChosenFile = {
  name: string
  sizeBytes: number
  /** One piece as base64. */
  read: (start: number, length: number) => Promise<string>
}

/** @returns null where the person changed their mind */
export const chooseTable = (): Promise<ChosenFile | null> =>
  process.env.TARO_ENV === 'h5' ? fromBrowser() : fromChat()

const fromBrowser = async (): Promise<ChosenFile | null> => {
  const file = await new Promise<File | null>((resolve) => {
    document.getElementById('table-input')?.remove()
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'table-input'
    input.accept = '.xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv'
    input.style.display = 'none'
    const answer = (found: File | null) => {
      input.remove()
      resolve(found)
    }
    input.onchange = () => answer(input.files?.[0] ?? null)
    input.oncancel = () => answer(null)
    document.body.append(input)
    input.click()
  })
  if (!file) return null
  return {
    name: file.name,
    sizeBytes: file.size,
    read: (start, length) => toBase64(file.slice(start, start + length)),
  }
}

const toBase64 = (piece: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(piece)
  })

const fromChat = async (): Promise<ChosenFile | null> => {
  const chosen = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx', 'csv'] }).catch(
    () => null,
  )
  const file = chosen?.tempFiles[0]
  if (!file) return null
  return {
    name: file.name,
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

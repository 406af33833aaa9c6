/** The receipt as a picture that a person can keep: code, QR code, and where to ask. */
import { hashWords } from '@contract/report/check-words'
import { formatReceiptCode } from '@contract/report/receipt-code'
import Taro from '@tarojs/taro'
import qrcode from 'qrcode-generator'

export const canvasId = 'receipt-canvas'
const WIDTH = 620
const HEIGHT = 860

/** Where any other scanner leads: the check, with what it needs behind the `#`, which never reaches a server. */
const CHECK = '/packages/report/pages/check/index#'

/** What the QR code says: the code that opens the case, and the hash of its first step to check it by. */
export const receiptText = (code: string, head: string): string => {
  const text = `anxin:receipt:${code}:${head}`
  return process.env.TARO_ENV === 'h5' ? `${window.location.origin}${CHECK}${text}` : text
}

/** The receipt inside a scanned text; null where it is another kind of code. */
export const receiptInText = (text: string): { code: string; head: string | null } | null => {
  const [, code, head = null] = /(?:^|#)anxin:receipt:([0-9A-Z]+)(?::([0-9a-f]{64}))?$/.exec(text) ?? []
  return code === undefined ? null : { code, head }
}

export type ReceiptPicture = {
  code: string
  head: string
  number: string
  schoolName: string
  filedWords: string
}

type Context = CanvasRenderingContext2D

const font = (size: number, weight = 400) =>
  `${weight} ${size}px -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif`

const draw = (context: Context, { code, head, number, schoolName, filedWords }: ReceiptPicture): void => {
  context.fillStyle = '#FFFFFF'
  context.fillRect(0, 0, WIDTH, HEIGHT)
  context.fillStyle = '#0F766E'
  context.fillRect(0, 0, WIDTH, 12)
  context.textAlign = 'center'
  const line = (words: string, y: number, size: number, colour: string, weight = 400) => {
    context.font = font(size, weight)
    context.fillStyle = colour
    context.fillText(words, WIDTH / 2, y, WIDTH - 60)
  }
  line('安心校园 查询码', 80, 30, '#4B5563')
  line(formatReceiptCode(code), 150, 54, '#1F2937', 600)
  drawQr(context, receiptText(code, head), 150, 200, 320)
  line(`${schoolName}　${number}`, 590, 28, '#1F2937')
  line(`${filedWords} 提交`, 636, 26, '#4B5563')
  line(`第 1 条记录的指纹 ${hashWords(head)}`, 680, 26, '#4B5563')
  line('在小程序里选“凭查询码查看”，输入或扫码，', 730, 26, '#4B5563')
  line('不用登录也能看进度、回复老师。', 768, 26, '#4B5563')
  line('请自己收好，不要发给别人。', 820, 26, '#B45309')
}

const drawQr = (context: Context, text: string, left: number, top: number, size: number): void => {
  const code = qrcode(0, 'M')
  code.addData(text, 'Byte')
  code.make()
  const count = code.getModuleCount()
  const cell = Math.floor(size / count)
  const shift = (size - cell * count) / 2
  context.fillStyle = '#1F2937'
  for (let row = 0; row < count; row += 1)
    for (let column = 0; column < count; column += 1)
      if (code.isDark(row, column))
        context.fillRect(left + shift + column * cell, top + shift + row * cell, cell, cell)
}

/** Saves the picture: into the album in WeChat, as a download in a browser. @throws where the person refused */
export const saveReceiptPicture = (picture: ReceiptPicture): Promise<void> =>
  process.env.TARO_ENV === 'h5' ? download(picture) : toAlbum(picture)

const download = async (picture: ReceiptPicture): Promise<void> => {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  draw(context, picture)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('no picture')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `查询码-${picture.number}.png`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

type Node = { width: number; height: number; getContext: (kind: '2d') => Context }

const toAlbum = async (picture: ReceiptPicture): Promise<void> => {
  const canvas = await new Promise<Node>((resolve, reject) => {
    Taro.createSelectorQuery()
      .select(`#${canvasId}`)
      .fields({ node: true, size: true })
      .exec((found: ({ node?: Node } | null)[]) => {
        const node = found[0]?.node
        if (node) resolve(node)
        else reject(new Error('no canvas'))
      })
  })
  canvas.width = WIDTH
  canvas.height = HEIGHT
  draw(canvas.getContext('2d'), picture)
  const { tempFilePath } = await Taro.canvasToTempFilePath({
    canvas: canvas as unknown as Taro.Canvas,
    fileType: 'png',
    destWidth: WIDTH,
    destHeight: HEIGHT,
  })
  await Taro.saveImageToPhotosAlbum({ filePath: tempFilePath })
}

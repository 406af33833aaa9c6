/** A QR code as one crisp picture, the same in WeChat, in the browser and on paper. */
import { Image } from '@tarojs/components'
import qrcode from 'qrcode-generator'
import { useMemo } from 'react'
import { given } from '../given'
import { drawQrCode } from './draw'
import './index.scss'

export type QrCodeProps = {
  id?: string | undefined
  /** What it says; or give `matrix`. */
  text?: string | undefined
  /** Dark modules, row by row, where they were made elsewhere. */
  matrix?: readonly (readonly boolean[])[] | undefined
  /** Edge in px. Default 200. */
  size?: number | undefined
  /** Words for who cannot see it. */
  label: string
}

function matrixOf(text: string): boolean[][] {
  const code = qrcode(0, 'M')
  code.addData(text, 'Byte')
  code.make()
  const count = code.getModuleCount()
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, column) => code.isDark(row, column)),
  )
}

export default function QrCode({ id, text, matrix, size = 200, label }: QrCodeProps) {
  const src = useMemo(() => drawQrCode(matrix ?? matrixOf(text ?? '')), [text, matrix])
  return (
    <Image
      {...given({ id })}
      className="qr-code"
      src={src}
      aria-label={label}
      style={{ width: `${size}px`, height: `${size}px` }}
    />
  )
}

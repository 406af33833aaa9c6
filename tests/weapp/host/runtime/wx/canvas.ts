/** Canvas nodes of type 2d: the browser's own, with the methods WeChat adds. */
import { fromBase64 } from '../../protocol'
import { getTopPage } from '../session'
import type { ApiTable, DirectTable, Options } from './convention'
import { displayUrl, storeTemporary } from './files'

type WxCanvas = HTMLCanvasElement & Record<string, unknown>

/** An image whose `src` may be a file of the phone. */
function createImage(): HTMLImageElement {
  const image = new Image()
  const native = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src')!
  Object.defineProperty(image, 'src', {
    get: () => native.get?.call(image),
    set: (source: string) => native.set?.call(image, displayUrl(source)),
  })
  return image
}

/** Adds what a WeChat canvas node has beyond the browser's. */
export function decorateCanvas(canvas: HTMLCanvasElement): WxCanvas {
  return Object.assign(canvas, {
    createImage,
    createPath2D: (path?: string | Path2D) => new Path2D(path),
    createImageData: (width: number, height: number) => new ImageData(width, height),
    requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
    cancelAnimationFrame: (handle: number) => cancelAnimationFrame(handle),
  }) as unknown as WxCanvas
}

function sourceCanvas({ canvas, canvasId }: Options): HTMLCanvasElement {
  if (canvas instanceof HTMLCanvasElement) return canvas
  const selector = `wx-canvas[canvas-id="${CSS.escape(String(canvasId))}"] canvas, #${CSS.escape(String(canvasId))} canvas`
  const found = getTopPage().box.querySelector<HTMLCanvasElement>(selector)
  if (!found) throw new Error('canvas is empty')
  return found
}

/** Keeps a canvas as a temporary picture. */
export function storeCanvas(canvas: HTMLCanvasElement, fileType = 'png', quality = 0.92): string {
  const isJpeg = fileType === 'jpg'
  const base64 = canvas.toDataURL(isJpeg ? 'image/jpeg' : 'image/png', quality).split(',')[1] ?? ''
  return storeTemporary(fromBase64(base64), isJpeg ? 'jpg' : 'png')
}

function canvasToTempFilePath(options: Options): object {
  const source = sourceCanvas(options)
  const { x = 0, y = 0, width = source.width, height = source.height } = options
  const target = document.createElement('canvas')
  target.width = Number(options.destWidth ?? width)
  target.height = Number(options.destHeight ?? height)
  const area = [x, y, width, height].map(Number) as [number, number, number, number]
  target.getContext('2d')?.drawImage(source, ...area, 0, 0, target.width, target.height)
  return {
    tempFilePath: storeCanvas(target, String(options.fileType ?? 'png'), Number(options.quality ?? 1)),
  }
}

export const canvasApis: ApiTable = { canvasToTempFilePath }

export const canvasDirect: DirectTable = {
  createOffscreenCanvas: ({ width = 300, height = 150 }: { width?: number; height?: number } = {}) =>
    decorateCanvas(Object.assign(document.createElement('canvas'), { width, height })),
}

/** WeChat's length unit: 750 rpx are the whole width of the screen. */

const RPX_PER_VW = 7.5

/** Every `30rpx` in a text becomes `4vw`. */
export function rpxToVw(text: string): string {
  return text.replace(
    /(-?\d*\.?\d+)rpx\b/g,
    (_match, rpx: string) => `${Number((Number(rpx) / RPX_PER_VW).toFixed(5))}vw`,
  )
}

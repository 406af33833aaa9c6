/** A food's word as it is compared: half-width, without spaces, stray signs and the quantity stuck to it. */

/** Half-width signs, no spaces, no invisible signs; brackets of every kind become round ones. */
export const tidyWord = (word: string): string =>
  word
    .slice(0, 200)
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u00A0\u3000\u200B-\u200F\u2060\uFEFF]+/g, '')
    .replace(/[[【〔{]/g, '(')
    .replace(/[\]】〕}]/g, ')')
    .replace(/^[·、,，.。;；:：*#\-—_]+|[·、,，.。;；:：*#\-—_]+$/g, '')
    .toLowerCase()

const MASS = /(\d+(?:\.\d+)?)(kg|千克|公斤|斤|两|g|克|毫升|ml)?/i
const inGrams: Record<string, number> = { kg: 1000, 千克: 1000, 公斤: 1000, 斤: 500, 两: 50 }
/** Pieces that stand where grams should be. */
const MEASURE = /(\d+(?:\.\d+)?|半|一|两|[1-9]\/[1-9])(块|个|只|杯|盒|袋|瓶|片|份|根|枚|勺|包|碗|支|串|听)/

export type Quantity = {
  /** What is left of the word. */
  word: string
  grams: number | null
  measure: string | null
  /** True where a bare number was taken for grams. */
  isBare: boolean
}

/** Splits `酱油3g`, `鸡蛋1个`, `小米8`, `约50克` into word and quantity. */
export const splitQuantity = (text: string): Quantity => {
  const tidy = tidyWord(text)
  const none = { grams: null, measure: null, isBare: false }
  const piece = MEASURE.exec(tidy)
  if (piece) return { ...none, word: rest(tidy, piece), measure: piece[0] }
  const mass = MASS.exec(tidy)
  if (!mass) return { ...none, word: tidy }
  const unit = (mass[2] ?? '').toLowerCase()
  const grams = Math.round(Number(mass[1]) * (inGrams[unit] ?? 1) * 100) / 100
  return { ...none, word: rest(tidy, mass), grams, isBare: unit === '' }
}

const rest = (text: string, match: RegExpExecArray): string =>
  tidyWord(`${text.slice(0, match.index)}${text.slice(match.index + match[0].length)}`)
    .replace(/^约|约$/, '')
    .replace(/\(\)/g, '')

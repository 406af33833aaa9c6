/** The binding code on a class's sheet: four signs that find its row, six that prove it, shown as `K7M4-29XQ8R`. */
import { receiptAlphabet } from '../report/receipt-code'

/** The same thirty signs as a receipt: none that people mix up when they read them aloud. */
export const bindingAlphabet = receiptAlphabet
const handleLength = 4
const secretLength = 6
const length = handleLength + secretLength

/** What a person typed, made comparable: upper case, no spaces, no dashes, full-width signs made plain. */
export const normaliseBindingCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')

/** `K7M429XQ8R` → `K7M4-29XQ8R`. */
export const formatBindingCode = (typed: string): string => {
  const code = normaliseBindingCode(typed)
  return code.length > handleLength ? `${code.slice(0, handleLength)}-${code.slice(handleLength)}` : code
}

/** True where the shape is right; says nothing about whether the code exists. */
export const isBindingCode = (typed: string): boolean => {
  const code = normaliseBindingCode(typed)
  return code.length === length && [...code].every((sign) => bindingAlphabet.includes(sign))
}

/** The part that finds the row in `binding_codes.handle`; `code_hash` is `hashSecret` of the whole normalised code. */
export const bindingHandle = (code: string): string => normaliseBindingCode(code).slice(0, handleLength)

/**
 * A fresh code, without its dash.
 *
 * @param randomBytes at least 20 bytes from a secure source; bytes beyond the alphabet's multiple are skipped
 */
export const makeBindingCode = (randomBytes: Uint8Array): string => {
  const limit = 256 - (256 % bindingAlphabet.length)
  const signs = [...randomBytes]
    .filter((byte) => byte < limit)
    .map((byte) => bindingAlphabet[byte % bindingAlphabet.length])
  if (signs.length < length) throw new Error('makeBindingCode needs more random bytes')
  return signs.slice(0, length).join('')
}

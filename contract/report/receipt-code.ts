/** The receipt code: twelve signs that no one mixes up when read aloud or written down. */

/** 30 signs, without 0/O, 1/I/L and U: 58 bits in twelve. */
export const receiptAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12

/** `K7M429XQ8RTN` → `K7M4 29XQ 8RTN`. */
export const formatReceiptCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ')

/** What a person typed, made comparable: upper case, no spaces or dashes. */
export const normaliseReceiptCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '')

/** True where the shape is right; says nothing about whether the case exists. */
export const isReceiptCode = (typed: string): boolean => {
  const code = normaliseReceiptCode(typed)
  return code.length === length && [...code].every((sign) => receiptAlphabet.includes(sign))
}

/** @param randomBytes at least 24 bytes from a secure source; bytes beyond the alphabet's multiple are skipped */
export const makeReceiptCode = (randomBytes: Uint8Array): string => {
  const limit = 256 - (256 % receiptAlphabet.length)
  const signs = [...randomBytes]
    .filter((byte) => byte < limit)
    .map((byte) => receiptAlphabet[byte % receiptAlphabet.length])
  if (signs.length < length) throw new Error('makeReceiptCode needs more random bytes')
  return signs.slice(0, length).join('')
}

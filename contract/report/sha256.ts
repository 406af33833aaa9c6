/** SHA-256 for the phone, which has no crypto of its own: no BigInt, no TextEncoder, no eval, in slices where it is long. */

/** Fractions of the cube roots of the first 64 primes. @see FIPS 180-4, 4.2.2 */
const K = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
])
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]
const BLOCK = 64

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by))
/** A word of a typed array, which is always there. */
const at = (words: Int32Array, index: number): number => words[index] as number

/** Works one block of 64 bytes into the state. @see FIPS 180-4, 6.2.2 */
const mix = (state: Int32Array, words: Int32Array, bytes: Uint8Array, offset: number): void => {
  const byte = (index: number): number => bytes[offset + index] as number
  for (let i = 0; i < 16; i += 1)
    words[i] = (byte(4 * i) << 24) | (byte(4 * i + 1) << 16) | (byte(4 * i + 2) << 8) | byte(4 * i + 3)
  for (let i = 16; i < 64; i += 1) {
    const near = at(words, i - 2)
    const far = at(words, i - 15)
    const s1 = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10)
    const s0 = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3)
    words[i] = (s1 + at(words, i - 7) + s0 + at(words, i - 16)) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let i = 0; i < 64; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(K, i) + at(words, i)) | 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  const mixed = [a, b, c, d, e, f, g, h]
  for (let i = 0; i < 8; i += 1) state[i] = (at(state, i) + (mixed[i] as number)) | 0
}

export type Hashing = {
  /** Takes the next bytes of what is hashed. */
  add(bytes: Uint8Array): void
  /** Lower-case hex of all that was added. Nothing may be added afterwards. */
  hex(): string
}

/** Hashes what comes in pieces, such as a file. */
export const hashing = (): Hashing => {
  const state = Int32Array.from(START)
  const words = new Int32Array(64)
  const rest = new Uint8Array(BLOCK)
  let held = 0
  let total = 0
  const add = (bytes: Uint8Array): void => {
    total += bytes.length
    let from = 0
    if (held > 0) {
      const taken = Math.min(BLOCK - held, bytes.length)
      rest.set(bytes.subarray(0, taken), held)
      held += taken
      from = taken
      if (held < BLOCK) return
      mix(state, words, rest, 0)
      held = 0
    }
    for (; from + BLOCK <= bytes.length; from += BLOCK) mix(state, words, bytes, from)
    rest.set(bytes.subarray(from))
    held = bytes.length - from
  }
  const hex = (): string => {
    const bits = total * 8
    const tail = new Uint8Array(held < 56 ? BLOCK - held : 2 * BLOCK - held)
    tail[0] = 0x80
    for (let i = 0; i < 8; i += 1) tail[tail.length - 1 - i] = Math.floor(bits / 256 ** i) % 256
    add(tail)
    return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  }
  return { add, hex }
}

/** Text as UTF-8; a lone surrogate becomes U+FFFD, as everywhere. */
export const utf8 = (text: string): Uint8Array => {
  const bytes: number[] = []
  for (const sign of text) {
    const point = sign.codePointAt(0) as number
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else
      bytes.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 63),
        0x80 | ((code >> 6) & 63),
        0x80 | (code & 63),
      )
  }
  return Uint8Array.from(bytes)
}

/** SHA-256 of UTF-8 text as lower-case hex. */
export const sha256 = (text: string): string => {
  const hash = hashing()
  hash.add(utf8(text))
  return hash.hex()
}

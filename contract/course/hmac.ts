/** HMAC-SHA256 for the phone, over its own SHA-256. @see RFC 2104 */
import { hashing, utf8 } from '../report/sha256'

const BLOCK = 64
const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  )

/** Lower-case hex, of UTF-8 text under a UTF-8 key. */
export const hmacSha256 = (key: string, text: string): string => {
  let bytes = utf8(key)
  if (bytes.length > BLOCK) {
    const short = hashing()
    short.add(bytes)
    bytes = bytesOf(short.hex())
  }
  const padded = (mask: number): Uint8Array =>
    Uint8Array.from({ length: BLOCK }, (_, index) => (bytes[index] ?? 0) ^ mask)
  const inner = hashing()
  inner.add(padded(0x36))
  inner.add(utf8(text))
  const outer = hashing()
  outer.add(padded(0x5c))
  outer.add(bytesOf(inner.hex()))
  return outer.hex()
}

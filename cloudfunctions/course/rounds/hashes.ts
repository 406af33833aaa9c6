/** The server's own SHA-256 and HMAC, as the draw's pure code wants them. */
import { createHash, createHmac } from 'node:crypto'
import type { Hashes } from '../../../contract/course/draw-proof'

export const serverHashes: Hashes = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
}

/** Lays a brotli and a gzip copy beside each text file of the web app, so that the server need not press on request. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const WORTH_BYTES = 1_024

export const compressFolder = async (folder) => {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(html|js|css|json|svg|txt)$/.test(name)) continue
    const file = path.join(folder, name)
    const bytes = readFileSync(file)
    if (bytes.length < WORTH_BYTES) continue
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, quality))
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

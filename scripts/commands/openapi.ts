/** `npm run docs:api [FILE]`: the whole contract as OpenAPI, on screen or into a file. */
import { writeFileSync } from 'node:fs'
import { makeOpenApi } from '../../gateway/openapi'
import type { Command } from '../command'

export const printOpenApi: Command = async ([file], say) => {
  const text = JSON.stringify(makeOpenApi(), null, 2)
  if (file) writeFileSync(file, `${text}\n`)
  say(file ? `已写入 ${file}` : text)
}

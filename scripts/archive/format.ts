/** What a backup file holds: gzipped lines of JSON — a head, rows table by table, files, and an end that counts them. */
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { StartProblem } from '../../gateway/start-problem'

export const FORMAT = 1

export type Head = {
  kind: 'head'
  format: number
  madeAt: string
  migrations: { name: string; sha256: string }[]
}
/** Each row is JSON in a string: PostgreSQL wrote it and PostgreSQL reads it, so that no number is rounded on the way. */
export type Rows = { kind: 'rows'; table: string; rows: string[] }
export type FileBytes = { kind: 'file'; key: string; bytes: string }
export type End = { kind: 'end'; rows: number; files: number }
export type Entry = Head | Rows | FileBytes | End

async function* linesOf(file: string): AsyncGenerator<string> {
  const unpacked = createGunzip()
  const source = createReadStream(file)
  source.once('error', (error) => unpacked.destroy(error))
  source.pipe(unpacked)
  unpacked.setEncoding('utf8')
  const parts: string[] = []
  for await (const chunk of unpacked as AsyncIterable<string>) {
    const pieces = chunk.split('\n')
    parts.push(pieces.shift() ?? '')
    for (const piece of pieces) {
      yield parts.splice(0).join('')
      parts.push(piece)
    }
  }
  const rest = parts.join('')
  if (rest !== '') yield rest
}

/** @throws StartProblem where the file is damaged or cut off */
export async function* readEntries(file: string): AsyncGenerator<Entry> {
  const counted = { rows: 0, files: 0 }
  let isWhole = false
  try {
    for await (const line of linesOf(file)) {
      const entry = JSON.parse(line) as Entry
      if (entry.kind === 'rows') counted.rows += entry.rows.length
      if (entry.kind === 'file') counted.files += 1
      if (entry.kind === 'end') isWhole = entry.rows === counted.rows && entry.files === counted.files
      yield entry
    }
  } catch (error) {
    const code = String((error as { code?: unknown } | null)?.code ?? '')
    if (code === 'ENOENT') throw new StartProblem(`找不到备份文件 ${file}。`)
    if (code.startsWith('Z_') || error instanceof SyntaxError)
      throw new StartProblem(`备份文件 ${file} 已损坏或不完整，没有改动任何数据。`, { cause: error })
    throw error
  }
  if (!isWhole) throw new StartProblem(`备份文件 ${file} 已损坏或不完整，没有改动任何数据。`)
}

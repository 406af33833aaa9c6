/** Comma- or tab-separated text as rows of cells; quotes as Excel writes them. */
import { Unreadable } from './zip'

/** Text of a CSV file in UTF-8 or GB18030, as Excel and WPS save it. @throws Unreadable where it is no text */
export const decodeText = (bytes: Buffer): string => {
  if (bytes.subarray(0, 4096).includes(0)) throw new Unreadable('not text')
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // The next encoding is tried.
    }
  }
  throw new Unreadable('text in an unknown encoding')
}

/** Rows one by one; a quoted cell may hold commas, quotes and line breaks. */
export function* parseCsv(text: string): Generator<string[]> {
  const separator = text.slice(0, 2_000).includes('\t') ? '\t' : ','
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      at += 1
      while (at < text.length) {
        const quote = text.indexOf('"', at)
        cell += text.slice(at, quote < 0 ? text.length : quote)
        at = quote < 0 ? text.length : quote + 1
        if (text[at] !== '"') break
        cell += '"'
        at += 1
      }
    }
    const start = at
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1
    row.push(cell + text.slice(start, at))
    if (text[at] === separator) {
      at += 1
      if (at === text.length) row.push('')
      continue
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    at += 1
    yield row
    row = []
  }
  if (row.length > 0) yield row
}

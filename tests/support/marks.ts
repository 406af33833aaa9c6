/** Marker words for every free text of the contract, and the search for them in whatever form they might be stored. */
import { constants, createInflateRaw } from 'node:zlib'
import { type InputOf, type RouteName, routes } from '../../contract/routes'

/** Every marker of a written word holds this; evidence and names have stems of their own. */
export const STEM = '隐显藏露'
export const EVIDENCE_STEM = 'KX7QZ-EVIDENCE-W4VT'
export const NAME_STEM = '欧阳隐名'

type Def = {
  type: string
  format?: string
  shape?: Record<string, Schema>
  innerType?: Schema
  element?: Schema
  options?: Schema[]
  checks?: { _zod: { def: { check: string } } }[]
}
type Schema = { _zod: { def: Def } }

/** Strings without a pattern that carry no words of a person: made by the server, or looked up by it. */
const codes = new Set(['receiptCode', 'base64', 'cursor', 'ruleId'])
const wrappers = new Set(['nullable', 'optional', 'default', 'prefault', 'readonly'])
const wordless = new Set(['number', 'int', 'boolean', 'enum', 'literal', 'null'])

const isFreeText = ({ type, format, checks = [] }: Def): boolean =>
  type === 'string' && format === undefined && !checks.some(({ _zod }) => _zod.def.check === 'string_format')

const textsWithin = ({ _zod: { def } }: Schema, path: string): string[] => {
  if (isFreeText(def)) return codes.has(path.split('.').pop() ?? '') ? [] : [path]
  if (def.type === 'string' || wordless.has(def.type)) return []
  if (def.type === 'object')
    return Object.entries(def.shape ?? {}).flatMap(([key, inner]) => textsWithin(inner, `${path}.${key}`))
  if (def.type === 'array' && def.element) return textsWithin(def.element, path)
  if (def.type === 'union') return (def.options ?? []).flatMap((option) => textsWithin(option, path))
  if (wrappers.has(def.type) && def.innerType) return textsWithin(def.innerType, path)
  throw new Error(`${path} is a ${def.type}: say here whether words of a person can stand in it`)
}

/** Every input of a function's routes that takes words of a person, as `report.writeNote.text`. */
export const freeTexts = (functionName: string): string[] =>
  (Object.keys(routes) as RouteName[])
    .filter((name) => name.startsWith(`${functionName}.`))
    .flatMap((name) => textsWithin(routes[name].input as unknown as Schema, name))

const unwrapped = (schema: Schema): Schema =>
  wrappers.has(schema._zod.def.type) && schema._zod.def.innerType
    ? unwrapped(schema._zod.def.innerType)
    : schema

export class Marks {
  /** Markers by the input that they were given to. */
  readonly given = new Map<string, string[]>()
  #serial = 0

  #next(path: string): string {
    const mark = `${STEM}${String(++this.#serial).padStart(3, '0')}号记下的话${this.#serial * 7919}`
    this.given.set(path, [...(this.given.get(path) ?? []), mark])
    return mark
  }

  /** The input, with a fresh marker in each free text of the route, those that are added to it later too. */
  fill<N extends RouteName>(name: N, input: Partial<InputOf<N>>): Omit<InputOf<N>, 'requestId'> {
    return this.#filled(routes[name].input as unknown as Schema, input, name) as InputOf<N>
  }

  #filled(schema: Schema, value: unknown, path: string): unknown {
    const { _zod } = unwrapped(schema)
    const isOpen = textsWithin({ _zod }, path).length > 0
    if (isFreeText(_zod.def)) return isOpen ? this.#next(path) : value
    if (_zod.def.type !== 'object' || value === null || value === undefined) return value
    const filled = Object.entries(_zod.def.shape ?? {}).map(([key, inner]) => {
      const held = (value as Record<string, unknown>)[key]
      return [key, this.#filled(inner, held, `${path}.${key}`)] as const
    })
    return Object.fromEntries(filled.filter(([, held]) => held !== undefined))
  }

  all(): string[] {
    return [...this.given.values()].flat()
  }
}

const utf16be = (word: string): Buffer => Buffer.from(word, 'utf16le').swap16()

/** Base64 of the word wherever it stands in a longer text: without the signs that its neighbours share. */
const base64Forms = (bytes: Buffer): string[] =>
  [0, 1, 2].map((offset) => {
    const coded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    const from = Math.ceil((offset * 8) / 6)
    return coded.slice(from, Math.floor(((offset + bytes.length) * 8) / 6))
  })

/** The forms in which a program may have written a word down. */
const formsOf = (word: string | Buffer): Buffer[] => {
  const raws =
    typeof word === 'string' ? [Buffer.from(word), Buffer.from(word, 'utf16le'), utf16be(word)] : [word]
  const written = raws.flatMap((raw) => [
    raw.toString('hex'),
    raw.toString('hex').toUpperCase(),
    ...base64Forms(raw),
    ...base64Forms(raw).map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ])
  if (typeof word === 'string') {
    const units = [...word].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
    written.push(encodeURIComponent(word), encodeURIComponent(word).toLowerCase(), units, units.toUpperCase())
    // Inside JSON inside JSON.
    written.push(units.replaceAll('\\', '\\\\'))
  }
  return [...raws, ...new Set(written)].map((form) => Buffer.from(form))
}

/** Beyond this a stream is no page, log or picture; it is refused aloud rather than searched in part. */
const MOST_UNPACKED = 256 * 1024 * 1024

/** Where the deflated bytes of a gzip stream begin: behind its header, name and comment. */
const behindGzipHeader = (bytes: Buffer): number => {
  const flags = bytes[3] ?? 0
  let at = 10
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0)
  for (const flag of [8, 16]) if (flags & flag) at = bytes.indexOf(0, at) + 1 || bytes.length
  return flags & 2 ? at + 2 : at
}

/** The signs of packed streams, and where their deflated bytes begin. */
const packings: { sign: Buffer; behindHeader: (bytes: Buffer) => number }[] = [
  { sign: Buffer.from([0x1f, 0x8b, 8]), behindHeader: behindGzipHeader },
  ...[0x01, 0x5e, 0x9c, 0xda].map((level) => ({ sign: Buffer.from([0x78, level]), behindHeader: () => 2 })),
  {
    sign: Buffer.from('PK\x03\x04'),
    behindHeader: (bytes) =>
      bytes.length < 30 ? bytes.length : 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28),
  },
]

/** What a packed stream holds as far as it can be read: what follows its end, or is broken in it, ends it. */
const inflated = (bytes: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    const stream = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH })
    stream.on('data', (part: Buffer) => {
      parts.push(part)
      size += part.length
      if (size <= MOST_UNPACKED) return
      reject(new Error('a packed stream is too long to be searched'))
      stream.destroy()
    })
    stream.on('error', () => stream.destroy())
    stream.on('close', () => resolve(Buffer.concat(parts)))
    stream.end(bytes)
  })

/** Streams packed in streams are followed so far: an Excel file in a backup, say. */
const DEPTH = 3
/** Shorter than this, what a chance sign unpacked holds no marker word. */
const LEAST = 8

/** What packed streams within hold; their beginnings are found by their signs, wherever they stand. */
const unpacked = async (bytes: Buffer, depth = DEPTH): Promise<Buffer[]> => {
  const found: Buffer[] = []
  for (const { sign, behindHeader } of packings)
    for (
      let at = bytes.indexOf(sign);
      at !== -1 && at < bytes.length - LEAST;
      at = bytes.indexOf(sign, at + 1)
    ) {
      const tail = bytes.subarray(at)
      const held = await inflated(tail.subarray(behindHeader(tail)))
      if (held.length < LEAST) continue
      found.push(held)
      if (depth > 1) found.push(...(await unpacked(held, depth - 1)))
    }
  return found
}

/** Binary columns as they stand in a table's JSON. */
const binaries = (rows: string): Buffer =>
  Buffer.concat(
    [...rows.matchAll(/\\\\x((?:[0-9a-f]{2})+)/g)].map(([, hex]) => Buffer.from(hex ?? '', 'hex')),
  )

/** All bytes that a thief would search in a heap: as they are, the binary ones decoded, the packed ones unpacked. */
export const layersOf = async (heap: Buffer | string): Promise<Buffer[]> => {
  const bytes = Buffer.from(heap)
  const plain = typeof heap === 'string' ? [bytes, binaries(heap)] : [bytes]
  return [...plain, ...(await Promise.all(plain.map((layer) => unpacked(layer)))).flat()]
}

/** Whether a word stands in a heap in any form. */
export const holds = (layers: readonly Buffer[], word: string | Buffer): boolean => {
  const forms = formsOf(word)
  return layers.some((layer) => forms.some((form) => layer.includes(form)))
}

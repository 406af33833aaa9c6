/** Looks into an .xlsx without trusting it: what it says it holds, and what it really holds, both within bounds. */
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw)

const PARTS_LIMIT = 2_000

export class Unreadable extends Error {}

type Part = { name: string; method: number; packed: Buffer; declared: number }

const listParts = (bytes: Buffer): Part[] => {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length) throw new Unreadable('no end of central directory')
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  if (count > PARTS_LIMIT) throw new Unreadable('too many parts')
  const parts: Part[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50)
      throw new Unreadable('broken directory')
    const packedLength = bytes.readUInt32LE(at + 20)
    const nameLength = bytes.readUInt16LE(at + 28)
    const start = bytes.readUInt32LE(at + 42)
    if (start + 30 > bytes.length) throw new Unreadable('a part outside the file')
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
    if (from + packedLength > bytes.length) throw new Unreadable('a part outside the file')
    parts.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.subarray(from, from + packedLength),
      declared: bytes.readUInt32LE(at + 24),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return parts
}

/**
 * The XML parts of a workbook, unpacked on zlib's own threads.
 *
 * @param limitBytes that all parts together may take
 * @returns part name → bytes
 * @throws Unreadable where it is no zip, is broken, is locked with a password, or unpacks beyond the limit
 */
export const unpackWorkbook = async (
  bytes: Buffer,
  limitBytes: number,
): Promise<ReadonlyMap<string, Buffer>> => {
  const parts = listParts(bytes).filter((part) => /\.(xml|rels)$/.test(part.name))
  if (parts.reduce((sum, part) => sum + part.declared, 0) > limitBytes) throw new Unreadable('too large')
  const unpacked = new Map<string, Buffer>()
  for (const part of parts) {
    if (part.method !== 0 && part.method !== 8) throw new Unreadable('packed in an unknown way')
    const content =
      part.method === 0
        ? part.packed
        : await inflate(part.packed, { maxOutputLength: Math.max(1, part.declared) }).catch(() => {
            throw new Unreadable('broken, or larger than it says')
          })
    if (content.length !== part.declared) throw new Unreadable('not the size it says')
    unpacked.set(part.name, content)
  }
  return unpacked
}

/**
 * The parts as a zip that is not packed: the reading library then gets only bytes that were checked,
 * and starts no threads of its own to unpack them (those break once the function is minified).
 */
export const storeParts = (parts: ReadonlyMap<string, Buffer>): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of parts) {
    const label = Buffer.from(name)
    // Version, flags, method, time, sum, packed, unpacked, length of the name, length of the extras.
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt32LE(content.length, 14)
    fields.writeUInt32LE(content.length, 18)
    fields.writeUInt16LE(label.length, 22)
    bodies.push(Buffer.from('PK\x03\x04'), fields, label, content)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), fields, place, label)
    at += 30 + label.length + content.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listing, end])
}

/** EBML, the tree that WebM is written in: elements read within bounds, and written anew. */
import { FileRefused } from '../file-refusal'

export type Element = {
  id: number
  /** Where its content begins and ends; an end that the writer left open is its parent's. */
  from: number
  to: number
  isOpen: boolean
}

/** More elements than a recording that fits has; what is made of nothing but elements is refused before it costs anything. */
const MOST_ELEMENTS = 400_000

/** Counts the elements of one file. */
export type Budget = { left: number }
export const newBudget = (): Budget => ({ left: MOST_ELEMENTS })

const lengthOf = (first: number): number => Math.clz32(first) - 23

/** @returns the number and the bytes it took. @throws FileRefused */
const readSize = (bytes: Buffer, at: number, end: number): { value: number; length: number } => {
  const first = bytes[at] ?? 0
  const length = lengthOf(first)
  if (length > 8 || at + length > end) throw new FileRefused('truncated')
  let value = first & (0xff >> length)
  let isOpen = value === 0xff >> length
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0
    isOpen &&= byte === 0xff
    value = value * 256 + byte
  }
  return { value: isOpen ? Number.POSITIVE_INFINITY : value, length }
}

/** @throws FileRefused where it does not fit into what holds it */
export const readElement = (bytes: Buffer, at: number, end: number, budget: Budget): Element => {
  budget.left -= 1
  if (budget.left < 0) throw new FileRefused('elements')
  const idLength = lengthOf(bytes[at] ?? 0)
  if (idLength > 4 || at + idLength >= end) throw new FileRefused('truncated')
  const id = bytes.readUIntBE(at, idLength)
  const size = readSize(bytes, at + idLength, end)
  const from = at + idLength + size.length
  const isOpen = size.value === Number.POSITIVE_INFINITY
  const to = isOpen ? end : from + size.value
  if (to > end) throw new FileRefused('truncated')
  return { id, from, to, isOpen }
}

/** The children of an element whose length is known. */
export const childrenOf = (bytes: Buffer, parent: Element, budget: Budget): Element[] => {
  const children: Element[] = []
  for (let at = parent.from; at < parent.to; ) {
    const child = readElement(bytes, at, parent.to, budget)
    if (child.isOpen) throw new FileRefused('an open end where none may be')
    children.push(child)
    at = child.to
  }
  return children
}

export const readUnsigned = (bytes: Buffer, { from, to }: Element): number => {
  if (to - from > 6) throw new FileRefused('number')
  return to === from ? 0 : bytes.readUIntBE(from, to - from)
}

const idBytes = (id: number): Buffer => {
  const length = id > 0xff_ffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1
  const bytes = Buffer.alloc(length)
  bytes.writeUIntBE(id, 0, length)
  return bytes
}

/** An element with its length written out. */
export const element = (id: number, ...content: readonly Buffer[]): Buffer[] => {
  const length = content.reduce((sum, part) => sum + part.length, 0)
  const size = Buffer.alloc(length < 127 ? 1 : 5)
  if (size.length === 1) size[0] = 0x80 | length
  else {
    size[0] = 0x08
    size.writeUInt32BE(length, 1)
  }
  return [idBytes(id), size, ...content]
}

export const unsigned = (value: number): Buffer => {
  const bytes = Buffer.alloc(6)
  bytes.writeUIntBE(value, 0, 6)
  return bytes
}

export const float = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}

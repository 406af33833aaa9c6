/** How the sound and the film of an MP4 are coded: what a decoder needs stays, makers' names and the rest go. */
import { FileRefused } from '../file-refusal'
import { assertLength, type Box, type BoxBudget, blank, boxesIn } from './boxes'
import type { Ranges } from './mp4-samples'
import { type UnitCoding, unitCodingIn } from './mp4-units'

export type Track = {
  id: number
  kind: 'sound' | 'film'
  /** Ticks of a second. */
  scale: number
  /** Ticks that its fragments last. */
  ticks: number
  defaultDuration: number
  defaultSize: number
  /** Of a film whose frames may carry texts; null of anything else. */
  units: UnitCoding | null
  /** Where its samples lie. */
  samples: Ranges
}

const filmCodings = new Set(['avc1', 'avc3', 'hvc1', 'hev1', 'vp08', 'vp09', 'av01', 'mp4v', 's263'])
const soundCodings = new Set(['mp4a', 'Opus', 'alac', 'samr', 'sawb', 'ac-3', 'ec-3', 'fLaC'])
const kept = new Set([
  ...['avcC', 'hvcC', 'vpcC', 'av1C', 'esds', 'dOps', 'alac', 'damr', 'dac3', 'dec3', 'dfLa', 'd263'],
  ...['pasp', 'clap', 'btrt', 'fiel', 'colr', 'chan', 'chnl', 'wave', 'frma', 'enda', 'mp4a', '\0\0\0\0'],
])
const FILM_BYTES = 78
const SOUND_BYTES = 28
const DEEPEST = 3

const cleanInside = (bytes: Buffer, from: number, to: number, budget: BoxBudget, depth: number): void => {
  if (depth > DEEPEST) throw new FileRefused('too deep')
  for (const box of boxesIn(bytes, from, to, budget)) {
    // A colour profile carries texts of its maker; four numbers do not.
    const isProfile =
      box.type === 'colr' && !/^ncl[cx]$/.test(bytes.toString('latin1', box.from, box.from + 4))
    if (!kept.has(box.type) || isProfile) blank(bytes, box)
    else if (box.type === 'wave') cleanInside(bytes, box.from, box.to, budget, depth + 1)
    else if (box.type === 'damr') bytes.fill(0, box.from, Math.min(box.from + 4, box.to))
  }
}

const cleanFilm = (bytes: Buffer, entry: Box, budget: BoxBudget): UnitCoding | null => {
  assertLength(entry, FILM_BYTES)
  bytes.fill(0, entry.from + 8, entry.from + 24)
  bytes.fill(0, entry.from + 42, entry.from + 74)
  cleanInside(bytes, entry.from + FILM_BYTES, entry.to, budget, 0)
  return unitCodingIn(bytes, entry.from + FILM_BYTES, entry.to, budget)
}

const cleanSound = (bytes: Buffer, entry: Box, budget: BoxBudget): null => {
  assertLength(entry, SOUND_BYTES)
  const version = bytes.readUInt16BE(entry.from + 8)
  const length = SOUND_BYTES + (version === 1 ? 16 : version === 2 ? 36 : 0)
  assertLength(entry, length)
  bytes.fill(0, entry.from + 10, entry.from + 16)
  cleanInside(bytes, entry.from + length, entry.to, budget, 0)
  return null
}

/**
 * @param table the track's `stbl`
 * @returns how its units are told apart, where they are; undefined where it is coded in a way that is not taken in
 */
export const cleanCodings = (
  bytes: Buffer,
  table: Box,
  kind: 'sound' | 'film',
  budget: BoxBudget,
): { units: UnitCoding | null } | undefined => {
  const list = boxesIn(bytes, table.from, table.to, budget).find(({ type }) => type === 'stsd')
  if (!list) return
  assertLength(list, 8)
  const entries = boxesIn(bytes, list.from + 8, list.to, budget)
  const known = kind === 'film' ? filmCodings : soundCodings
  if (entries.length === 0 || entries.some(({ type }) => !known.has(type))) return
  const units = entries.map((entry) => (kind === 'film' ? cleanFilm : cleanSound)(bytes, entry, budget))
  return { units: units[0] ?? null }
}

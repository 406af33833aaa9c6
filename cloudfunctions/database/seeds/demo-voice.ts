/** A recording for the demo: a hum made by rule, in words' rhythm, so that a player has something to play and nobody's voice is in it. */

const RATE = 8_000
const SYLLABLES_A_SECOND = 4

/** Speech-like: a low tone that wanders, louder and softer as syllables come and go. */
const sampleAt = (index: number): number => {
  const seconds = index / RATE
  const syllable = seconds * SYLLABLES_A_SECOND
  const loudness = Math.sin(Math.PI * (syllable % 1)) * (Math.floor(syllable) % 5 === 4 ? 0 : 1)
  const pitch = 190 + 30 * Math.sin(seconds * 2.3) + 15 * Math.sin(seconds * 5.1)
  const turn = 2 * Math.PI * pitch * seconds
  return Math.round(6_000 * loudness * (Math.sin(turn) + 0.4 * Math.sin(2 * turn)))
}

/** A WAV of so many seconds, one channel of 16 bits. */
export const demoVoice = (seconds: number): Buffer => {
  const count = seconds * RATE
  const data = Buffer.alloc(count * 2)
  for (let index = 0; index < count; index += 1) data.writeInt16LE(sampleAt(index), index * 2)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8, 'latin1')
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(RATE * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(data.length, 40)
  return Buffer.concat([head, data])
}

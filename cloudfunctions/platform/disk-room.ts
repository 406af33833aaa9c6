/** How much room an embedded store's disk has left. PGlite never returns from the statement for which it cannot make its next
 * 16 MB of log, and the whole process with it: we stop writing, and then asking, while there is room for that. */
import { statfsSync } from 'node:fs'

export type DiskRoom = 'enough' | 'to read' | 'none'

const MB = 1024 * 1024
/** The largest transaction, an import of a roster, with its log. */
const TO_WRITE_BYTES = 64 * MB
/** Reading writes a little log too: rows that nobody needs any more are cleared away. */
const TO_READ_BYTES = 24 * MB

/** @param folder on the disk that is asked about */
export const diskRoomAt = (folder: string): DiskRoom => {
  try {
    const { bavail, bsize } = statfsSync(folder)
    const free = bavail * bsize
    return free >= TO_WRITE_BYTES ? 'enough' : free >= TO_READ_BYTES ? 'to read' : 'none'
  } catch {
    // A disk that does not tell is used as before.
    return 'enough'
  }
}

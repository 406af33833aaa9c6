/** A place for a picture on its way. */
import { randomUUID } from 'node:crypto'
import { isPerson } from '../platform/actor'
import { AppError } from '../platform/errors'
import type { Context, Handler } from '../platform/handler'
import { countAttempt } from '../platform/limits'
import { addressKeyOf, newDataKey, ownerKeyOf, place } from './seal'
import { countOpenUploads, insertUpload } from './upload-queries'

/** Bytes of a piece: callFunction carries less than 100 KB of text, HTTP much more. */
export const chunkBytesFor = ({ caller }: Context): number => (caller.source === 'cloud' ? 60_000 : 512_000)

const OPEN_UPLOADS = 30
const ANONYMOUS_UPLOADS_AN_HOUR = 120

export const beginUpload: Handler<'report.beginUpload'> = {
  roles: ['anyone'],
  async run(context, input) {
    const { actor, db, now, services } = context
    await assertMayUpload(context)
    const uploadId = randomUUID()
    const { wrapped, version } = newDataKey(services, place.uploadKey(uploadId))
    const chunkBytes = chunkBytesFor(context)
    await insertUpload(
      db,
      {
        id: uploadId,
        size_bytes: input.sizeBytes,
        chunk_bytes: chunkBytes,
        data_key_wrapped: wrapped,
        key_version: version,
      },
      ownerKeyOf(actor, services),
      now,
    )
    return { uploadId, chunkBytes }
  },
}

/** A person has so many open at once; those without a session share an owner, so their address is counted instead. */
const assertMayUpload = async ({ actor, caller, db, now, services }: Context): Promise<void> => {
  if (isPerson(actor)) {
    if ((await countOpenUploads(db, ownerKeyOf(actor, services))) >= OPEN_UPLOADS)
      throw new AppError('request.too_many')
    return
  }
  const count = await countAttempt(db, `upload:${addressKeyOf(services, caller.address)}`, 60, now)
  if (count > ANONYMOUS_UPLOADS_AN_HOUR) throw new AppError('request.too_many')
}

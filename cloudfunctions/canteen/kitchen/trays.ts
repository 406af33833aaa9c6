/** A photo of the real tray: rid of place, time and device, one for each meal, for those who may read the menu. */
import { randomUUID } from 'node:crypto'
import { dayInChina } from '../../../contract/china-time'
import { AppError, notFound, refuseField } from '../../platform/errors'
import { cleanPicture, PictureRefused } from '../../platform/files/picture'
import type { Handler } from '../../platform/handler'
import { readerPosts, requireKeeper, requireReader } from '../policy'
import { deletePhoto, findPhoto, replacePhoto } from './queries'
import { partBytesFor, takeUpload } from './uploads'

export const saveTray: Handler<'canteen.saveTray'> = {
  roles: ['canteen_manager'],
  async run(context, { schoolId, uploadId, servedOn, meal }) {
    const { actor, afterCommit, db, now, services } = context
    const { userId } = requireKeeper(actor, schoolId)
    if (servedOn > dayInChina(now)) throw refuseField('servedOn', '还没有到这一天，不能放当天的照片')
    const bytes = await takeUpload(context, schoolId, uploadId, 'tray')
    const picture = await cleanPicture(bytes).catch((error: unknown) => {
      throw error instanceof PictureRefused ? new AppError('file.kind_refused') : error
    })
    const id = randomUUID()
    const storageKey = `trays/${id}`
    await services.files.put(storageKey, picture.bytes)
    const { photo, replacedKey } = await replacePhoto(
      db,
      {
        schoolId,
        servedOn,
        meal,
        id,
        mime: picture.mime,
        sizeBytes: picture.bytes.length,
        storageKey,
        takenBy: userId,
      },
      now,
    )
    if (replacedKey !== null) afterCommit(() => services.files.remove(replacedKey))
    return { photoId: photo.id, takenAt: photo.taken_at.toISOString() }
  },
}

export const removeTray: Handler<'canteen.removeTray'> = {
  roles: ['canteen_manager'],
  async run({ actor, afterCommit, db, services }, { schoolId, servedOn, meal }) {
    requireKeeper(actor, schoolId)
    const storageKey = await deletePhoto(db, schoolId, servedOn, meal)
    if (storageKey !== undefined) afterCommit(() => services.files.remove(storageKey))
    return { done: true }
  },
}

export const readTray: Handler<'canteen.readTray'> = {
  roles: ['guardian', 'student', 'bureau_officer', ...readerPosts],
  async run(context, { schoolId, photoId, part }) {
    const { actor, db, services } = context
    requireReader(actor, schoolId)
    const photo = await findPhoto(db, schoolId, photoId)
    if (!photo) throw notFound()
    const bytes = await services.files.get(photo.storage_key)
    const size = partBytesFor(context)
    const parts = Math.ceil(bytes.length / size)
    if (part >= parts) throw notFound()
    return {
      mime: photo.mime,
      base64: bytes.subarray(part * size, (part + 1) * size).toString('base64'),
      parts,
    }
  },
}

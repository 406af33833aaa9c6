/** Sends a file to the canteen function in pieces, one after the other. */
import { call, newRequestId } from '@/api/call'

type Source = { sizeBytes: number; read: (start: number, length: number) => Promise<string> }

/** @returns the upload's id. @throws CallError as `call` does */
export const sendPieces = async (
  schoolId: number,
  kind: 'menu' | 'tray',
  source: Source,
): Promise<string> => {
  const { sizeBytes, read } = source
  const begun = { requestId: newRequestId(), schoolId, kind, sizeBytes }
  const { uploadId, chunkBytes } = await call('canteen.beginUpload', begun)
  for (let index = 0; index * chunkBytes < sizeBytes; index += 1) {
    const start = index * chunkBytes
    const base64 = await read(start, Math.min(chunkBytes, sizeBytes - start))
    await call('canteen.putChunk', { requestId: newRequestId(), schoolId, uploadId, index, base64 })
  }
  return uploadId
}

/** Where an upload lies: numbered pieces while it comes in, then one whole. */

export const pieceKey = (uploadId: string, index: number): string => `uploads/${uploadId}/${index}`
export const wholeKey = (uploadId: string): string => `uploads/${uploadId}/whole`

export const pieceCount = (sizeBytes: number, chunkBytes: number): number => Math.ceil(sizeBytes / chunkBytes)

/** Every piece of an upload, whether it arrived or not; removing one that is missing is fine. */
export const pieceKeys = (uploadId: string, sizeBytes: number, chunkBytes: number): string[] =>
  Array.from({ length: pieceCount(sizeBytes, chunkBytes) }, (_, index) => pieceKey(uploadId, index))

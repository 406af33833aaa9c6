/** Pictures that prove what was done: chosen, sent at once, and attached when the letter goes out. */
import { useState } from 'react'
import { asProblem } from '@/api/use-load'
import ImageGrid from '@/components/image-grid'
import { chooseMedia, showMedia } from '@/outbox/media-store'
import { type Attachment, dropUpload, newAttachment, percentSent, sendAttachment } from '@/outbox/upload'

/** Pictures with one closing. */
const MOST = 9

export const useProof = () => {
  const [pictures, setPictures] = useState<Attachment[]>([])
  const [shown, setShown] = useState<Record<string, string>>({})
  const put = (next: Attachment) =>
    setPictures((before) => before.map((one) => (one.mediaId === next.mediaId ? next : one)))
  const send = (picture: Attachment) =>
    sendAttachment(picture, put).catch((reason: unknown) =>
      put({ ...picture, problem: asProblem(reason).message }),
    )
  const add = async () => {
    for (const kept of (await chooseMedia(MOST - pictures.length)).kept) {
      const picture = newAttachment(kept)
      setPictures((before) => [...before, picture])
      void showMedia(picture).then(
        (src) => src && setShown((before) => ({ ...before, [picture.mediaId]: src })),
      )
      void send(picture)
    }
  }
  const remove = (mediaId: string) => {
    const gone = pictures.find((one) => one.mediaId === mediaId)
    if (gone) dropUpload(gone)
    setPictures((before) => before.filter((one) => one.mediaId !== mediaId))
  }
  const retry = (mediaId: string) => {
    const again = pictures.find((one) => one.mediaId === mediaId)
    if (again) void send({ ...again, problem: '' })
  }
  return {
    pictures,
    shown,
    add,
    remove,
    retry,
    isSending: pictures.some(({ isDone }) => !isDone),
    uploadIds: pictures.flatMap(({ isDone, uploadId }) => (isDone && uploadId !== null ? [uploadId] : [])),
  }
}

export default function ProofPick({ proof }: { proof: ReturnType<typeof useProof> }) {
  return (
    <ImageGrid
      id="proof"
      images={proof.pictures.map((picture, index) => ({
        id: picture.mediaId,
        src: proof.shown[picture.mediaId] ?? '',
        alt: `第 ${index + 1} 份凭证`,
        progress: percentSent(picture),
        failed: picture.problem !== '',
      }))}
      max={MOST}
      onAdd={() => void proof.add()}
      onRemove={proof.remove}
      onRetry={proof.retry}
    />
  )
}

/** Pictures and films of a handler: chosen, sent at once, and attached when the letter, the reply or the note goes out. */
import { useState } from 'react'
import { asProblem } from '@/api/use-load'
import ImageGrid from '@/components/image-grid'
import { chooseMedia, showMedia } from '@/outbox/media-store'
import { type Attachment, dropUpload, newAttachment, percentSent, sendAttachment } from '@/outbox/upload'

/** With one step. */
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
    /** They went out with a step: the next one starts without. */
    clear: () => setPictures([]),
    isSending: pictures.some(({ isDone }) => !isDone),
    uploadIds: pictures.flatMap(({ isDone, uploadId }) => (isDone && uploadId !== null ? [uploadId] : [])),
  }
}

export type ProofPickProps = {
  /** Default `proof`. */
  id?: string
  /** What each is called for who cannot see it. Default 凭证. */
  name?: string
  proof: ReturnType<typeof useProof>
}

export default function ProofPick({ id = 'proof', name = '凭证', proof }: ProofPickProps) {
  return (
    <ImageGrid
      id={id}
      images={proof.pictures.map((picture, index) => ({
        id: picture.mediaId,
        src: proof.shown[picture.mediaId] ?? '',
        alt: `第 ${index + 1} 份${name}`,
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

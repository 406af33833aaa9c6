/** Pictures and films of a handler: chosen, sent at once, and attached when the letter, the reply or the note goes out. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import { asProblem } from '@/api/use-load'
import ImageGrid from '@/components/image-grid'
import MediaPlayer from '@/components/media-player'
import Notice from '@/components/notice'
import { chooseMedia, showMedia } from '@/outbox/media-store'
import { type Attachment, dropUpload, newAttachment, percentSent, sendAttachment } from '@/outbox/upload'

/** With one step. */
const MOST = 9

export const useProof = () => {
  const [pictures, setPictures] = useState<Attachment[]>([])
  const [shown, setShown] = useState<Record<string, string>>({})
  const [tooLarge, setTooLarge] = useState(0)
  const put = (next: Attachment) =>
    setPictures((before) => before.map((one) => (one.mediaId === next.mediaId ? next : one)))
  const send = (picture: Attachment) =>
    sendAttachment(picture, put).catch((reason: unknown) =>
      put({ ...picture, problem: asProblem(reason).message }),
    )
  const add = async () => {
    const chosen = await chooseMedia(MOST - pictures.length)
    setTooLarge(chosen.tooLarge)
    for (const kept of chosen.kept) {
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
    /** How many of those chosen last were left out for their size. */
    tooLarge,
    add,
    remove,
    retry,
    /** They went out with a step: the next one starts without. */
    clear: () => {
      setPictures([])
      setTooLarge(0)
    },
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
  const films = proof.pictures.filter(({ kind }) => kind === 'video')
  const pictures = proof.pictures.filter(({ kind }) => kind !== 'video')
  return (
    <View className="stack">
      {films.map((film, index) => (
        <MediaPlayer
          key={film.mediaId}
          id={`${id}-film-${index + 1}`}
          kind="video"
          label={films.length > 1 ? `视频 ${index + 1}` : '视频'}
          durationSeconds={film.durationSeconds}
          source={async () => (await showMedia(film)) ?? Promise.reject(new Error('gone'))}
          progress={percentSent(film)}
          failed={film.problem !== ''}
          onRetry={() => proof.retry(film.mediaId)}
          onRemove={() => proof.remove(film.mediaId)}
        />
      ))}
      <ImageGrid
        id={id}
        images={pictures.map((picture, index) => ({
          id: picture.mediaId,
          src: proof.shown[picture.mediaId] ?? '',
          alt: `第 ${index + 1} 份${name}`,
          progress: percentSent(picture),
          failed: picture.problem !== '',
        }))}
        max={MOST - films.length}
        onAdd={() => void proof.add()}
        onRemove={proof.remove}
        onRetry={proof.retry}
      />
      {proof.tooLarge > 0 && (
        <Notice id={`${id}-too-large`} tone="warning">
          {`有 ${proof.tooLarge} 个文件超过 20 MB，没有加进来。视频请剪短一些，或用清晰度低一点的再选。`}
        </Notice>
      )}
    </View>
  )
}

/** Pictures and films that go with a report or a reply: looked at again, taken out, and how far each has got. */
import { maxFiles } from '@contract/report/report'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import ImageGrid from '@/components/image-grid'
import MediaPlayer from '@/components/media-player'
import Notice from '@/components/notice'
import { showMedia } from '@/outbox/media-store'
import { type Attachment, percentSent } from '@/outbox/upload'
import type { FileQueue } from './file-queue'

export type MediaListProps = {
  files: readonly Attachment[]
  /** How many more may be added; voices count too. */
  room: number
  queue: FileQueue
}

/** Where each picture can be shown from, once that is known. */
const useShownPictures = (pictures: readonly Attachment[]): Record<string, string> => {
  const [shown, setShown] = useState<Record<string, string>>({})
  const ids = pictures.map(({ mediaId }) => mediaId).join(',')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is another array at every drawing
  useEffect(() => {
    for (const picture of pictures)
      void showMedia(picture).then((src) => {
        const { mediaId } = picture
        if (src) setShown((before) => ({ ...before, [mediaId]: before[mediaId] ?? src }))
      })
  }, [ids])
  return shown
}

export default function MediaList({ files, room, queue }: MediaListProps) {
  const pictures = files.filter(({ kind }) => kind === 'picture')
  const films = files.filter(({ kind }) => kind === 'video')
  const shown = useShownPictures(pictures)
  const [tooLarge, setTooLarge] = useState(0)
  const add = async () => setTooLarge(await queue.addMedia(room))
  return (
    <View className="stack">
      {films.map((film, index) => (
        <MediaPlayer
          key={film.mediaId}
          id={`film-${index + 1}`}
          kind="video"
          label={films.length > 1 ? `视频 ${index + 1}` : '视频'}
          durationSeconds={film.durationSeconds}
          source={async () => (await showMedia(film)) ?? Promise.reject(new Error('gone'))}
          progress={percentSent(film)}
          failed={film.problem !== ''}
          onRetry={() => queue.retry(film.mediaId)}
          onRemove={() => queue.remove(film.mediaId)}
        />
      ))}
      <ImageGrid
        id="picture"
        images={pictures.map((picture, index) => ({
          id: picture.mediaId,
          src: shown[picture.mediaId] ?? '',
          alt: `第 ${index + 1} 张图片`,
          progress: percentSent(picture),
          failed: picture.problem !== '',
        }))}
        max={pictures.length + room}
        add={`图片或视频 ${maxFiles - room}/${maxFiles}`}
        onAdd={() => void add()}
        onRemove={queue.remove}
        onRetry={queue.retry}
      />
      {tooLarge > 0 && (
        <Notice id="files-too-large" tone="warning">
          {`有 ${tooLarge} 个文件超过 20 MB，没有加进来。可以拍一段短一点的视频，别的都在。`}
        </Notice>
      )}
    </View>
  )
}

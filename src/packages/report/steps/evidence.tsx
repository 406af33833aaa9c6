/** Step 4: pictures and short films, which go up one by one while the rest is being written. */
import { maxFiles } from '@contract/report/report'
import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import Card from '@/components/card'
import ImageGrid from '@/components/image-grid'
import MediaPlayer from '@/components/media-player'
import Notice from '@/components/notice'
import SectionTitle from '@/components/section-title'
import { showToast } from '@/components/toast'
import type { Draft } from '@/outbox/draft'
import { showMedia } from '@/outbox/media-store'
import { type Attachment, percentSent } from '@/outbox/upload'
import { formOf } from '../kinds'
import { addMedia, removeFromDraft, retryFile } from '../writing'

export type EvidenceProps = { draft: Draft; you: '你' | '您' }

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

export default function Evidence({ draft, you }: EvidenceProps) {
  const pictures = draft.files.filter(({ kind }) => kind === 'picture')
  const films = draft.files.filter(({ kind }) => kind === 'video')
  const shown = useShownPictures(pictures)
  const problem = draft.files.find((one) => one.problem !== '')?.problem
  const room = maxFiles - draft.files.length
  const add = async () => {
    const tooLarge = await addMedia(room)
    if (tooLarge > 0) showToast('单个文件不能超过 20 MB，请选短一点的视频')
  }
  return (
    <>
      <SectionTitle
        large
        title="有图片或视频吗"
        sub={`${formOf(draft.kind).pictures}加密保存，拍摄的时间、地点会先去掉，只有处理的人能看。`}
      />
      <Card>
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
              onRetry={() => retryFile(film.mediaId)}
              onRemove={() => removeFromDraft(film.mediaId)}
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
            add={`图片或视频 ${draft.files.length}/${maxFiles}`}
            onAdd={() => void add()}
            onRemove={removeFromDraft}
            onRetry={retryFile}
          />
        </View>
      </Card>
      {problem && <Notice tone="warning">{`${problem}不用等，提交时会接着传。`}</Notice>}
      <Notice>{`拍照时请先保证${you}是安全的。不要为了拍照再去惹对方。`}</Notice>
    </>
  )
}

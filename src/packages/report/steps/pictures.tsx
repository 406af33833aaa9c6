/** Step 4: pictures, which go up one by one while the rest is being written. */
import { maxFiles } from '@contract/report/report'
import { useEffect, useState } from 'react'
import Card from '@/components/card'
import ImageGrid from '@/components/image-grid'
import Notice from '@/components/notice'
import SectionTitle from '@/components/section-title'
import type { Draft } from '@/outbox/draft'
import { showPicture } from '@/outbox/picture-store'
import { percentSent } from '@/outbox/upload'
import { addPictures, removeFromDraft, retryPicture } from '../writing'

export type PicturesProps = { draft: Draft; you: '你' | '您' }

/** Where each picture can be shown from, once that is known. */
export const useShownPictures = (draft: Draft): Record<string, string> => {
  const [shown, setShown] = useState<Record<string, string>>({})
  const ids = draft.pictures.map(({ pictureId }) => pictureId).join(',')
  useEffect(() => {
    for (const pictureId of ids.split(',').filter(Boolean))
      void showPicture(pictureId).then((src) => {
        if (src) setShown((before) => ({ ...before, [pictureId]: before[pictureId] ?? src }))
      })
  }, [ids])
  return shown
}

export default function Pictures({ draft, you }: PicturesProps) {
  const shown = useShownPictures(draft)
  const problem = draft.pictures.find((one) => one.problem !== '')?.problem
  return (
    <>
      <SectionTitle
        large
        title="有图片吗"
        sub={`聊天截图、受伤或损坏的照片都可以，没有就直接下一步。图片加密保存，只有经办老师能看。`}
      />
      <Card>
        <ImageGrid
          id="picture"
          images={draft.pictures.map((picture, index) => ({
            id: picture.pictureId,
            src: shown[picture.pictureId] ?? '',
            alt: `第 ${index + 1} 张图片`,
            progress: percentSent(picture),
            failed: picture.problem !== '',
          }))}
          max={maxFiles}
          onAdd={() => void addPictures(maxFiles - draft.pictures.length)}
          onRemove={removeFromDraft}
          onRetry={retryPicture}
        />
      </Card>
      {problem && <Notice tone="warning">{`${problem}不用等，提交时会接着传。`}</Notice>}
      <Notice>{`拍照时请先保证${you}是安全的。不要为了拍照再去惹对方。`}</Notice>
    </>
  )
}

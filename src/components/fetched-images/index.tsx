/** Pictures that have to be fetched one by one before they can be shown; one that does not come can be asked for again. */
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import ImageGrid from '../image-grid'

export type FetchedImagesProps = {
  /** Each picture's id is this and its own, with a dash between. */
  id?: string | undefined
  fileIds: readonly string[]
  /** Where a picture can be shown from. */
  fetch: (fileId: string) => Promise<string>
}

type Shown = { src: string; failed: boolean }

export default function FetchedImages({ id, fileIds, fetch }: FetchedImagesProps) {
  const [shown, setShown] = useState<Record<string, Shown>>({})
  const latest = useRef(fetch)
  latest.current = fetch
  const names = fileIds.join(',')

  const ask = useRef((fileId: string) => {
    const put = (one: Shown) => setShown((before) => ({ ...before, [fileId]: one }))
    latest.current(fileId).then(
      (src) => put({ src, failed: false }),
      () => put({ src: '', failed: true }),
    )
  }).current
  useEffect(() => {
    for (const fileId of names.split(',').filter(Boolean)) ask(fileId)
  }, [names, ask])

  if (fileIds.length === 0) return null
  const urls = fileIds.flatMap((fileId) => shown[fileId]?.src || [])
  return (
    <ImageGrid
      id={id}
      images={fileIds.map((fileId, index) => ({
        id: fileId,
        src: shown[fileId]?.src ?? '',
        alt: `第 ${index + 1} 张图片`,
        failed: shown[fileId]?.failed,
      }))}
      onRetry={ask}
      onOpen={(fileId) => {
        const current = shown[fileId]?.src
        if (current) void Taro.previewImage({ urls, current }).catch(() => {})
      }}
    />
  )
}

/** Pictures that have to be fetched one by one before they can be shown; one that does not come can be asked for again. */
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import FileMark, { type MarkOfFile } from '../file-mark'
import ImageGrid from '../image-grid'
import './index.scss'

export type FetchedImagesProps = {
  /** Each picture's id is this and its own, with a dash between. */
  id?: string | undefined
  fileIds: readonly string[]
  /** Where a picture can be shown from. */
  fetch: (fileId: string) => Promise<string>
  /** What was found out about a picture once it was there. */
  markOf?: ((fileId: string) => MarkOfFile | undefined) | undefined
}

type Shown = { src: string; failed: boolean }

export default function FetchedImages({ id, fileIds, fetch, markOf }: FetchedImagesProps) {
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
    <View className="fetched-images">
      <ImageGrid
        id={id}
        images={fileIds.map((fileId, index) => ({
          id: fileId,
          src: shown[fileId]?.src ?? '',
          alt: `第 ${index + 1} 张图片`,
          failed: shown[fileId]?.failed,
          failedWords: '没有打开',
          mark: markOf?.(fileId)?.tone,
        }))}
        onRetry={ask}
        onOpen={(fileId) => {
          const current = shown[fileId]?.src
          if (current) void Taro.previewImage({ urls, current }).catch(() => {})
        }}
      />
      {linesOf(fileIds, markOf).map(({ mark, which }) => (
        <FileMark key={mark.words} {...mark} which={which} />
      ))}
    </View>
  )
}

/** One line for all pictures of which the same was found out. */
const linesOf = (
  fileIds: readonly string[],
  markOf: FetchedImagesProps['markOf'],
): { mark: MarkOfFile; which: string | undefined }[] => {
  const found = new Map<string, { mark: MarkOfFile; places: number[] }>()
  for (const [index, fileId] of fileIds.entries()) {
    const mark = markOf?.(fileId)
    if (!mark) continue
    const line = found.get(mark.words) ?? { mark, places: [] }
    found.set(mark.words, { mark, places: [...line.places, index + 1] })
  }
  return [...found.values()].map(({ mark, places }) => ({
    mark,
    which:
      fileIds.length === 1
        ? undefined
        : places.length === fileIds.length
          ? `${places.length} 张图片`
          : `第 ${places.join('、')} 张`,
  }))
}

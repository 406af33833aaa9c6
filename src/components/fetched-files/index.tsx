/** Pictures, voices and films that have to be fetched before they can be seen; a recording is fetched when it is played. */
import { View } from '@tarojs/components'
import FetchedImages from '../fetched-images'
import type { MarkOfFile } from '../file-mark'
import MediaPlayer from '../media-player'
import './index.scss'

export type FetchedFile = {
  fileId: string
  kind: 'picture' | 'voice' | 'video'
  durationSeconds: number | null
}

export type FetchedFilesProps = {
  /** Each file's id is this and its own, with a dash between. */
  id?: string | undefined
  files: readonly FetchedFile[]
  /** Where a file can be shown or played from. */
  fetch: (fileId: string) => Promise<string>
  /** What was found out about a file once it was there. */
  markOf?: ((fileId: string) => MarkOfFile | undefined) | undefined
}

const names = { voice: '录音', video: '视频' }

export default function FetchedFiles({ id, files, fetch, markOf }: FetchedFilesProps) {
  const recordings = files.flatMap(({ fileId, kind, durationSeconds }) =>
    kind === 'picture' ? [] : [{ fileId, kind, durationSeconds }],
  )
  return (
    <View className="fetched-files">
      {recordings.map(({ fileId, kind, durationSeconds }) => {
        const same = recordings.filter((one) => one.kind === kind)
        const place = same.findIndex((one) => one.fileId === fileId) + 1
        return (
          <MediaPlayer
            key={fileId}
            id={id && `${id}-${fileId}`}
            kind={kind}
            label={same.length > 1 ? `${names[kind]} ${place}` : names[kind]}
            durationSeconds={durationSeconds}
            source={() => fetch(fileId)}
            mark={markOf?.(fileId)}
          />
        )
      })}
      <FetchedImages
        id={id}
        fileIds={files.flatMap(({ fileId, kind }) => (kind === 'picture' ? [fileId] : []))}
        fetch={fetch}
        markOf={markOf}
      />
    </View>
  )
}

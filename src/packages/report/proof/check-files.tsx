/** Files on the check's page: under the step that brought them, and in a line that says how many were measured. */
import { View } from '@tarojs/components'
import FetchedFiles from '@/components/fetched-files'
import ListRow from '@/components/list-row'
import type { CheckFiles } from './use-check-files'

export function StepFiles({ seq, files }: { seq: number; files: CheckFiles }) {
  const mine = files.known.filter((file) => file.seq === seq)
  if (mine.length === 0) return null
  return (
    <View className="report-pictures">
      <FetchedFiles
        id="checked-file"
        files={mine.map(({ fileId, kind }) => ({ fileId, kind, durationSeconds: null }))}
        fetch={files.marks.open}
        markOf={(fileId) => files.marks.markOf({ fileId, seq })}
      />
    </View>
  )
}

const sizeWords = (bytes: number): string =>
  bytes < 1_000_000
    ? `约 ${Math.max(1, Math.round(bytes / 1000))} KB`
    : `约 ${(bytes / 1_000_000).toFixed(1)} MB`

export function ComparedFiles({ files }: { files: CheckFiles }) {
  const { counts, older, at } = files
  if (counts.all + older === 0) return null
  const isDone = counts.all > 0 && counts.waiting === 0
  const before = older > 0 ? `${older} 个文件早于核对功能，没有核对。` : ''
  if (counts.all === 0) return <ListRow id="compared-files" icon="info" title="文件没有核对" sub={before} />
  return (
    <ListRow
      id="compared-files"
      icon={isDone ? 'check-circle' : 'info'}
      tone={isDone ? 'ok' : 'safety'}
      title={
        isDone
          ? `${counts.fits} 个文件，和记下时一样`
          : `${counts.all} 个文件，还有 ${counts.waiting} 个没有打开核对`
      }
      sub={
        at
          ? `正在核对第 ${at.number} 个，共 ${at.of} 个…`
          : isDone
            ? `照片、录音、视频的内容都在这台设备上重新算过。${before}`
            : `点这里都核对一遍，${sizeWords(files.waitingBytes)}。${before}`
      }
      onPress={isDone ? undefined : () => void files.checkAll()}
    />
  )
}

/** The numbers to ring, there without a network: asked for, or brought up by a word of danger. */
import { type CrisisHit, crisisSentence, linesFor } from '@contract/report/crisis-words'
import { View } from '@tarojs/components'
import Button from '@/components/button'
import Sheet from '@/components/sheet'
import UrgentLines from './urgent-lines'

export type DangerSheetProps = {
  open: boolean
  /** The word that brought it up; null where the person asked for it. */
  hit: CrisisHit | null
  /** Whose lines stand below the national ones; null where the school is not known. */
  schoolId?: number | null
  you: '你' | '您'
  onClose: () => void
}

export default function DangerSheet({ open, hit, schoolId = null, you, onClose }: DangerSheetProps) {
  return (
    <Sheet
      id="danger-sheet"
      open={open}
      title={`${you}现在安全吗`}
      sub={crisisSentence(hit, you)}
      foot={
        <>
          <Button id="danger-safe" kind="quiet" onPress={onClose}>
            {`我现在安全，继续写`}
          </Button>
          <View className="note center">{`没有网络也能打。打不打由${you}决定。`}</View>
        </>
      }
    >
      <UrgentLines lines={linesFor(hit)} schoolId={schoolId} you={you} />
    </Sheet>
  )
}

/** What was found out about a file, in a line under it. */
import { Text, View } from '@tarojs/components'
import { given } from '../given'
import Icon from '../icon'
import './index.scss'

export type FileMarkTone = 'ok' | 'danger' | 'plain'

/** A finding about one file; `words` stand alone as a sentence. */
export type MarkOfFile = { tone: FileMarkTone; words: string }

export type FileMarkProps = MarkOfFile & {
  id?: string | undefined
  /** Which of several files it is about. */
  which?: string | undefined
}

export const markIcons = { ok: 'check-circle', danger: 'alert', plain: 'info' } as const

export default function FileMark({ id, tone, words, which }: FileMarkProps) {
  return (
    <View {...given({ id })} className={`file-mark file-mark--${tone}`}>
      <Icon name={markIcons[tone]} size="s" />
      <Text className="file-mark__words">{which ? `${which}：${words}` : words}</Text>
    </View>
  )
}

/** One message: mine right, theirs left, a note for colleagues on dashed slate. */
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classNames } from '../class-names'
import { given } from '../given'
import Icon from '../icon'
import Tag from '../tag'
import './index.scss'

export type ChatMessageProps = {
  id?: string | undefined
  /** Whose it is; `note` is seen by colleagues only and says so. */
  kind: 'mine' | 'theirs' | 'note'
  /** Who wrote it. */
  from: string
  /** When, in words, and whether it was read. */
  time: string
  isNew?: boolean | undefined
  /** Said on a note. Default 举报人看不到. */
  seenBy?: string | undefined
  children: ReactNode
}

export default function ChatMessage({ id, kind, from, time, isNew, seenBy, children }: ChatMessageProps) {
  const who = (
    <>
      <Text>{from}</Text>
      <View className="chat-message__sep" />
      <Text>{time}</Text>
    </>
  )
  return (
    <View {...given({ id })} className={classNames('chat-message', `chat-message--${kind}`)}>
      <View className="chat-message__who">
        {kind === 'note' ? (
          <>
            <Icon name="lock" size="s" />
            <Text className="chat-message__kind">内部备注</Text>
            <Text>{seenBy ?? '举报人看不到'}</Text>
            <View className="chat-message__end">{who}</View>
          </>
        ) : (
          who
        )}
        {isNew && <Tag tone="brand">新消息</Tag>}
      </View>
      <View className="chat-message__words">{children}</View>
    </View>
  )
}

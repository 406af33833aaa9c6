/** Where one answers, at the bottom of a conversation: grows with the words, one button sends. */
import { Textarea, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { given } from '../given'
import IconButton from '../icon-button'
import './index.scss'

export type ReplyBoxProps = {
  /** The writing; the button's id is this with `-send`. */
  id?: string | undefined
  value: string
  onChange: (value: string) => void
  /** 回复周老师 */
  placeholder: string
  onSend: () => void
  /** Being sent: cannot be pressed again. */
  sending?: boolean | undefined
  /** Most characters. Default 1000. */
  maxLength?: number | undefined
  /** Before the box: hold to talk, a picture. */
  start?: ReactNode
  /** Under the box: where the draft is kept, who will read it. */
  note?: string | undefined
}

export default function ReplyBox(props: ReplyBoxProps) {
  const { id, value, onChange, placeholder, onSend, sending, maxLength = 1000, start, note } = props
  return (
    <View className="reply-box">
      <View className="reply-box__line">
        {start}
        <Textarea
          {...given({ id })}
          className="reply-box__control"
          placeholderClass="reply-box__placeholder"
          aria-label={placeholder}
          placeholder={placeholder}
          value={value}
          maxlength={maxLength}
          autoHeight
          cursorSpacing={16}
          disableDefaultPadding
          onInput={(event) => onChange(event.detail.value)}
        />
        <IconButton
          id={id && `${id}-send`}
          icon="arrow-up"
          label={sending ? '正在发送' : '发送'}
          kind="solid"
          disabled={Boolean(sending) || value.trim() === ''}
          onPress={onSend}
        />
      </View>
      {note && <View className="reply-box__note">{note}</View>}
    </View>
  )
}

/** Where the reporter answers the school: keeps its words, sends them once. */
import { Textarea, View } from '@tarojs/components'
import { useState } from 'react'
import { classNames } from '@/components/class-names'
import Icon from '@/components/icon'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'

export type ReplyBoxProps = {
  value: string
  /** Whom it goes to: 周老师. */
  to: string
  sending: boolean
  problem: string
  onChange: (value: string) => void
  onSend: () => void
}

export default function ReplyBox({ value, to, sending, problem, onChange, onSend }: ReplyBoxProps) {
  const [focused, setFocused] = useState(false)
  const isEmpty = value.trim() === ''
  return (
    <>
      {problem && (
        <Notice id="reply-problem" tone="warning">
          {problem}
        </Notice>
      )}
      <View className="report-reply">
        <View className={classNames('report-reply__box', focused && 'is-focused')}>
          <Textarea
            id="reply-input"
            className="report-reply__input"
            value={value}
            maxlength={2000}
            autoHeight
            disableDefaultPadding
            showConfirmBar={false}
            cursorSpacing={16}
            placeholderClass="report-reply__hint"
            placeholder={`回复${to}`}
            aria-label={`回复${to}`}
            onInput={(event) => onChange(event.detail.value)}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
          />
        </View>
        <Pressable
          id="reply-send"
          className="report-reply__send"
          label={sending ? '正在发送' : '发送'}
          disabled={isEmpty || sending}
          onPress={onSend}
        >
          <Icon name={sending ? 'hourglass' : 'arrow-up'} />
        </Pressable>
      </View>
    </>
  )
}

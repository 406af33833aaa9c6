/** Where the reporter answers the school, in words, by voice, with pictures or films: all of it kept, sent once. */
import { maxFiles } from '@contract/report/report'
import { Textarea, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { classNames } from '@/components/class-names'
import Icon from '@/components/icon'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import MediaList from './media-list'
import { isEmpty, type Reply, replyFiles } from './reply-draft'
import Voice from './voice'

export type ReplyBoxProps = {
  reply: Reply
  /** Whom it goes to: 周老师. */
  to: string
  you: '你' | '您'
  sending: boolean
  problem: string
  onChange: (value: string) => void
  onSend: () => void
}

export default function ReplyBox({ reply, to, you, sending, problem, onChange, onSend }: ReplyBoxProps) {
  const [focused, setFocused] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const isBlank = isEmpty(reply)
  const wasSending = useRef(false)
  useEffect(() => {
    if (wasSending.current && !sending && isBlank) setOpen(false)
    wasSending.current = sending
  }, [sending, isBlank])
  const { files, recording } = reply
  const room = maxFiles - files.length
  const stays = files.length > 0 || recording !== null
  const fileProblem = files.find((one) => one.problem !== '')?.problem
  return (
    <>
      {problem && (
        <Notice id="reply-problem" tone="warning">
          {problem}
        </Notice>
      )}
      {(isOpen || stays) && (
        <View id="reply-files" className="report-reply-files">
          <Voice
            voices={files.filter(({ kind }) => kind === 'voice')}
            room={room}
            queue={replyFiles}
            you={you}
          />
          <MediaList files={files.filter(({ kind }) => kind !== 'voice')} room={room} queue={replyFiles} />
          {fileProblem && <Notice tone="warning">{`${fileProblem}发送时会接着传。`}</Notice>}
        </View>
      )}
      <View className="report-reply">
        <Pressable
          id="reply-more"
          className="report-reply__more"
          label={isOpen || stays ? '收起录音、图片和视频' : '加录音、图片或视频'}
          disabled={stays || sending}
          onPress={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen || stays ? 'chevron-down' : 'plus'} />
        </Pressable>
        <View className={classNames('report-reply__box', focused && 'is-focused')}>
          <Textarea
            id="reply-input"
            className="report-reply__input"
            value={reply.text}
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
          disabled={isBlank || recording !== null || sending}
          onPress={onSend}
        >
          <Icon name={sending ? 'hourglass' : 'arrow-up'} />
        </Pressable>
      </View>
    </>
  )
}

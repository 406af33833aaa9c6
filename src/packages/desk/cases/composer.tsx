/** Where a handler writes: to the reporter, or a note that only colleagues see; the words stay until they are sent. */
import { View } from '@tarojs/components'
import { useEffect, useRef } from 'react'
import Button from '@/components/button'
import Notice from '@/components/notice'
import Tabs from '@/components/tabs'
import TextArea from '@/components/text-area'
import ProofPick, { useProof } from './proof-pick'
import { type CaseDesk, type Mode, useKept } from './use-case'

export type ComposerProps = {
  desk: CaseDesk
  caseId: string
  mode: Mode
  onMode: (mode: Mode) => void
  /** The reporter may be written to: the case is this handler's and open. */
  canReply: boolean
  wide: boolean
  onSent?: (() => void) | undefined
}

const tabs: { key: Mode; label: string }[] = [
  { key: 'reply', label: '回复举报人' },
  { key: 'note', label: '写内部备注' },
]

export default function Composer(props: ComposerProps) {
  const { desk, caseId, mode, onMode, canReply, wide, onSent } = props
  const [reply, keepReply] = useKept(`desk-reply:${caseId}`, '')
  const [note, keepNote] = useKept(`desk-note:${caseId}`, '')
  const withReply = useProof()
  const withNote = useProof()
  const shown: Mode = canReply ? mode : 'note'
  const files = shown === 'reply' ? withReply : withNote
  const words = shown === 'reply' ? reply : note
  const isEmpty = words.trim() === ''
  const isBusy = desk.doing !== null

  const send = async (isQuestion: boolean) => {
    if (isEmpty || isBusy || files.isSending) return
    const isDone =
      shown === 'reply'
        ? await desk.reply(reply, isQuestion, files.uploadIds)
        : await desk.note(note, files.uploadIds)
    if (!isDone) return
    files.clear()
    if (shown === 'reply') keepReply(null)
    else keepNote(null)
    onSent?.()
  }
  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5') return
    const onKey = (event: KeyboardEvent) => {
      const isInside = (event.target as HTMLElement | null)?.closest('.composer')
      if (isInside && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void latest.current(false)
    }
    // On the way down: Taro's textarea lets no key come up.
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])

  return (
    <View className="composer">
      {desk.problem && (
        <Notice id="case-problem" tone="warning">
          {desk.problem.message}
        </Notice>
      )}
      <Tabs
        id="composer"
        label="写给谁"
        items={canReply ? tabs : tabs.slice(1)}
        current={shown}
        onSelect={onMode}
      />
      <TextArea
        id={shown === 'reply' ? 'reply-input' : 'note-input'}
        label={shown === 'reply' ? '回复举报人' : '写内部备注'}
        value={words}
        onChange={shown === 'reply' ? keepReply : keepNote}
        placeholder={
          shown === 'reply'
            ? '写给举报人，用他看得懂的话。不要提到是谁反映的。'
            : '只有一起处理的人可见，举报人看不到。'
        }
        maxLength={2000}
        rows={wide ? 2 : 4}
        counted={words.length > 1800}
      />
      {files.pictures.length > 0 && (
        <ProofPick id={`${shown}-file`} name={shown === 'reply' ? '附件' : '备注附件'} proof={files} />
      )}
      <View className="composer__foot">
        <View className="note grow">
          {files.isSending
            ? '附件还在上传，请稍等'
            : isEmpty
              ? shown === 'reply'
                ? '举报人只看到您的姓，例如“李老师”'
                : '备注也会记进处理记录，不能删改'
              : wide
                ? '草稿已保存 · Ctrl+Enter 发送'
                : '草稿已保存'}
        </View>
        {files.pictures.length === 0 && (
          <Button
            id={`${shown}-attach`}
            kind="plain"
            size="small"
            icon="image"
            label="添加图片或视频"
            onPress={() => void files.add()}
          >
            附件
          </Button>
        )}
        {shown === 'reply' && (
          <Button
            id="send-question"
            kind="outline"
            size="small"
            disabled={isEmpty || isBusy || files.isSending}
            onPress={() => void send(true)}
          >
            请举报人补充
          </Button>
        )}
        <Button
          id={shown === 'reply' ? 'reply-send' : 'note-send'}
          size="small"
          loading={isBusy && !isEmpty}
          disabled={isEmpty || files.isSending}
          onPress={() => void send(false)}
        >
          {shown === 'reply' ? '发送回复' : '记下备注'}
        </Button>
      </View>
    </View>
  )
}

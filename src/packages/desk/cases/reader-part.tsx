/** What somebody may do who reads a case beside its desk: asked in by its handler, or because it is late. */
import { View } from '@tarojs/components'
import { useState } from 'react'
import Dialog from '@/components/dialog'
import Icon, { type IconName } from '@/components/icon'
import Notice from '@/components/notice'
import Pressable from '@/components/pressable'
import SectionTitle from '@/components/section-title'
import { showToast } from '@/components/toast'
import type { DeedName } from './deeds'
import type { CaseData, CaseDesk } from './use-case'

export type ReaderPartProps = {
  data: CaseData
  desk: CaseDesk
  onDeed: (deed: DeedName) => void
  /** They have left, and see the case no longer. */
  onGone: () => void
}

const words = ({ seat, handler, state }: CaseData): string => {
  const who = handler ? `由${handler.name}办理` : '还没有人接手'
  if (seat === 'team') return `同事请您一起处理，${who}。您能看、能写备注；回复举报人、定级和结案由经办人做。`
  const late = `这件个案超过了时限，${who}。`
  if (state === 'closed' || state === 'withdrawn') return '这件个案超过过时限，已经办完。'
  return `${late}您能看、能写备注，也可以交给别的经办人；每次查看都有记录。`
}

export default function ReaderPart({ data, desk, onDeed, onGone }: ReaderPartProps) {
  const [isLeaving, setLeaving] = useState(false)
  const isOpen = data.state !== 'closed' && data.state !== 'withdrawn'
  const leave = async () => {
    const isDone = await desk.leave(() => {
      showToast('已退出，这件个案您不再看到', { done: true })
      onGone()
    })
    if (!isDone) setLeaving(false)
  }
  const row = (id: string, icon: IconName, title: string, press: () => void) => (
    <Pressable id={id} className="next-steps__one" onPress={press}>
      <View className="next-steps__icon">
        <Icon name={icon} size="s" />
      </View>
      <View className="grow">{title}</View>
      <Icon name="chevron-right" size="s" className="tone-hint" />
    </Pressable>
  )
  return (
    <View className="side__part">
      <SectionTitle title={data.seat === 'team' ? '您在一起处理' : '报到您这里'} />
      <Notice id="reader-words" tone="info">
        {words(data)}
      </Notice>
      <View className="next-steps">
        {data.canReassign &&
          isOpen &&
          row('next-reassign', 'swap', data.handler ? '交给别的经办人' : '交给一位经办人', () =>
            onDeed('reassign'),
          )}
        {data.seat === 'team' && row('leave-team', 'undo', '不再参与', () => setLeaving(true))}
      </View>
      <Dialog
        id="leave-dialog"
        open={isLeaving}
        title="不再参与这件个案？"
        confirm="退出"
        loading={desk.doing === 'leave'}
        onConfirm={() => void leave()}
        onCancel={() => setLeaving(false)}
      >
        退出以后，您看不到这件个案。您写过的备注会留下，举报人会知道您不再参与。需要时经办人可以再请您。
      </Dialog>
    </View>
  )
}

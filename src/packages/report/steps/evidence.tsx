/** Step 4: pictures and short films, which go up one by one while the rest is being written. */
import { maxFiles } from '@contract/report/report'
import Card from '@/components/card'
import Notice from '@/components/notice'
import SectionTitle from '@/components/section-title'
import type { Draft } from '@/outbox/draft'
import { formOf } from '../kinds'
import MediaList from '../media-list'
import { draftFiles } from '../writing'

export type EvidenceProps = { draft: Draft; you: '你' | '您' }

export default function Evidence({ draft, you }: EvidenceProps) {
  const problem = draft.files.find((one) => one.problem !== '')?.problem
  return (
    <>
      <SectionTitle
        large
        title="有图片或视频吗"
        sub={`${formOf(draft.kind).pictures}加密保存，拍摄的时间、地点会先去掉，只有处理的人能看。`}
      />
      <Card>
        <MediaList
          files={draft.files.filter(({ kind }) => kind !== 'voice')}
          queue={draftFiles}
          room={maxFiles - draft.files.length}
        />
      </Card>
      {problem && <Notice tone="warning">{`${problem}不用等，提交时会接着传。`}</Notice>}
      <Notice>{`拍照时请先保证${you}是安全的。不要为了拍照再去惹对方。`}</Notice>
    </>
  )
}

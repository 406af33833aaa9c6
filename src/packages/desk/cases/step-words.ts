/** Steps of a case as the desk says them. */
import type { TimelineEntry } from '@contract/report/report'

const words: Record<TimelineEntry['kind'], string> = {
  filed: '收到举报',
  accepted: '受理',
  investigating: '启动调查',
  waiting_reporter: '请举报人补充',
  school_message: '回复举报人',
  reporter_message: '举报人发来消息',
  note: '写内部备注',
  reassigned: '转交',
  level_set: '定级',
  closed: '结案',
  reopened: '重新办理',
}

export const deskStepWords = ({ kind, text }: TimelineEntry): string =>
  (kind === 'level_set' || kind === 'reassigned') && text !== '' && text.length <= 20
    ? `${words[kind]}：${text}`
    : words[kind]

/** Steps that carry words of one side to the other, shown as conversation. */
export const isTalk = ({ kind }: TimelineEntry): boolean =>
  kind === 'school_message' ||
  kind === 'reporter_message' ||
  kind === 'note' ||
  kind === 'waiting_reporter' ||
  kind === 'closed' ||
  kind === 'reopened'

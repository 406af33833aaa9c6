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
  asking: '结案说明已发出，征求意见',
  satisfied: '举报人表示已解决',
  unsatisfied: '举报人表示没有解决',
  appealed: '举报人申请复核',
  withdrawn: '举报人撤回',
  message_withdrawn: '举报人撤回一条消息',
  warned: '时限提醒',
  climbed: '超时上报',
  paused: '暂停时限',
  resumed: '恢复时限',
  guardians_told: '告知双方监护人',
  authority_told: '依法报告',
  team_joined: '加入办理',
  team_left: '退出办理',
  moved_to_bureau: '移交教育局',
  handler_excluded: '回避',
  identity_asked: '申请查看身份',
  identity_approved: '批准查看身份',
  identity_refused: '不批准查看身份',
  identity_opened: '查看身份',
  name_opened: '举报人公开姓名',
  name_sealed: '举报人之后不具名',
}

export const deskStepWords = ({ kind, text }: TimelineEntry): string =>
  (kind === 'level_set' || kind === 'reassigned' || kind === 'handler_excluded') &&
  text !== '' &&
  text.length <= 20
    ? `${words[kind]}：${text}`
    : words[kind]

/** Steps that carry words of one side to the other, shown as conversation. */
export const isTalk = ({ kind }: TimelineEntry): boolean =>
  kind === 'school_message' ||
  kind === 'reporter_message' ||
  kind === 'note' ||
  kind === 'waiting_reporter' ||
  kind === 'closed' ||
  kind === 'asking' ||
  kind === 'satisfied' ||
  kind === 'unsatisfied' ||
  kind === 'appealed' ||
  kind === 'reopened'

/** Kinds, acts, states and levels of a case as children, guardians and handlers read them. */
import type { BullyingAct, CaseState, Level, ReportKind } from './report'

/** As a child would say it. */
export const actWordsForChildren: Record<BullyingAct, string> = {
  beating: '被打被推',
  insult: '被骂被取笑',
  property: '东西被抢',
  exclusion: '被孤立',
  online: '网上被欺负',
}

/** As the desk and the documents say it. @see 教育部令第50号 art 21 */
export const actNames: Record<BullyingAct, string> = {
  beating: '推搡与殴打',
  insult: '侮辱与起绰号',
  property: '抢夺或损坏财物',
  exclusion: '孤立排斥',
  online: '网络欺凌',
}

export const kindNames: Record<ReportKind, string> = {
  bullying: '欺凌',
  danger: '危险与隐患',
  canteen: '食堂饭菜',
  homework: '作业负担',
  fees: '收费',
  tutoring: '校外补课',
  staff: '教职工言行',
  other: '其他事项',
}

/** Title of a case: its acts, or its kind where none was chosen. */
export const caseTitle = (kind: ReportKind, acts: readonly BullyingAct[]): string =>
  kind === 'bullying' && acts.length > 0 ? acts.map((act) => actNames[act]).join('、') : kindNames[kind]

/** What was asked beside the story, as a line of the case. */
export const answerNames = {
  since: '从什么时候开始',
  howOften: '多久一次',
  witnesses: '有谁看见',
} as const

export const stateNames: Record<CaseState, string> = {
  filed: '新到',
  accepted: '已受理',
  investigating: '调查中',
  waiting_reporter: '等举报人答复',
  asking: '征求举报人意见',
  reviewing: '教育局复核中',
  closed: '已结案',
  withdrawn: '举报人已撤回',
}

/** The same states in the words of the person who asked for help. */
export const stateWordsForReporter: Record<CaseState, string> = {
  filed: '已收到',
  accepted: '已有老师接手',
  investigating: '调查中',
  waiting_reporter: '等你回复',
  asking: '请看处理结果',
  reviewing: '教育局复核中',
  closed: '已办结',
  withdrawn: '已撤回',
}

/** The same where the bureau handles it. */
export const stateWordsAtBureau: Record<CaseState, string> = {
  ...stateWordsForReporter,
  filed: '区教育局已收到',
  accepted: '区教育局有人接手',
}

export const levelNames: Record<Level, string> = {
  unset: '待定级',
  mild: '一般',
  serious: '较重',
  severe: '严重',
  illegal: '违法',
}

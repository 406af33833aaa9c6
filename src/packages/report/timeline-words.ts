/** Steps of a case in the words of the person who asked for help. */
import type { HeldBy } from '@contract/report/clocks'
import type { TimelineEntry } from '@contract/report/report'

type Entry = Pick<TimelineEntry, 'kind' | 'actorName'>

const SYSTEM = '系统'
const BUREAU = '区教育局'

/** A name that can stand after 经办人; empty where the reader may not know it. */
const named = (actorName: string): string => (actorName === SYSTEM || actorName === '举报人' ? '' : actorName)

/** Whose desk a case lay on at each step: a case that went to the bureau was the school's before. */
export const deskAt = (
  { heldBy, timeline }: { heldBy: HeldBy; timeline: readonly Pick<TimelineEntry, 'seq' | 'kind'>[] },
  seq: number,
): HeldBy => {
  const moved = timeline.filter(({ kind }) => kind === 'moved_to_bureau' || kind === 'appealed').at(-1)
  return heldBy === 'bureau' && seq >= (moved?.seq ?? 0) ? 'bureau' : 'school'
}

/**
 * @param you how the reader is addressed
 * @param isNamed whether the handlers see the name
 * @param desk whose desk it lay on then
 */
export const stepWords = (
  { kind, actorName }: Entry,
  you: '你' | '您',
  isNamed: boolean,
  desk: HeldBy = 'school',
): string => {
  const isBureau = desk === 'bureau' || actorName === BUREAU
  const who = isBureau ? BUREAU : named(actorName)
  const office = isBureau ? BUREAU : '学校'
  switch (kind) {
    case 'filed':
      return isNamed ? `收到求助，名字只给处理的${isBureau ? '人' : '老师'}看` : '收到求助，名字已封存'
    case 'accepted':
      return `${who || '一位老师'}接手了这件事`
    case 'investigating':
      return `${office}启动调查`
    case 'waiting_reporter':
      return `${office}请${you}补充`
    case 'school_message':
      return isBureau ? `${BUREAU}给${you}留言` : `经办人${who}给${you}留言`
    case 'reporter_message':
      return `${you}写给${office}`
    case 'reassigned':
      return isBureau ? '区教育局换了人办理' : `改由${who || '另一位老师'}办理`
    case 'level_set':
      return `${office}判断了轻重`
    case 'closed':
      if (actorName === SYSTEM) return `没有等到${you}的回答，先办结`
      return isBureau ? `区教育局给${you}的最后答复` : `学校办结，给${you}的说明`
    case 'reopened':
      return actorName === SYSTEM ? '重新办理，时限重新计算' : `${office}重新办理`
    case 'asking':
      return `${office}处理完了，问问${you}的意见`
    case 'satisfied':
      return `${you}说解决了`
    case 'unsatisfied':
      return `${you}说还没有解决`
    case 'appealed':
      return `${you}请区教育局复核`
    case 'withdrawn':
      return `${you}撤回了这件事`
    case 'message_withdrawn':
      return `${you}撤回了一条留言`
    case 'warned':
      return '系统提醒了经办人：时限快到了'
    case 'climbed':
      return '过了时限，系统已报给上一级'
    case 'paused':
      return '时限暂停'
    case 'resumed':
      return '时限继续计算'
    case 'guardians_told':
      return `${office}告知了双方监护人`
    case 'authority_told':
      return `${office}已按规定报告`
    case 'team_joined':
      if (isBureau) return '区教育局有人加入一起处理'
      return who ? `${who}加入，一起处理这件事` : '有老师加入一起处理'
    case 'team_left':
      return isBureau ? '区教育局有人不再参与处理' : '有老师不再参与处理'
    case 'moved_to_bureau':
      return '改由区教育局办理'
    case 'handler_excluded':
      return isBureau ? '有关的人已经回避' : '有关的老师已经回避'
    case 'identity_asked':
      return `有人申请查看${you}的身份`
    case 'identity_approved':
      return '查看身份的申请得到批准'
    case 'identity_refused':
      return '查看身份的申请没有批准'
    case 'identity_opened':
      return `${you}的身份被查看了一次`
    case 'name_opened':
      return `${you}把名字告诉了经办人`
    case 'name_sealed':
      return `${you}之后的留言不再带名字`
    case 'note':
      return '学校内部记录'
  }
}

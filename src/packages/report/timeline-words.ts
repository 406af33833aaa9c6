/** Steps of a case in the words of the person who asked for help. */
import type { TimelineEntry } from '@contract/report/report'

type Entry = Pick<TimelineEntry, 'kind' | 'actorName'>

/** A name that can stand after 经办人; empty where the reader may not know it. */
const named = (actorName: string): string => (actorName === '系统' || actorName === '举报人' ? '' : actorName)

/**
 * @param you how the reader is addressed
 * @param isNamed whether the handlers see the name
 */
export const stepWords = ({ kind, actorName }: Entry, you: '你' | '您', isNamed: boolean): string => {
  const who = named(actorName)
  const isBureau = who === '区教育局'
  const office = isBureau ? who : '学校'
  switch (kind) {
    case 'filed':
      return isNamed ? '收到求助，名字只给处理的老师看' : '收到求助，名字已封存'
    case 'accepted':
      return `${who || '一位老师'}接手了这件事`
    case 'investigating':
      return `${office}启动调查`
    case 'waiting_reporter':
      return `${office}请${you}补充`
    case 'school_message':
      return isBureau ? `区教育局给${you}留言` : `经办人${who}给${you}留言`
    case 'reporter_message':
      return `${you}写给学校`
    case 'reassigned':
      return `改由${who || '另一位老师'}办理`
    case 'level_set':
      return '学校判断了轻重'
    case 'closed':
      if (who === '') return `7 天没有收到${you}的回答，先办结`
      return isBureau ? `区教育局给${you}的最后答复` : `学校办结，给${you}的说明`
    case 'reopened':
      return who === '' ? '重新办理，时限重新计算' : `${office}重新办理`
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
      return '有老师加入一起处理'
    case 'team_left':
      return '有老师不再参与处理'
    case 'moved_to_bureau':
      return '改由区教育局办理'
    case 'handler_excluded':
      return '有关的老师已经回避'
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

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
  switch (kind) {
    case 'filed':
      return isNamed ? '收到求助，名字只给处理的老师看' : '收到求助，名字已封存'
    case 'accepted':
      return `${who || '一位老师'}接手了这件事`
    case 'investigating':
      return '学校启动调查'
    case 'waiting_reporter':
      return `学校请${you}补充`
    case 'school_message':
      return `经办人${who}给${you}留言`
    case 'reporter_message':
      return `${you}写给学校`
    case 'reassigned':
      return `改由${who || '另一位老师'}办理`
    case 'level_set':
      return '学校判断了轻重'
    case 'closed':
      return `学校办结，给${you}的说明`
    case 'reopened':
      return '学校重新办理'
    case 'note':
      return '学校内部记录'
  }
}

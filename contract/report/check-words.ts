/** What the phone's check found, in words for a parent: never more than was checked. */
import { dateWords } from '../time-words'
import type { Trouble } from './check'
import type { RootCheck } from './root-check'

/** First and last signs of a hash, as a person compares them. */
export const hashWords = (hash: string): string => `${hash.slice(0, 4)}…${hash.slice(-4)}`

/** `2026-11-25` → `11月25日`. */
export const daysWords = (day: string): string => dateWords(`${day}T00:00:00+08:00`)

/** The first thing that does not fit, and where. */
export const troubleWords = ({ what, step }: Trouble): string => {
  switch (what) {
    case 'step_changed':
      return `第 ${step} 条记录对不上：它和前一条接不起来，可能被改过、换过，或者中间少了一条。`
    case 'content_changed':
      return `第 ${step} 条记录的内容，和当时记下的不一样。`
    case 'content_unreadable':
      return `第 ${step} 条记录的内容打不开，可能被换过。`
    case 'report_changed':
      return '提交时写的内容（第 1 条记录），和当时记下的不一样。'
    case 'steps_missing':
      return `第 ${step} 条记录对不上：应当有的记录不见了，或者数目不对。`
    case 'state_changed':
      return `第 ${step} 条记录以后，没有新的记录，办理状态却变了。`
    case 'not_as_receipt':
      return `第 ${step} 条记录和收据上的不一样，整件事的记录可能被重写过。`
    case 'not_as_seen':
      return `第 ${step} 条记录和这台设备上次看到的不一样，可能被重写过。`
  }
}

/** Why the days' roots do not fit; null where they do. */
export const rootTroubleWords = (check: RootCheck): string | null => {
  if (check.state === 'roots_changed')
    return `${daysWords(check.day)}公布的总根，和这台设备以前看到的不一样，或者和前一天接不上。`
  if (check.state === 'not_under')
    return `${daysWords(check.day)}公布的总根里，没有这件事现在的记录。记录可能被退回或删掉过。`
  return null
}

/** What the phone's check found, in words for a parent: never more than was checked. */
import { dateWords } from '../time-words'
import type { Trouble } from './check'
import type { FileVerdict } from './file-check'
import type { FileKind } from './report'
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
    case 'files_unsaid':
      return `第 ${step} 条记录带了文件，却没有记下文件的指纹，文件可能被换过。`
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

/** Under a file that a phone has opened. */
export const fileMarkWords: Record<FileVerdict, string> = {
  fits: '核对过，和记下时一样',
  differs: '和记下时不一样，可能被换过。请截屏留着，打区教育局的电话问清楚。',
  unreadable: '在学校系统里打不开，可能被换过或者坏了。请截屏留着，打区教育局的电话问清楚。',
  gone: '在学校系统里找不到了。请截屏留着，打区教育局的电话问清楚。',
  not_named: '核对过的记录里没有这个文件，可能是后来放进去的。请打区教育局的电话问清楚。',
  older: '这份文件早于核对功能，没有核对',
  no_measure: '记录本身对不上，这份文件没法核对',
}

const fileNames: Record<FileKind, string> = { picture: '图片', voice: '录音', video: '视频' }

/** What is wrong with a file of a step, for a page's own notice. */
export const fileTroubleWords = (
  { seq, kind }: { seq: number; kind: FileKind | null },
  verdict: FileVerdict | 'lost',
): string => {
  const which = `第 ${seq} 条记录里的${kind ? fileNames[kind] : '文件'}`
  switch (verdict) {
    case 'differs':
      return `${which}和记下时不一样，可能被换过。`
    case 'unreadable':
      return `${which}打不开，可能被换过或者坏了。`
    case 'not_named':
      return `${which}不在核对过的记录里，可能是后来放进去的。`
    case 'gone':
    case 'lost':
      return `${which}不见了，记录里写着有。`
    case 'no_measure':
      return `${which}没法核对，因为记录本身对不上。`
    case 'fits':
    case 'older':
      return ''
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

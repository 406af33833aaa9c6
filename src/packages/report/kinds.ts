/** What each kind of report asks: only what it needs, and all of it may be left out. */
import type { ReportKind } from '@contract/report/report'
import type { IconName } from '@/components/icon'
import type { Draft } from '@/outbox/draft'

/** The questions beside the story, in the order they are asked. */
export type Question = 'occurredWhen' | 'place' | 'since' | 'howOften' | 'witnesses'

export type QuestionWords = {
  label: string
  placeholder: string
  /** Usual answers, one press away. */
  usual: readonly string[]
}

type KindForm = {
  /** As a child would say it. */
  label: string
  icon: IconName
  /** What the story may tell; `你` becomes `您` for a guardian. */
  hint: string
  asks: readonly Question[]
  words?: Partial<Record<Question, QuestionWords>>
  /** Whether to ask if it is about a grown-up of the school. */
  asksAboutStaff: boolean
  /** What a picture of it would show. */
  pictures: string
}

const usualWords: Record<Question, QuestionWords> = {
  occurredWhen: {
    label: '什么时候',
    placeholder: '比如：周二上午第二节课后',
    usual: ['今天', '昨天', '这周', '记不清了'],
  },
  place: {
    label: '在哪里',
    placeholder: '比如：教学楼三楼走廊',
    usual: ['教室', '走廊', '操场', '厕所', '食堂', '宿舍', '校门口', '上学放学路上', '网上'],
  },
  since: {
    label: '从什么时候开始的',
    placeholder: '比如：开学第二周',
    usual: ['就这一次', '这周', '这个月', '这学期', '上学期就有'],
  },
  howOften: {
    label: '多久一次',
    placeholder: '比如：一周两三次',
    usual: ['只有一次', '有时候', '每周都有', '几乎每天'],
  },
  witnesses: {
    label: '有谁看见了',
    placeholder: '比如：同桌、值日的同学',
    usual: ['没有人', '同学', '老师', '监控可能拍到了'],
  },
}

const documents = '通知、收据、聊天截图都可以，没有就直接下一步。'

export const kindForms: Record<ReportKind, KindForm> = {
  bullying: {
    label: '被欺负',
    icon: 'hand',
    hint: '想到哪里写到哪里。比如：谁、做了什么、你现在怎么样。',
    asks: ['occurredWhen', 'place', 'since', 'howOften', 'witnesses'],
    asksAboutStaff: true,
    pictures: '聊天截图、受伤或损坏的照片、短视频都可以，没有就直接下一步。',
  },
  danger: {
    label: '有危险',
    icon: 'alert',
    hint: '哪里有危险、是什么样子。比如：三楼栏杆松了，电线露在外面。',
    asks: ['place', 'since'],
    words: {
      place: {
        label: '在哪里',
        placeholder: '比如：操场东边的栏杆',
        usual: ['教室', '走廊', '楼梯', '操场', '厕所', '食堂', '宿舍', '校门口'],
      },
    },
    asksAboutStaff: false,
    pictures: '拍一张危险的地方最有用，站远一点拍。没有就直接下一步。',
  },
  canteen: {
    label: '食堂饭菜',
    icon: 'bowl',
    hint: '哪一样饭菜、有什么问题。有人吃了不舒服也写上。',
    asks: ['occurredWhen', 'howOften'],
    words: {
      occurredWhen: {
        label: '哪一餐',
        placeholder: '比如：周三午餐',
        usual: ['今天早餐', '今天午餐', '今天晚餐', '昨天午餐'],
      },
    },
    asksAboutStaff: false,
    pictures: '饭菜的照片、视频都可以，没有就直接下一步。',
  },
  homework: {
    label: '作业太多',
    icon: 'homework',
    hint: '哪一科、每天大概写多久、几点睡。',
    asks: ['howOften', 'since'],
    asksAboutStaff: false,
    pictures: '作业清单、截图都可以，没有就直接下一步。',
  },
  fees: {
    label: '乱收费',
    icon: 'clipboard',
    hint: '收的什么钱、多少、谁来收、怎么交的。',
    asks: ['occurredWhen', 'howOften'],
    asksAboutStaff: true,
    pictures: documents,
  },
  tutoring: {
    label: '补课',
    icon: 'book',
    hint: '谁办的、在哪里、收多少钱、是不是必须去。',
    asks: ['place', 'since', 'howOften'],
    words: {
      place: {
        label: '在哪里',
        placeholder: '比如：校外某某楼二楼',
        usual: ['学校里', '校外机构', '老师家', '网上'],
      },
    },
    asksAboutStaff: true,
    pictures: documents,
  },
  staff: {
    label: '老师的言行',
    icon: 'school',
    hint: '谁、说了什么或做了什么、你现在怎么样。',
    asks: ['occurredWhen', 'place', 'howOften', 'witnesses'],
    asksAboutStaff: true,
    pictures: '聊天截图、照片、短视频都可以，没有就直接下一步。',
  },
  other: {
    label: '别的事',
    icon: 'dots',
    hint: '想到哪里写到哪里，说不清楚也没关系。',
    asks: ['occurredWhen', 'place'],
    asksAboutStaff: true,
    pictures: '照片、截图、短视频都可以，没有就直接下一步。',
  },
}

/** @param kind null while nothing has been chosen */
export const formOf = (kind: ReportKind | null): KindForm => kindForms[kind ?? 'other']

export const wordsOf = (kind: ReportKind | null, question: Question): QuestionWords =>
  formOf(kind).words?.[question] ?? usualWords[question]

/** Answers to questions that the kind does not ask (it was changed) are not sent along. */
export const answered = (draft: Draft): Pick<Draft, Question | 'aboutStaff'> => {
  const { asks, asksAboutStaff } = formOf(draft.kind)
  const only = (question: Question) => (asks.includes(question) ? draft[question] : '')
  return {
    occurredWhen: only('occurredWhen'),
    place: only('place'),
    since: only('since'),
    howOften: only('howOften'),
    witnesses: only('witnesses'),
    aboutStaff: asksAboutStaff ? draft.aboutStaff : 'no',
  }
}

/** Goes to the bureau and is hidden from the school. */
export const goesToBureau = (draft: Draft): boolean =>
  draft.kind === 'staff' || answered(draft).aboutStaff !== 'no'

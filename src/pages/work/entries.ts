/** What each role finds on the desk. */
import { colleagueRoles, type StaffRole } from '@contract/people'
import type { IconName } from '@/components/icon'

export type DeskEntry = {
  key: string
  title: string
  sub: string
  icon: IconName
  url: string
  roles: readonly StaffRole[]
}

const desk = (page: string) => `/packages/desk/pages/${page}/index`

export const deskEntries: readonly DeskEntry[] = [
  {
    key: 'cases',
    title: '个案',
    sub: '看求助，回复，办结',
    icon: 'inbox',
    url: desk('cases'),
    roles: ['handler', 'bureau_officer'],
  },
  {
    key: 'overdue',
    title: '逾期个案',
    sub: '哪些学校超过了时限，提醒它们',
    icon: 'clock',
    url: desk('overdue'),
    roles: ['bureau_officer'],
  },
  {
    key: 'shared',
    title: '请我一起处理的',
    sub: '同事请您帮忙的，超过时限报上来的',
    icon: 'users',
    url: desk('shared'),
    roles: colleagueRoles,
  },
  {
    key: 'menu',
    title: '食谱',
    sub: '填写、检查、公布每周食谱',
    icon: 'bowl',
    url: desk('menu'),
    roles: ['canteen_manager'],
  },
  {
    key: 'board',
    title: '作业公示',
    sub: '公示前先看本班今晚已有多少分钟',
    icon: 'homework',
    url: desk('board'),
    roles: ['teacher', 'grade_head', 'school_head', 'school_admin'],
  },
  {
    key: 'visits',
    title: '陪餐与到访',
    sub: '记陪餐，开放时间给家长，回复记录',
    icon: 'calendar-check',
    url: desk('visits'),
    roles: ['canteen_manager', 'school_head', 'school_admin'],
  },
  {
    key: 'load',
    title: '作业负担',
    sub: '各班每天的时长、睡眠和要答复的提醒',
    icon: 'hourglass',
    url: desk('load'),
    roles: ['grade_head', 'school_head', 'school_admin', 'bureau_officer'],
  },
  {
    key: 'courses',
    title: '课程',
    sub: '排课程、开轮次、摇号、名单',
    icon: 'bag',
    url: desk('courses'),
    roles: ['course_office'],
  },
  {
    key: 'course-district',
    title: '各校课程',
    sub: '名额、需求、候补和摇号核对',
    icon: 'bag',
    url: desk('course-district'),
    roles: ['bureau_officer'],
  },
  {
    key: 'statistics',
    title: '统计',
    sub: '求助与举报的件数、时长和满意度',
    icon: 'chart',
    url: desk('statistics'),
    roles: ['handler', 'school_head', 'bureau_officer'],
  },
  {
    key: 'roots',
    title: '每日总根',
    sub: '每天的记录有没有被动过，公布给家长对',
    icon: 'link',
    url: desk('roots'),
    roles: ['bureau_officer'],
  },
  {
    key: 'kitchens',
    title: '校园餐',
    sub: '各校食谱公布、检查和满意度',
    icon: 'plate',
    url: desk('kitchens'),
    roles: ['bureau_officer'],
  },
  {
    key: 'food-book',
    title: '食物词典',
    sub: '查食物的过敏原和营养，教新词，换词典',
    icon: 'book',
    url: desk('food-book'),
    roles: ['canteen_manager', 'bureau_officer', 'operator'],
  },
  {
    key: 'canteen-rules',
    title: '食谱规则',
    sub: '看检查按哪些规则，加本校或全区的',
    icon: 'shield-check',
    url: desk('canteen-rules'),
    roles: ['canteen_manager', 'school_admin', 'bureau_officer'],
  },
  {
    key: 'guardians',
    title: '家长确认',
    sub: '等学校点头的监护人',
    icon: 'users',
    url: desk('guardians'),
    roles: ['school_admin'],
  },
  {
    key: 'binding-sheet',
    title: '班级绑定单',
    sub: '打印每个孩子的绑定码',
    icon: 'print',
    url: desk('binding-sheet'),
    roles: ['school_admin', 'teacher'],
  },
  {
    key: 'rosters',
    title: '名册',
    sub: '从 Excel 导入，升年级',
    icon: 'clipboard',
    url: desk('rosters'),
    roles: ['school_admin', 'bureau_officer', 'operator'],
  },
  {
    key: 'school',
    title: '学校与电话',
    sub: '地址、公布的电话、求助热线',
    icon: 'school',
    url: desk('school'),
    roles: ['school_admin', 'school_head', 'bureau_officer', 'operator'],
  },
  {
    key: 'staff',
    title: '教职工',
    sub: '邀请同事，安排身份',
    icon: 'user',
    url: desk('staff'),
    roles: ['school_admin', 'bureau_officer', 'operator'],
  },
  {
    key: 'identities',
    title: '查看身份的申请',
    sub: '看理由，批准或不批准',
    icon: 'lock',
    url: desk('identities'),
    roles: ['custodian'],
  },
  {
    key: 'calendar',
    title: '日历与时限',
    sub: '上课日和放假，办理时限',
    icon: 'calendar',
    url: desk('calendar'),
    roles: ['bureau_officer'],
  },
]

/** The frame of every desk page: rail and top bar when wide, a plain page on a phone, and whose desk it is. */
import { roleNames } from '@contract/people'
import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { goToSignIn, openPage, usePageSession } from '@/api/page-session'
import Button from '@/components/button'
import DeskShell, { type RailItem } from '@/components/desk-shell'
import EmptyState from '@/components/empty-state'
import Screen from '@/components/screen'
import { deskEntries } from '@/pages/work/entries'
import { chooseTextScale } from '@/stores/session'
import './desk.scss'

export type DeskPage =
  | 'cases'
  | 'overdue'
  | 'shared'
  | 'statistics'
  | 'roots'
  | 'identities'
  | 'menu'
  | 'board'
  | 'load'
  | 'courses'
  | 'course-district'
  | 'kitchens'
  | 'food-book'
  | 'canteen-rules'
  | 'visits'
  | 'guardians'
  | 'binding-sheet'
  | 'rosters'
  | 'school'
  | 'staff'
  | 'calendar'

export type DeskFrameProps = {
  current: DeskPage
  title: string
  /** The school whose desk this is; empty before it is known. */
  place: string
  /** The page lays itself out to the edges (list beside detail). */
  bare?: boolean | undefined
  foot?: ReactNode
  dock?: ReactNode
  /** At the right of the top bar. */
  tools?: ReactNode
  children: ReactNode
}

/** Words that fit under an icon. */
const railWords: Record<string, string> = {
  cases: '个案',
  overdue: '逾期',
  shared: '协助',
  statistics: '统计',
  roots: '总根',
  identities: '身份',
  menu: '食谱',
  board: '作业',
  load: '负担',
  courses: '课程',
  'course-district': '课程',
  kitchens: '校园餐',
  'food-book': '词典',
  'canteen-rules': '规则',
  visits: '陪餐',
  guardians: '家长',
  'binding-sheet': '绑定单',
  rosters: '名册',
  school: '学校',
  staff: '教职工',
  calendar: '日历',
}

const ends: RailItem[] = [
  { key: 'text-size', label: '字号', icon: 'text-size' },
  { key: 'home', label: '首页', icon: 'home' },
]

const nextScale = { '1': '1.2', '1.2': '1.4', '1.4': '1' } as const

export default function DeskFrame(props: DeskFrameProps) {
  const { current, title, place, bare, foot, dock, tools, children } = props
  const { status, me, scale } = usePageSession()
  const items = deskEntries
    .filter((entry) => me?.posts.some((post) => entry.roles.includes(post.role)))
    .map(({ key, title: words, icon }): RailItem => ({ key, label: railWords[key] ?? words, icon }))
  const mayUse = items.some(({ key }) => key === current)
  const role = me?.posts.find((post) =>
    deskEntries.find(({ key }) => key === current)?.roles.includes(post.role),
  )?.role

  const select = (key: string) => {
    if (key === 'text-size') return chooseTextScale(nextScale[String(scale) as keyof typeof nextScale])
    if (key === 'home') return openPage('/pages/home/index')
    const entry = deskEntries.find((one) => one.key === key)
    if (entry && key !== current) openPage(entry.url)
  }

  return (
    <Screen wide flush title={title} scale={scale} foot={foot} dock={dock}>
      <DeskShell
        place={place || me?.posts[0]?.schoolName || '教育局'}
        where="工作台"
        items={items}
        ends={ends}
        current={current}
        onSelect={select}
        tools={tools}
        person={me ? { name: me.displayName, role: role ? roleNames[role] : '' } : undefined}
        onPerson={() => openPage('/pages/mine/index')}
      >
        {mayUse ? (
          <View className={bare ? 'desk-bare' : 'desk-page'}>
            {!bare && (
              <View className="desk-page__head">
                <Text className="page-title">{title}</Text>
              </View>
            )}
            {children}
          </View>
        ) : (
          status !== 'unknown' && (
            <EmptyState
              id="desk-closed"
              icon="lock"
              title={me ? '这个页面不在您的职责里' : '请先登录'}
              action={
                me ? (
                  <Button id="desk-home" kind="quiet" onPress={() => openPage('/pages/home/index')}>
                    回首页
                  </Button>
                ) : (
                  <Button id="go-sign-in" onPress={() => goToSignIn(`/packages/desk/pages/${current}/index`)}>
                    去登录
                  </Button>
                )
              }
            >
              {me ? '需要的话，请学校管理员给您安排身份。' : '登录后接着办。'}
            </EmptyState>
          )
        )}
      </DeskShell>
    </Screen>
  )
}

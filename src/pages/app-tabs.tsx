/** The tab bar with this person's tabs: the desk for staff only, and what is unread. */
import Taro from '@tarojs/taro'
import { usePageSession } from '@/api/page-session'
import TabBar, { type TabBarItem } from '@/components/tab-bar'

export type TabKey = 'home' | 'messages' | 'work' | 'mine'

export default function AppTabs({ current }: { current: TabKey }) {
  const { me, isStaff } = usePageSession()
  const items: TabBarItem<TabKey>[] = [
    { key: 'home', label: '首页', icon: 'home' },
    { key: 'messages', label: '消息', icon: 'message', badge: me?.unreadMessages ?? 0 },
    ...(isStaff ? [{ key: 'work', label: '工作台', icon: 'inbox' } as const] : []),
    { key: 'mine', label: '我的', icon: 'user' },
  ]
  const select = (key: TabKey) => {
    if (key !== current) void Taro.switchTab({ url: `/pages/${key}/index` })
  }
  return <TabBar items={items} current={current} onSelect={select} />
}
